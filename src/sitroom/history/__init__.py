"""Event data sets in, dated rows out: coverage and base rates as they were known on a day."""

from sitroom.history.appending import Appended
from sitroom.history.base_rate import LOW_ABOVE, LOW_BELOW, MIN_WINDOWS, BaseRate, base_rate
from sitroom.history.columns import Column, Event, column_names, columns
from sitroom.history.coverage import MIN_ROWS, MIN_SHARE, ActorCoverage, Coverage, coverage
from sitroom.history.harder_pattern import HARDER_FROM, HARDER_TO, harder_pattern
from sitroom.history.importing import import_events, import_table
from sitroom.history.intervals import jeffreys_interval, jeffreys_mean
from sitroom.history.layouts import find_layout, layout_names
from sitroom.history.membership import Members
from sitroom.history.reports import ImportReport
from sitroom.history.store import EventStore, SourceSummary

__all__ = [
    "HARDER_FROM", "HARDER_TO", "LOW_ABOVE", "LOW_BELOW", "MIN_ROWS", "MIN_SHARE", "MIN_WINDOWS", "ActorCoverage",
    "Appended", "BaseRate", "Column", "Coverage", "Event", "EventStore", "ImportReport", "Members", "SourceSummary",
    "base_rate", "column_names", "columns", "coverage", "find_layout", "harder_pattern", "import_events",
    "import_table", "jeffreys_interval", "jeffreys_mean", "layout_names",
]  # fmt: skip
