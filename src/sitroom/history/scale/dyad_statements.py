"""Counts by period and country, defined once: statements in words that DuckDB and Spark both understand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sitroom.core import DayRange
from sitroom.history.measures.periods import By, precisions_for, read_by
from sitroom.history.store import known_events

SCALE = 10_000
"""Goldstein values are summed as whole ten-thousandths: a sum of floats depends on the order of its rows."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is counted, in which rows.

    Args:
        source: the data set.
        by: the kind of period.
        period: days on which the rows occurred, inclusive at both ends.
        as_of: last day of knowledge, inclusive; None means everything.
    """

    source: str
    by: By
    period: DayRange
    as_of: date | None

    def bound(self) -> dict[str, object]:
        """Return the days that every statement binds, as ISO texts."""
        days = {"first": self.period.start or date.min, "last": self.period.end or date.max}
        return {name: day.isoformat() for name, day in days.items()}


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement over ``events``, and what it gives.

    Args:
        select: binds ``$first`` and ``$last``, both days inclusive, and what ``known_events`` binds.
        kinds: its columns in order, each day, text, whole or number.
    """

    select: str
    kinds: Mapping[str, str]

    def over(self, stored: str, *, mark: str = "$") -> str:
        """Return the whole text for an engine.

        Args:
            stored: how the engine names the rows of the files.
            mark: what stands before the name of a bound value.
        """
        return (known_events(stored) + self.select).replace("$", mark)


def ask(source: str, by: str, period: DayRange | None, as_of: date | None) -> Asked:
    """Return what is counted, from what a caller says.

    Raises:
        HistoryError: ``by`` is no period.
    """
    return Asked(source, read_by(by), period or DayRange(), as_of)


def dyad_statement(by: By) -> Statement:
    """Return the counts by period, actor, recipient and quad; a null is a group of its own."""
    keys = ", ".join(("period_start", *_DYAD_KEYS))
    select = f"""
SELECT {keys}, count(*) AS events,
    CAST(CAST(sum(CAST(floor(goldstein * {SCALE} + 0.5) AS BIGINT)) AS BIGINT) AS DOUBLE) / {SCALE} AS goldstein_sum,
    count(goldstein) AS goldstein_rows, CAST(sum(mentions) AS BIGINT) AS mentions
FROM (SELECT {_start_of(by)} AS period_start, * FROM events WHERE {_IN_PERIOD} AND {_dated(by)}) AS dated
GROUP BY {keys} ORDER BY {_sorted("period_start", *_DYAD_KEYS)}"""  # noqa: S608 - our own constants
    return Statement(select, {"period_start": "day", **_DYAD_KEYS, **_DYAD_COUNTS})


def country_statement(by: By) -> Statement:
    """Return, by period and country, how many rows have it as actor and how many as recipient; null is a country."""
    rows = f"FROM events WHERE {_IN_PERIOD} AND {_dated(by)}"
    sides = " UNION ALL ".join(
        f"SELECT {_start_of(by)} AS period_start, {side}_country AS country, {counts} {rows}"
        for side, counts in (("actor", "1 AS actor, 0 AS recipient"), ("recipient", "0 AS actor, 1 AS recipient"))
    )
    select = f"""
SELECT period_start, country, CAST(sum(actor) AS BIGINT) AS as_actor, CAST(sum(recipient) AS BIGINT) AS as_recipient
FROM ({sides}) AS sides
GROUP BY period_start, country ORDER BY {_sorted("period_start", "country")}"""  # noqa: S608 - our own constants
    return Statement(select, {"period_start": "day", "country": "text", "as_actor": "whole", "as_recipient": "whole"})


def left_out_statement(by: By) -> Statement:
    """Return how many rows are dated too coarsely for the periods."""
    select = f"\nSELECT count(*) AS left_out FROM events WHERE {_IN_PERIOD} AND NOT {_dated(by)}"
    return Statement(select, {"left_out": "whole"})


_DYAD_KEYS = {"actor_country": "text", "recipient_country": "text", "quad": "whole"}
_DYAD_COUNTS = {"events": "whole", "goldstein_sum": "number", "goldstein_rows": "whole", "mentions": "whole"}
_IN_PERIOD = "occurred_on BETWEEN CAST($first AS DATE) AND CAST($last AS DATE)"


def _start_of(by: By) -> str:
    """Return the first day of the period in which a row lies; weeks begin on Monday."""
    return "occurred_on" if by == "day" else f"CAST(date_trunc('{by}', occurred_on) AS DATE)"


def _dated(by: By) -> str:
    """Return the test whether a row's day is exact enough for a period."""
    exact = ", ".join(f"'{name}'" for name in precisions_for(by))
    return f"date_precision IN ({exact})"


def _sorted(*keys: str) -> str:
    return ", ".join(f"{key} NULLS LAST" for key in keys)
