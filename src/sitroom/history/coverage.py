"""Coverage: whether a source says enough about someone for its silence to mean anything."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sitroom.core import DayRange, english_range
from sitroom.history.codebooks.party_tables import body_code
from sitroom.history.membership import Members, codes_over
from sitroom.history.store import EventStore

MIN_ROWS = 10
MIN_SHARE = 0.5

Status = Literal["covered", "not_covered"]


@dataclass(frozen=True, slots=True)
class ActorCoverage:
    """What a source has about one name.

    Args:
        name: as asked.
        covered: whether that is enough.
        rows: rows in which the state or body itself, or its government as a whole, acts or receives; a row with two of
            its codes counts for each.
        codes: how many codes stand for it in the period.
        codes_covered: how many of them have enough rows.
        reason: in words.
    """

    name: str
    covered: bool
    rows: int
    codes: int
    codes_covered: int
    reason: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """Whether a source covers everyone named over a period.

    Args:
        status: ``not_covered`` as soon as one name is not.
        source: the data set.
        period: the days asked about.
        actors: one answer a name.
        reason: in words; what is missing, where something is.
        min_rows: the rows that a state needs.
        min_share: the share of members that a group needs.
    """

    status: Status
    source: str
    period: DayRange
    actors: tuple[ActorCoverage, ...]
    reason: str
    min_rows: int = MIN_ROWS
    min_share: float = MIN_SHARE

    @property
    def covered(self) -> bool:
        """Whether everyone named is covered."""
        return self.status == "covered"

    def to_json(self) -> dict[str, object]:
        """Return the answer with ISO days."""
        return {
            "status": self.status,
            "source": self.source,
            "period": self.period.to_json(),
            "actors": [{name: getattr(one, name) for name in ActorCoverage.__slots__} for one in self.actors],
            "reason": self.reason,
            "min_rows": self.min_rows,
            "min_share": self.min_share,
        }


def coverage(
    store: EventStore,
    actors: Iterable[str],
    period: DayRange,
    source: str,
    *,
    members: Members,
    as_of: date | None = None,
    min_rows: int = MIN_ROWS,
    min_share: float = MIN_SHARE,
) -> Coverage:
    """Return whether a source covers the actors: enough rows about each of them itself.

    A state needs ``min_rows`` rows in the period, in either role, of itself or its government as a whole: a data set
    that has only its citizens and its police does not cover it. A group needs ``min_share`` of its members (those
    of any day of the period) with as many; members may be bodies, as of the West. A body needs either that or as many
    rows under its own code, such as ``EU``.

    Args:
        store: the history.
        actors: slugs, alpha-3 codes or group slugs.
        period: days on which the rows occurred, inclusive; an open end is the source's own.
        source: the data set.
        members: maps a name to codes on a day.
        as_of: last day of knowledge, inclusive; None means the cutoff, or everything.
        min_rows: at least 1.
        min_share: in (0, 1].
    """
    whole = _closed(store, period, source, as_of)
    if whole is None:
        reason = f"{source} has no rows {_when(period)} as of {as_of or store.cutoff or 'now'}"
        return Coverage("not_covered", source, period, (), reason, min_rows, min_share)
    bound = {"first": whole.start, "last": whole.end}
    counts: dict[str, int] = dict(store.rows(_ROWS_BY_CODE, bound, source=source, as_of=as_of))
    judged = []
    for name in dict.fromkeys(actors):
        have = {code: counts.get(code, 0) for code in sorted(codes_over(members, [name], whole))}
        judged.append(judge_name(name, have, f"{source} {_when(whole)}", (min_rows, min_share)))
    missing = [one.reason for one in judged if not one.covered]
    reason = "; ".join(missing) or "; ".join(one.reason for one in judged) or f"{source} has rows {_when(whole)}"
    return Coverage("not_covered" if missing else "covered", source, whole, tuple(judged), reason, min_rows, min_share)


def _closed(store: EventStore, period: DayRange, source: str, as_of: date | None) -> DayRange | None:
    """Return the period with open ends closed by the source's own days; None where it has no rows in it."""
    bound = {"first": period.start or date.min, "last": period.end or date.max}
    rows = store.rows(_DAYS, bound, source=source, as_of=as_of)
    if not rows or rows[0][0] is None:
        return None
    return DayRange(period.start or rows[0][0], period.end or rows[0][1])


def judge_name(name: str, have: Mapping[str, int], where: str, needs: tuple[int, float]) -> ActorCoverage:
    """Judge one name by the rows about each code that stands for it.

    Args:
        name: as asked.
        have: rows by code.
        where: the source and the days, in words.
        needs: the rows that a state needs, and the share of members that a group needs.
    """
    min_rows, min_share = needs
    itself = body_code(name)
    enough = [code for code, rows in have.items() if rows >= min_rows]
    members = [code for code in have if code != itself]
    told = [code for code in members if code in enough]
    fitting = itself in enough or (bool(told) and len(told) >= min_share * len(members))
    rows = sum(have.values())
    if not have:
        reason = f"no country code is known for {name}"
    elif len(have) == 1:
        reason = f"{where} has {_rows(rows)} about {name}" + ("" if fitting else f", fewer than {min_rows}")
    elif itself in enough:
        reason = f"{where} has {_rows(have[itself])} about {name} itself, as {itself}"
    else:
        reason = f"{where} has {min_rows} rows or more about {len(told)} of {len(members)} members of {name}"
        reason += "" if fitting else f", fewer than {min_share:.0%}"
    return ActorCoverage(name, covered=fitting, rows=rows, codes=len(have), codes_covered=len(enough), reason=reason)


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count} rows"


def _when(period: DayRange) -> str:
    return "at all" if period == DayRange() else f"({english_range(period)})"


_DAYS = """
SELECT min(occurred_on), max(occurred_on) FROM events WHERE occurred_on BETWEEN $first AND $last"""

_ROWS_BY_CODE = """, parties AS (
    SELECT actor_country AS code FROM events
    WHERE occurred_on BETWEEN $first AND $last AND actor_state
    UNION ALL
    SELECT recipient_country FROM events
    WHERE occurred_on BETWEEN $first AND $last AND recipient_state
        AND NOT (actor_state AND recipient_country IS NOT DISTINCT FROM actor_country)
)
SELECT code, count(*) FROM parties WHERE code IS NOT NULL GROUP BY code"""
