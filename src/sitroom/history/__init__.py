"""Event data sets in, dated rows out: coverage and base rates as they were known on a day."""

from sitroom.history.appending import Appended
from sitroom.history.base_rate import LOW_ABOVE, LOW_BELOW, MIN_WINDOWS, BaseRate, base_rate
from sitroom.history.claims import DEFAULT_WINDOW, Claim, read_claim
from sitroom.history.columns import Column, Event, column_names, columns
from sitroom.history.coverage import MIN_ROWS, MIN_SHARE, ActorCoverage, Coverage, coverage
from sitroom.history.harder_pattern import HARDER_FROM, HARDER_TO, harder_pattern
from sitroom.history.importing import import_events, import_table
from sitroom.history.intervals import jeffreys_interval, jeffreys_mean
from sitroom.history.judging import judge_claim
from sitroom.history.layouts import find_layout, layout_names
from sitroom.history.membership import Members
from sitroom.history.parties import body_slugs, keds_code_to_alpha3
from sitroom.history.reports import ImportReport
from sitroom.history.store import EventStore, SourceSummary
from sitroom.history.verdicts import Report

__all__ = [
    "DEFAULT_WINDOW",
    "HARDER_FROM",
    "HARDER_TO",
    "LOW_ABOVE",
    "LOW_BELOW",
    "MIN_ROWS",
    "MIN_SHARE",
    "MIN_WINDOWS",
    "ActorCoverage",
    "Appended",
    "BaseRate",
    "Claim",
    "Column",
    "Coverage",
    "Event",
    "EventStore",
    "ImportReport",
    "Members",
    "Report",
    "SourceSummary",
    "base_rate",
    "body_slugs",
    "column_names",
    "columns",
    "coverage",
    "find_layout",
    "harder_pattern",
    "import_events",
    "import_table",
    "jeffreys_interval",
    "jeffreys_mean",
    "judge_claim",
    "keds_code_to_alpha3",
    "layout_names",
    "read_claim",
]
