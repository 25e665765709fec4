"""Event data sets in, dated rows out: coverage and base rates as they were known on a day."""

from sitroom.history.appending import Appended
from sitroom.history.base_rate import KNOWN_SHARE, LAST_HITS, LOW_ABOVE, LOW_BELOW, MIN_WINDOWS, BaseRate, base_rate
from sitroom.history.claims.claim import DEFAULT_WINDOW, Claim, read_claim
from sitroom.history.claims.judging import judge_claim
from sitroom.history.claims.report_charts import report_charts
from sitroom.history.claims.verdicts import Report
from sitroom.history.codebooks.actor_codes import keds_code_to_alpha3
from sitroom.history.codebooks.codes import joint_types
from sitroom.history.codebooks.party_tables import body_slugs
from sitroom.history.columns import Column, Event, column_names, columns
from sitroom.history.coverage import MIN_ROWS, MIN_SHARE, ActorCoverage, Coverage, Status, coverage, judge_name
from sitroom.history.drawing import Spec, png, svg
from sitroom.history.event_rows import EventRows, event_rows
from sitroom.history.exporting import Exported, export_events
from sitroom.history.fetching.fetch import FetchReport, fetch
from sitroom.history.fetching.fetched import has_fetched
from sitroom.history.fetching.gdelt_files import FIRST_GDELT_DAY, find_edition
from sitroom.history.fetching.plan import FetchPlan, plan_fetch
from sitroom.history.fetching.server import Server
from sitroom.history.frames import Table, Tabular
from sitroom.history.harder_pattern import HARDER_FROM, HARDER_TO, harder_pattern
from sitroom.history.importing.aggregates import aggregate_sources
from sitroom.history.importing.events import import_events, import_table
from sitroom.history.importing.layouts import find_layout, layout_names
from sitroom.history.importing.reports import ImportReport
from sitroom.history.intervals import jeffreys_interval, jeffreys_mean
from sitroom.history.measures.counting import series
from sitroom.history.measures.periods import PERIODS, By, read_by
from sitroom.history.measures.proportions import Share, in_words
from sitroom.history.measures.reciprocity import Association, Reciprocity, reciprocity, triangularity
from sitroom.history.measures.series import Point, Series
from sitroom.history.measures.shares import Shares, shares
from sitroom.history.measures.words_and_deeds import Comparison, Deeds, WordsAndDeeds, words_and_deeds
from sitroom.history.measures.year_series import yearly_sources
from sitroom.history.membership import Members, Membership, memberships
from sitroom.history.scale import spark
from sitroom.history.scale.dyads import Counts, country_counts, dyad_counts
from sitroom.history.sparklines import sparkline
from sitroom.history.store import EventStore, SourceSummary

__all__ = [
    "DEFAULT_WINDOW",
    "FIRST_GDELT_DAY",
    "HARDER_FROM",
    "HARDER_TO",
    "KNOWN_SHARE",
    "LAST_HITS",
    "LOW_ABOVE",
    "LOW_BELOW",
    "MIN_ROWS",
    "MIN_SHARE",
    "MIN_WINDOWS",
    "PERIODS",
    "ActorCoverage",
    "Appended",
    "Association",
    "BaseRate",
    "By",
    "Claim",
    "Column",
    "Comparison",
    "Counts",
    "Coverage",
    "Deeds",
    "Event",
    "EventRows",
    "EventStore",
    "Exported",
    "FetchPlan",
    "FetchReport",
    "ImportReport",
    "Members",
    "Membership",
    "Point",
    "Reciprocity",
    "Report",
    "Series",
    "Server",
    "Share",
    "Shares",
    "SourceSummary",
    "Spec",
    "Status",
    "Table",
    "Tabular",
    "WordsAndDeeds",
    "aggregate_sources",
    "base_rate",
    "body_slugs",
    "column_names",
    "columns",
    "country_counts",
    "coverage",
    "dyad_counts",
    "event_rows",
    "export_events",
    "fetch",
    "find_edition",
    "find_layout",
    "harder_pattern",
    "has_fetched",
    "import_events",
    "import_table",
    "in_words",
    "jeffreys_interval",
    "jeffreys_mean",
    "joint_types",
    "judge_claim",
    "judge_name",
    "keds_code_to_alpha3",
    "layout_names",
    "memberships",
    "plan_fetch",
    "png",
    "read_by",
    "read_claim",
    "reciprocity",
    "report_charts",
    "series",
    "shares",
    "spark",
    "sparkline",
    "svg",
    "triangularity",
    "words_and_deeds",
    "yearly_sources",
]
