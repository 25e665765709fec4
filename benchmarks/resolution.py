"""Resolution: questions drawn over event data, resolved by the product and by a plain loop over the rows.

    python -m benchmarks.resolution --questions 10000 [--data DIR]

The loop is written on its own, from the reference and not from the code: for each question and each stretch of days
that it may mean, it looks at every row of every day. It shares with the product only who belongs to a group on a day,
and the rows as the store gives them. Compared are the outcome, the day from which it could be known, and that every
row that the product cites is one that the loop found. ``void`` is the share of questions ruled by machine that get no
outcome although their close is over: not covered, not told to the end, or turning on the day of writing. Questions are
drawn about parties that the source covered on the opening day, for about others the product gives no probability and
says so; how many draws were put back for that is printed too.

Two histories: one made up, with groups, nulls, undirected and joint acts, coarse days and late knowledge; and ICEWS of
2018, where ``--data`` or SITROOM_DATA names the folder of the development data.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from math import ceil
from pathlib import Path

import numpy as np

from sitroom.core import DayRange, EventPattern
from sitroom.desk.ledger_resolving import Closed, resolve_by_rule
from sitroom.desk.rates import members_of
from sitroom.history import Event, EventStore, import_events
from sitroom.ledger import LedgerInMemory, Proposal, Question, replay

ICEWS = "icews18_events_train.parquet"
STATES = (
    "RUS", "UKR", "USA", "DEU", "FRA", "GBR", "POL", "TUR", "CHN", "IRN", "ISR", "SYR", "BLR", "ARM", "AZE", "GEO",
    "ITA", "ESP", "NLD", "BEL", "SWE", "FIN", "DNK", "AUT", "GRC", "PRT", "CZE", "HUN", "ROU", "BGR", "HRV", "SVK",
    "SVN", "EST", "LVA", "LTU", "IRL", "CAN", "NOR",
)  # fmt: skip
GROUPS = ("european-union", "nato", "south-caucasus", "west")
TYPES = {1: ("CONSULT", "SUPPORT"), 2: ("AID", "COOPERATE"), 3: ("ACCUSE", "REQUEST"), 4: ("ASSAULT", "COERCE")}
JOINT = {"AGREE", "CONSULT", "COOPERATE"}
BODIES = {"european-union": "EU", "nato": "NATO", "united-nations": "UN", "osce": "OSCE", "asean": "ASEAN",
          "african-union": "AU"}  # fmt: skip
ENOUGH, SHARE = 10, 0.5
ONE_DAY = timedelta(days=1)
_NONE = ("waits", "open", "void")


def main(arguments: Sequence[str] | None = None) -> int:
    """Resolve questions both ways, print a table and a JSON line; the exit code is 1 where anything differs."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.resolution", description=(__doc__ or "").splitlines()[0]
    )
    root = os.environ.get("SITROOM_DATA")
    parser.add_argument("--data", type=Path, default=Path(root) / "history" if root else None)
    parser.add_argument("--questions", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    rng = np.random.default_rng(options.seed)
    out = {}
    with tempfile.TemporaryDirectory() as folder:
        made_up = EventStore(Path(folder) / "made-up")
        made_up.append(world(rng), received_on=date(2016, 1, 1))
        stores = {"made-up": (made_up, datetime(2016, 1, 10, 9, tzinfo=UTC))}
        if options.data and (options.data / ICEWS).exists():
            icews = EventStore(Path(folder) / "icews")
            import_events("icews18", options.data / ICEWS, icews, received_on=date(2018, 9, 30))
            stores["icews18"] = (icews, datetime(2018, 9, 30, 9, tzinfo=UTC))
        heads = ("questions", "yes", "no", "none", "differ", "void", "seconds")
        print(f"{'history':<10}" + "".join(f" {head:>9}" for head in heads))
        for name, (store, now) in stores.items():
            out[name] = run(name, store, now, many=options.questions, rng=rng)
    figures = {
        "questions": sum(one["questions"] for one in out.values()),
        "differ": sum(one["differ"] for one in out.values()),
        "void_share": {name: one["void_share"] for name, one in out.items()},
        "seconds": {name: one["seconds"] for name, one in out.items()},
    }
    print(json.dumps(figures))
    return 0 if not figures["differ"] and max(one["void_share"] for one in out.values()) <= 0.05 else 1


def run(name: str, store: EventStore, now: datetime, *, many: int, rng: np.random.Generator) -> dict[str, float]:
    """Resolve questions both ways, print a line and return the figures."""
    source = store.sources()[0].source
    events = store.events(source=source, as_of=now.date())
    plain = Plain(events, now.date())
    questions = list(draw(events, plain, many, rng))
    ledger = LedgerInMemory()
    for question in questions:
        opened = question.opens_on.start
        ledger.enter(Proposal("question", question.to_json(), now, stated_on=opened, knowledge_cutoff=opened))
    started = time.monotonic()
    closed = resolve_by_rule(replay(ledger.entries()).standings, ledger, store, now=now)
    seconds = time.monotonic() - started
    differ = [one for one in closed if not same(one, plain)]
    for one in differ[:5]:
        print(f"differs: {one.to_json()}, the loop says {plain.outcome(one.question)[:2]}", file=sys.stderr)
    reasons = Counter(one.testimony.said if one.testimony else one.reason for one in closed if one.closing in _NONE)
    counts = {said: sum(one.closing == said for one in closed) for said in ("yes", "no")}
    void = len(closed) - sum(counts.values())
    print(
        f"{name:<10} {len(closed):>9} {counts['yes']:>9} {counts['no']:>9} {void:>9} {len(differ):>9} "
        f"{void / len(closed):>9.1%} {seconds:>9.1f}"
    )
    print(
        f"put back: {plain.put_back}; none: "
        + ", ".join(f"{many} {why.replace('_', ' ')}" for why, many in sorted(reasons.items()))
    )
    share = round(void / len(closed), 4)
    return {"questions": len(closed), "differ": len(differ), "void_share": share, "seconds": round(seconds, 1)}


def same(one: Closed, plain: "Plain") -> bool:
    """Return whether the product and the loop tell the same outcome, known from the same day, by rows of the loop."""
    outcome, known_on, rows = plain.outcome(one.question)
    expected = {True: "yes", False: "no", None: ""}[outcome]
    got = one.closing if one.closing in ("yes", "no") else ""
    if got != expected or outcome is None or one.testimony is None:
        return got == expected
    cited = set(one.testimony.rows)
    return one.testimony.known_on == known_on and cited <= rows and bool(cited) == outcome


@dataclass
class Plain:
    """The rows of one source as known on a day, and a loop over them."""

    events: Sequence[Event]
    today: date

    def __post_init__(self) -> None:
        lags = sorted((one.first_known_on - one.occurred_on).days for one in self.events)
        self.lag = lags[ceil(0.9 * len(lags)) - 1]
        self.first = min(one.occurred_on for one in self.events)
        self.last = max(self.first, min(max(one.occurred_on for one in self.events), self.today - self.lag * ONE_DAY))
        self.years = {one.occurred_on.year for one in self.events}
        self.rows: dict[tuple[date, str | None], list[Event]] = defaultdict(list)
        self.about: dict[str, int] = defaultdict(int)
        self.known_about: dict[str, list[date]] = defaultdict(list)
        self.put_back = 0
        self._covered: dict[str, bool] = {}
        for one in self.events:
            if one.occurred_on > self.last:
                continue
            for code in {one.actor_country, one.recipient_country}:
                self.rows[one.occurred_on, code].append(one)
            self.rows[one.occurred_on, "*"].append(one)
            whose = {
                one.actor_country if one.actor_state else None,
                one.recipient_country if one.recipient_state else None,
            }
            for state in whose:
                if state is not None:
                    self.about[state] += 1
                    self.known_about[state].append(one.first_known_on)
        for days in self.known_about.values():
            days.sort()

    def outcome(self, question: Question) -> tuple[bool | None, date | None, set[str]]:
        """Return what happened, the day from which it could be known, and the ids of all rows behind it."""
        rule = question.rule
        assert rule is not None
        if not all(self.covered(name) for name in (*rule.actors, *rule.recipients)):
            return None, None, set()
        stretches = list(self.stretches(question))
        found = [self.matching(rule, first, last) for first, last in stretches]
        if all(found):
            known = max(min(one.first_known_on for one in rows) for rows in found)
            return True, known, {one.event_id for rows in found for one in rows}
        if any(found) or not all(self.told(first, last) for first, last in stretches):
            return None, None, set()
        return False, max(last for _, last in stretches) + max(1, self.lag) * ONE_DAY, set()

    def stretches(self, question: Question) -> Iterator[tuple[date, date]]:
        """Yield the days from every opening day to the closing day that goes with it."""
        opens, closes = question.opens_on, question.closes_on
        assert opens.start
        assert opens.end
        assert closes.start
        for moved in range((opens.end - opens.start).days + 1):
            yield opens.start + moved * ONE_DAY, closes.start + moved * ONE_DAY

    def told(self, first: date, last: date) -> bool:
        """Whether the source tells of all these days."""
        return self.first <= first and last <= self.last and {*range(first.year, last.year + 1)} <= self.years

    def covered(self, name: str) -> bool:
        """Whether there are enough rows about someone for silence to mean anything."""
        if name not in self._covered:
            days = (self.first + number * ONE_DAY for number in range((self.last - self.first).days + 1))
            codes = {code for day in days for code in members_of(name, day)}
            own = BODIES.get(name)
            others = codes - {own}
            enough = sum(self.about[code] >= ENOUGH for code in others)
            itself = own is not None and self.about[own] >= ENOUGH
            self._covered[name] = itself or (enough > 0 and enough >= SHARE * len(others))
        return self._covered[name]

    def was_covered(self, name: str, opens: date) -> bool:
        """Whether there were enough rows about someone, known before the opening day."""
        codes, own = members_of(name, opens), BODIES.get(name)
        enough = {code for code in codes if bisect_left(self.known_about[code], opens) >= ENOUGH}
        others = codes - {own}
        return own in enough or (bool(enough & others) and len(enough & others) >= SHARE * len(others))

    def matching(self, rule: EventPattern, first: date, last: date) -> list[Event]:
        """Return the rows of some days that a rule describes."""
        out = []
        for number in range((last - first).days + 1):
            day = first + number * ONE_DAY
            acting = {code for name in rule.actors for code in members_of(name, day)}
            receiving = {code for name in rule.recipients for code in members_of(name, day)}
            keys = acting or receiving or {"*"}
            seen = {id(one): one for code in keys for one in self.rows.get((day, code), ())}
            out += [one for one in seen.values() if fits(one, rule, acting, receiving)]
        return out


def fits(one: Event, rule: EventPattern, acting: set[str], receiving: set[str]) -> bool:
    """Return whether a row is what a rule describes, with who stands for its names on that day."""
    if (rule.types or rule.quads) and one.event_type not in rule.types and one.quad not in rule.quads:
        return False
    acts = not rule.actors or one.actor_country in acting
    receives = not rule.recipients or one.recipient_country in receiving
    if acts and receives:
        return True
    turned = (not rule.actors or one.recipient_country in acting) and (
        not rule.recipients or one.actor_country in receiving
    )
    return turned and (not one.directed or (rule.mutual and one.event_type in JOINT))


def draw(events: Sequence[Event], plain: Plain, many: int, rng: np.random.Generator) -> Iterator[Question]:
    """Yield questions about who had dealt with whom, and others about anyone; a tenth with a range of opening days."""
    named = [one for one in events if one.actor_country and one.recipient_country and one.event_type and one.quad]
    days = (plain.last - plain.first).days
    number = 0
    while number < many:
        one = named[int(rng.integers(len(named)))]
        assert one.actor_country
        assert one.recipient_country
        actors, recipients = [one.actor_country], [one.recipient_country]
        if rng.random() < 0.15:
            recipients = [GROUPS[int(rng.integers(len(GROUPS)))]]
        if rng.random() < 0.1:
            other = named[int(rng.integers(len(named)))]
            actors = sorted({*actors, other.actor_country or "RUS"})
        if rng.random() < 0.05:
            recipients = []
        quads = (one.quad,) if rng.random() < 0.6 else ()
        types = () if quads and rng.random() < 0.8 else (one.event_type,)
        rule = EventPattern(tuple(actors), tuple(recipients), tuple(filter(None, types)),
                            tuple(quad for quad in quads if quad), mutual=bool(rng.random() < 0.3))  # fmt: skip
        horizon = int(rng.choice([3, 7, 14, 21, 30]))
        spread = int(rng.integers(1, 4)) if rng.random() < 0.1 else 0
        opens = plain.first + int(rng.integers(0, days - horizon - spread)) * ONE_DAY
        closes = opens + (horizon - 1) * ONE_DAY
        if not all(plain.was_covered(name, opens) for name in (*actors, *recipients)):
            plain.put_back += 1
            continue
        number += 1
        yield Question(
            text=f"question {number}", rule=rule, rule_words="as its rule says", resolver="machine",
            opens_on=DayRange(opens, opens + spread * ONE_DAY), closes_on=DayRange(closes, closes + spread * ONE_DAY),
            source=one.source if rng.random() < 0.5 else None,
        )  # fmt: skip


def world(rng: np.random.Generator, *, days: int = 1460, rows: int = 25_000) -> Iterator[Event]:
    """Yield rows of four years: some states speak often and some seldom, and much is missing, late or coarse."""
    first = date(2012, 1, 1)
    weights = 1 / np.arange(1, len(STATES) + 1) ** 0.7
    weights /= weights.sum()
    for number, at in enumerate(sorted(rng.integers(0, days, rows).tolist())):
        actor, recipient = (STATES[int(one)] for one in rng.choice(len(STATES), 2, replace=False, p=weights))
        quad = int(rng.integers(1, 5))
        day = first + at * ONE_DAY
        coarse = rng.random() < 0.05
        occurred = day.replace(day=1) if coarse else day
        yield Event(
            event_id=f"made-{number:06}", source="made-up", occurred_on=occurred,
            first_known_on=day + int(rng.choice([0, 1, 2, 30], p=[0.2, 0.6, 0.15, 0.05])) * ONE_DAY,
            date_precision="month" if coarse else "day",
            actor_country=None if rng.random() < 0.03 else actor,
            recipient_country=None if rng.random() < 0.05 else recipient,
            actor_state=bool(rng.random() < 0.9), recipient_state=bool(rng.random() < 0.9),
            event_type=None if rng.random() < 0.03 else TYPES[quad][int(rng.integers(2))],
            quad=None if rng.random() < 0.03 else quad, directed=bool(rng.random() < 0.85),
        )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
