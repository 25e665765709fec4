"""Witnesses: what each data set of a desk says of a rule, with the rows cited, and what several come to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from sitroom.core import DayRange, EventPattern
from sitroom.desk.rates import members_of
from sitroom.forecast import PatternQuestion, known_rows
from sitroom.forecast.occurrences import count, matching_rows
from sitroom.history import EventStore

CITED = 5
ONE_DAY = timedelta(days=1)

Said = Literal["yes", "no", "depends", "partly", "untold", "not_covered"]


@dataclass(frozen=True, slots=True)
class Testimony:
    """What one witness says.

    Args:
        source: the data set, or the document of a reading.
        said: ``yes`` or ``no``; ``depends`` where it turns on which of several days of writing is meant; ``untold``
            where it does not tell of the days to their end; ``not_covered`` where its silence means nothing;
            ``partly`` where words deny it and prove no "no".
        reason: in words.
        rows: ids of the rows or records cited, the first known first.
        occurred_on: the day of the first event that makes it true.
        known_on: the day from which that could be known.
        matching: how many rows match.
        quote: the words of a reading.
    """

    source: str
    said: Said
    reason: str
    rows: tuple[str, ...] = ()
    occurred_on: date | None = None
    known_on: date | None = None
    matching: int = 0
    quote: str | None = None


class SourceWitness:
    """One data set as known on a day, asked about many rules; its rows are read once.

    Args:
        store: the history, closed on that day.
        source: the data set.
    """

    def __init__(self, store: EventStore, source: str) -> None:
        self.source = source
        self._store = store
        self._rows = known_rows(store, source)
        self._known: NDArray[np.int32] | None = None
        self._lag: timedelta | None = None

    def ask(self, rule: EventPattern, windows: Sequence[DayRange]) -> Testimony:
        """Return what the data set says of a rule over every stretch of days that may be meant."""
        reason = self._uncovered(rule)
        if reason:
            return Testimony(self.source, "not_covered", reason)
        places = matching_rows(self._rows, rule, members_of)
        inside = [self._inside(places, window) for window in windows]
        held = [len(one) > 0 for one in inside]
        if all(held):
            return self._yes(inside)
        untold = [why for window, yes in zip(windows, held, strict=True) if not yes and (why := self._untold(window))]
        if untold:
            return Testimony(self.source, "untold", untold[0])
        if any(held):
            reason = f"it turns on the day of writing: true in {sum(held)} of {len(held)} stretches of days"
            return Testimony(self.source, "depends", reason)
        last = max(window.end for window in windows if window.end)
        known = last + self._lag_days()
        return Testimony(self.source, "no", f"no row of {self.source} matches {_days(windows)}", known_on=known)

    def _uncovered(self, rule: EventPattern) -> str:
        """Why the silence of the data set about a rule means nothing, or an empty text where it means something."""
        asked = PatternQuestion(replace(rule, window_days=None), 1, self._rows.as_of, self.source)
        base = count([asked], self._store, members_of)[0].base
        return base.reason if base.coverage is None or not base.coverage.covered else ""

    def _inside(self, places: NDArray[np.intp], window: DayRange) -> NDArray[np.intp]:
        days = self._rows.day[places]
        first, last = (_ordinal(one) for one in (window.start, window.end))
        return places[np.searchsorted(days, first) : np.searchsorted(days, last, side="right")]

    def _untold(self, window: DayRange) -> str:
        """Why the data set does not tell of a stretch of days to its end, or an empty text where it does."""
        told = self._rows.told
        assert window.start is not None
        assert window.end is not None
        if told is None or told.start is None or told.end is None:
            return f"{self.source} has no rows"
        if window.end > told.end:
            return f"{self.source} tells of the days up to {told.end}, not yet to {window.end}"
        if window.start < told.start:
            return f"{self.source} begins on {told.start}"
        silent = sorted(set(range(window.start.year, window.end.year + 1)) - self._rows.years)
        return f"{self.source} has no row in {silent[0]}" if silent else ""

    def _yes(self, windows: Sequence[NDArray[np.intp]]) -> Testimony:
        """Return a yes that rests on the stretch of days in which it could be known last."""
        known_days = self._known_days()
        inside = max(windows, key=lambda places: int(known_days[places].min()))
        known = known_days[inside]
        order = np.lexsort((inside, self._rows.day[inside], known))[:CITED]
        cited = self._rows.ids.take(inside[order]).to_pylist()
        return Testimony(
            self.source, "yes", _matching(len(inside), self.source),
            rows=tuple(dict.fromkeys(cited)),
            occurred_on=date.fromordinal(int(self._rows.day[inside[0]])),
            known_on=date.fromordinal(int(known.min())),
            matching=len(inside),
        )  # fmt: skip

    def _known_days(self) -> NDArray[np.int32]:
        """Return the day from which each row could be known, in the order of the rows."""
        if self._known is None:
            table = self._store.table(_KNOWN, {}, source=self.source, as_of=None)
            assert table is not None
            self._known = (table["known"].to_numpy() + _EPOCH).astype(np.int32)
        return self._known

    def _lag_days(self) -> timedelta:
        """Return after how many days nine rows in ten are known; at least one."""
        if self._lag is None:
            lags = self._known_days() - self._rows.day
            self._lag = max(ONE_DAY, timedelta(days=int(np.quantile(lags, 0.9, method="inverted_cdf"))))
        return self._lag


def source_witnesses(store: EventStore, as_of: date) -> Callable[[str | None], list[SourceWitness]]:
    """Return a function that gives the witnesses of one source, or of all; each is made once.

    Args:
        store: the history.
        as_of: last day of knowledge, inclusive.
    """
    made: dict[str, SourceWitness] = {}
    names = [one.source for one in store.sources(as_of=as_of) if one.null_actor < one.rows]

    def witnesses(source: str | None) -> list[SourceWitness]:
        wanted = names if source is None else [one for one in names if one == source]
        for name in wanted:
            if name not in made:  # a store object holds the rows of one source at a time
                made[name] = SourceWitness(store.until(as_of), name)
        return [made[name] for name in wanted]

    return witnesses


def combine(said: Sequence[Testimony]) -> Testimony:
    """Return what several witnesses come to: those that know must agree, else a person decides.

    Returns:
        The testimony of the one with most rows; ``depends`` where they differ or it turns on the day of writing.
    """
    voices = [one for one in said if one.said in ("yes", "no")]
    if any(one.said == "depends" for one in said):
        return next(one for one in said if one.said == "depends")
    if len({one.said for one in voices}) > 1:
        each = ", ".join(f"{one.source} says {one.said}" for one in voices)
        return Testimony(voices[0].source, "depends", f"the sources differ: {each}")
    if voices:
        first = max(voices, key=lambda one: (one.matching, one.source))
        known = [one.known_on for one in voices if one.known_on]
        day = (min if first.said == "yes" else max)(known, default=None)
        return replace(first, known_on=day)
    unsure = [one for wanted in ("partly", "untold") for one in said if one.said == wanted]
    nothing = Testimony("", "not_covered", "the desk has no event data and no reading that could tell")
    return next(iter([*unsure, *said]), nothing)


def _matching(rows: int, source: str) -> str:
    return f"one row of {source} matches" if rows == 1 else f"{rows} rows of {source} match"


def _days(windows: Sequence[DayRange]) -> str:
    starts = [window.start for window in windows if window.start]
    ends = [window.end for window in windows if window.end]
    return f"from {min(starts)} to {max(ends)}"


def _ordinal(day: date | None) -> int:
    assert day is not None
    return day.toordinal()


_EPOCH = date(1970, 1, 1).toordinal()

_KNOWN = """
SELECT date_diff('day', DATE '1970-01-01', first_known_on) AS known FROM events ORDER BY occurred_on, event_id"""
