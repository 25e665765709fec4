"""Counting: for each question, the days on which its pattern held and the windows as long as its horizon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from sitroom.core import DayRange, EventPattern, english_range
from sitroom.forecast.occurrences.known_rows import Flags, KnownRows, known_rows
from sitroom.forecast.occurrences.matching import Places, matching_rows, runs_of
from sitroom.forecast.question import PatternQuestion
from sitroom.history import (
    LAST_HITS,
    LOW_ABOVE,
    LOW_BELOW,
    MIN_ROWS,
    MIN_SHARE,
    MIN_WINDOWS,
    BaseRate,
    Coverage,
    EventStore,
    Members,
    Status,
    jeffreys_interval,
    judge_name,
)


@dataclass(frozen=True, eq=False)
class Occurrences:
    """What the past says of a question, as known at its cutoff.

    Args:
        base: the base rate, equal to that of ``history.base_rate``; where it is not covered, all else is empty.
        day: shape (n,), the day of every row that matches, rising, as ``date.toordinal`` counts.
        held: shape (w,), whether the pattern held in each window, oldest first.
        kept: shape (w,), whether the source tells of the whole window; others count for nothing.
        first: first day that the source tells of.
        last: last day that it tells of.
        silent: calendar years between in which it has no row.
    """

    base: BaseRate
    day: NDArray[np.int32]
    held: Flags
    kept: Flags
    first: int
    last: int
    silent: frozenset[int]


def count(questions: Sequence[PatternQuestion], known: EventStore, members: Members) -> tuple[Occurrences, ...]:
    """Return what the past says of each question; every question is counted once, whoever asks.

    Args:
        questions: all of one cutoff.
        known: the history, closed at that cutoff; the rows of a source are read once for all questions.
        members: maps a name to codes on a day.
    """
    rows = {source: known_rows(known, source) for source in {question.source for question in questions}}
    return tuple(_counted(question, rows[question.source], members) for question in questions)


def _counted(question: PatternQuestion, rows: KnownRows, members: Members) -> Occurrences:
    key = ("count", question, members)
    if key not in rows.memo:
        rows.memo[key] = _count(question, rows, members)
    found: Occurrences = rows.memo[key]
    return found


def _count(question: PatternQuestion, rows: KnownRows, members: Members) -> Occurrences:
    if question.pattern.modes:
        return _refused(question, "event rows have no modes; ask without " + ", ".join(question.pattern.modes))
    if rows.told is None or rows.told.start is None or rows.told.end is None:
        reason = f"{question.source} has no rows at all as of {rows.as_of}"
        return _refused(question, reason, Coverage("not_covered", question.source, DayRange(), (), reason))
    covers = _coverage(rows, question.pattern, members)
    if not covers.covered:
        return _refused(question, covers.reason, covers)
    windows = _lay(rows, question.horizon_days)
    if windows.count < MIN_WINDOWS:
        held = f"{question.source} holds {windows.count} windows of {windows.length} days up to {question.cutoff}"
        return _refused(question, f"{held}; {MIN_WINDOWS} are needed", covers, windows.count)
    places = matching_rows(rows, question.pattern, members)
    in_windows, exact = _held(rows, places, windows)
    first, last = rows.told.start, rows.told.end
    return Occurrences(
        base=_covered(question, rows, covers, windows, (places, in_windows, exact)),
        day=rows.day[places],
        held=in_windows,
        kept=windows.kept,
        first=first.toordinal(),
        last=last.toordinal(),
        silent=frozenset(range(first.year, last.year + 1)) - rows.years,
    )


def _refused(question: PatternQuestion, reason: str, covers: Coverage | None = None, windows: int = 0) -> Occurrences:
    asked = (question.pattern, question.horizon_days, question.cutoff, question.source)
    base = BaseRate("not_covered", *asked, windows=windows, reason=reason, coverage=covers)
    none = np.empty(0, dtype=np.bool_)
    return Occurrences(base, np.empty(0, dtype=np.int32), none, none, 0, 0, frozenset())


@dataclass(frozen=True, eq=False)
class _Windows:
    """Windows of one length, oldest first, the last ending on ``last``."""

    first: int
    last: int
    length: int
    kept: Flags

    @property
    def count(self) -> int:
        return int(self.kept.sum())


def _lay(rows: KnownRows, length: int) -> _Windows:
    """Lay windows back from the last day told of; those that touch a year without any row are not kept."""
    key = ("windows", length)
    if key not in rows.memo:
        assert rows.told is not None
        assert rows.told.start is not None
        assert rows.told.end is not None
        many = (rows.told.days or 0) // length
        last = rows.told.end.toordinal()
        kept = np.ones(many, dtype=np.bool_)
        if frozenset(range(rows.told.start.year, rows.told.end.year + 1)) - rows.years:
            for at in range(many):
                ends = last - (many - 1 - at) * length
                touched = range(date.fromordinal(ends - length + 1).year, date.fromordinal(ends).year + 1)
                kept[at] = rows.years.issuperset(touched)
        rows.memo[key] = _Windows(last - many * length + 1, last, length, kept)
    laid: _Windows = rows.memo[key]
    return laid


def _held(rows: KnownRows, places: Places, windows: _Windows) -> tuple[Flags, Flags]:
    """Return in which windows any row lies, and in which one that is dated to the day."""
    held, exact = np.zeros(len(windows.kept), dtype=np.bool_), np.zeros(len(windows.kept), dtype=np.bool_)
    near = places[rows.day[places] >= windows.first]
    at = (rows.day[near] - windows.first) // windows.length
    held[at] = True
    exact[at[rows.exact[near]]] = True
    return held, exact


def _coverage(rows: KnownRows, pattern: EventPattern, members: Members) -> Coverage:
    names = tuple(dict.fromkeys((*pattern.actors, *pattern.recipients)))
    key = ("coverage", names, members)
    if key not in rows.memo:
        assert rows.told is not None
        where = f"{rows.source} ({english_range(rows.told)})"
        judged = []
        for name in names:
            codes = {code for run in runs_of(rows, name, members) for code in run.codes}
            have = {code: rows.state_rows.get(code, 0) for code in sorted(codes)}
            judged.append(judge_name(name, have, where, (MIN_ROWS, MIN_SHARE)))
        missing = [one.reason for one in judged if not one.covered]
        reason = (
            "; ".join(missing or [one.reason for one in judged]) or f"{rows.source} has rows{where[len(rows.source) :]}"
        )
        status: Status = "not_covered" if missing else "covered"
        rows.memo[key] = Coverage(status, rows.source, rows.told, tuple(judged), reason)
    found: Coverage = rows.memo[key]
    return found


def _covered(
    question: PatternQuestion, rows: KnownRows, covers: Coverage, windows: _Windows, found: tuple[Places, Flags, Flags]
) -> BaseRate:
    places, held, exact = found
    hits = int((held & windows.kept).sum())
    rate = hits / windows.count
    within = places[np.searchsorted(rows.day[places], windows.first) :]
    return BaseRate(
        "covered", question.pattern, question.horizon_days, question.cutoff, question.source,
        rate=rate,
        interval=jeffreys_interval(hits, windows.count),
        hits=hits,
        windows=windows.count,
        first_day=date.fromordinal(windows.first),
        last_day=date.fromordinal(windows.last),
        event_ids=rows.last_ids(within, LAST_HITS),
        information="low" if rate < LOW_BELOW or rate > LOW_ABOVE else "normal",
        reason=f"it held in {hits} of {windows.count} windows of {windows.length} days in {question.source}",
        remarks=_remarks(windows, int((held & ~exact & windows.kept).sum())),
        coverage=covers,
    )  # fmt: skip


def _remarks(windows: _Windows, imprecise: int) -> tuple[str, ...]:
    left_out = len(windows.kept) - windows.count
    told = (
        (left_out, f"{left_out} windows left out: the source has no rows in their year"),
        (imprecise, f"{imprecise} of the hits rest only on rows dated to a month or a year, counted on its first day"),
    )
    return tuple(words for many, words in told if many)
