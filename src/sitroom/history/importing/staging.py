"""Staging: a file's rows made into event rows, block by block, in the engine; nothing is stored yet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sitroom.core import HistoryError
from sitroom.history.codebooks.codes import lag_days
from sitroom.history.engine import Workbench
from sitroom.history.importing.days import read_day
from sitroom.history.importing.export_cells import UNESCAPED
from sitroom.history.importing.layouts import EXPORTED, Layout, fold
from sitroom.history.importing.look_ups import ACT_ROLES, PARTY_FIELDS, fill_look_ups, trimmed
from sitroom.history.importing.quoted_rows import RowShape
from sitroom.history.importing.raw_rows import RawRows, read_raw
from sitroom.history.importing.reports import MANY_LINES, Tally
from sitroom.history.importing.row_files import RowFile

WHOLE = frozenset({"mentions", "sources"})
NUMBERS = ("goldstein", "mentions", "sources", "latitude", "longitude")


def stage(
    bench: Workbench, file: RowFile, layout: Layout, tally: Tally, folder: Path, *, source: str | None, fallback: str
) -> bool:
    """Make the event rows of a file a view ``staged`` of the engine, and count what it holds and what is unreadable.

    Args:
        bench: the engine.
        file: the rows as printed.
        layout: which column says what.
        tally: takes the counts.
        folder: for files that live as long as the import.
        source: the data set's name; None takes what the row prints, else ``fallback``.
        fallback: the data set's name where neither is given.

    Returns:
        Whether there is any row.

    Raises:
        HistoryError: the file lacks a column that the layout needs, or breaks off.
        UnicodeDecodeError: its bytes are not of the encoding that was assumed.
    """
    plan = _Plan(file, layout, source, fallback)
    raw = read_raw(bench, file, plan.shape(), folder)
    tally.rejects += raw.rejects
    tally.add("read", len(raw.rejects), 1)
    if not raw.files:
        return False
    bench.view("raw_rows", [str(path) for path in raw.files], numbered=True)
    fill_look_ups(bench, layout, {role: plan.text(role) for role in _PRINTED}, dates=plan.dates)
    bench.fill("own", {"own_source": "VARCHAR", "own_fallback": "VARCHAR"}, [(source, fallback)])
    bench.run(_JOINED.format(**_choices(plan)))
    _count(bench, plan, raw, tally)
    bench.run(_STAGED)
    return True


class _Plan:
    """The SQL that makes event rows of a file's cells; columns stand in it by number only."""

    def __init__(self, file: RowFile, layout: Layout, source: str | None, fallback: str) -> None:
        self.layout, self.source, self.fallback = layout, source, fallback
        self.delimiter, self.quoted = file.delimiter, file.quoted
        self.escaped = layout.name == EXPORTED and file.encoding != "parquet"
        by_name = {fold(name): place for place, name in reversed(list(enumerate(file.columns, start=1)))}
        self._check(file, by_name)
        self.places = {
            role: [by_name[fold(name)] for name in names if fold(name) in by_name]
            for role, names in layout.fields.items()
        }
        self.dates = [role for role in ("occurred_on", "first_known_on", "last_day") if role in self.places]
        self.most = len(file.columns)
        self.width = min(self.most, layout.min_columns or self.most)
        self.lag = lag_days(layout.lag or layout.name)

    def _check(self, file: RowFile, by_name: dict[str, int]) -> None:
        layout = self.layout
        missing = [name for name in layout.needs if fold(name) not in by_name]
        if not missing and layout.needs_one and not any(fold(name) in by_name for name in layout.needs_one):
            missing = [" or ".join(layout.needs_one)]
        date_names = layout.fields["occurred_on"]
        if not missing and not any(fold(name) in by_name for name in date_names):
            missing = [" or ".join(date_names)]
        if missing:
            have = ", ".join(file.columns[:30])
            raise HistoryError(
                f"{file.member.name} has no column {', '.join(missing)}, which the format {layout.name} needs; it has "
                f"{have}; rename its columns, or say with --map which of them is what"
            )

    def shape(self) -> RowShape:
        """Return how a row of the file looks."""
        quoted = self.layout.quoted or self.quoted or self.delimiter != "\t"
        return RowShape(self.delimiter, self.width, self.most, quoted, self._dated)

    def _dated(self, cells: Sequence[str]) -> bool:
        printed = (cells[place - 1] for place in self.places["occurred_on"] if place <= len(cells))
        return any(read_day(cell, short=self.layout.short_days) for cell in printed)

    def text(self, role: str) -> str:
        """Return SQL for what a row prints under a role, as it stands in the file."""
        cells = [f"c{place}" for place in self.places.get(role, ())]
        if not cells:
            return "CAST(NULL AS VARCHAR)"
        if self.escaped:
            return UNESCAPED.format(cells[0])
        return cells[0] if len(cells) == 1 else f"coalesce({', '.join(f'nothing({cell})' for cell in cells)})"


_PRINTED = (
    "event_id", "source", "occurred_on", "last_day", "first_known_on", "date_precision",
    *(f"{side}_{name}" for side in ("actor", "recipient") for name in PARTY_FIELDS),
    "code", "event_type", "quad", *NUMBERS, "story_id", "directed",
)  # fmt: skip


def _choices(plan: _Plan) -> dict[str, str]:
    """Return the pieces of SQL that differ between layouts: columns by number, joins that they need."""
    used = [role for role in ACT_ROLES if role in plan.places]
    acts = " AND ".join(f"acts.in_{role} IS NOT DISTINCT FROM {plan.text(role)}" for role in used)
    roles = ("event_id", "source", "occurred_on", "first_known_on", "last_day", "story_id", "own_code", *NUMBERS)
    return {
        **{role: plan.text(role) for role in roles},
        "raw": _raw(plan),
        **{role: f"TRY_CAST({plan.text(role)} AS BOOLEAN)" for role in ("own_unmapped", "own_assumed")},
        "actor_match": _matches("actor", plan),
        "recipient_match": _matches("recipient", plan),
        "acts_match": acts or "true",
        "made": "NULL" if plan.layout.event_key == "content" else f"nothing({plan.text('event_id')})",
        "lag": str(int(plan.lag)),
        **{f"read_{name}": _number(plan.text(name), whole=name in WHOLE) for name in NUMBERS},
    }


def _raw(plan: _Plan) -> str:
    """Return SQL for a row as kept; where the engine read it, its cells hold no line break."""
    if "own_row" in plan.places:
        return f"coalesce({plan.text('own_row')}, '')"
    cells = [f"c{place}" for place in range(1, plan.most + 1)]
    slash = r"replace({}, '\', '\\')"
    if plan.delimiter == "\t":
        joined = f"concat_ws(chr(9), {', '.join(cells)})"
        return f"coalesce(raw, {slash.format(joined)})"
    tab = rf"replace({slash}, chr(9), '\t')"
    return f"coalesce(raw, concat_ws(chr(9), {', '.join(tab.format(cell) for cell in cells)}))"


def _matches(side: str, plan: _Plan) -> str:
    used = [name for name in PARTY_FIELDS if f"{side}_{name}" in plan.places]
    tests = (f"{side}s.{name} IS NOT DISTINCT FROM {plan.text(f'{side}_{name}')}" for name in used)
    return " AND ".join(tests) or "true"


def _unreadable(cell: str, *, whole: bool) -> str:
    number = f"TRY_CAST(nothing({cell}) AS DOUBLE)"
    test = f"{number} IS NULL OR NOT isfinite({number})"
    if whole:
        test += f" OR {number} <> floor({number}) OR abs({number}) > 9007199254740992"
    return f"nothing({cell}) IS NOT NULL AND ({test})"


def _number(cell: str, *, whole: bool) -> str:
    if cell.startswith("CAST(NULL"):
        return f"CAST(NULL AS {'BIGINT' if whole else 'DOUBLE'})"
    number = f"TRY_CAST(trim({cell}) AS DOUBLE)"
    if whole:
        return f"CASE WHEN {number} = floor({number}) AND abs({number}) <= 9007199254740992 THEN {number}::BIGINT END"
    return f"CASE WHEN isfinite({number}) THEN {number} END"


_JOINED = """
CREATE OR REPLACE VIEW joined AS
SELECT r.position, r.line, r.lines, r.extra, {raw} AS raw_row, {made} AS event_id, nothing({event_id}) AS printed_id,
    coalesce(own.own_source, nothing({source}), own.own_fallback) AS source,
    happened.day AS occurred_on, known.day AS stated, nothing({first_known_on}) IS NOT NULL AS says_when,
    CASE acts.precision
        WHEN 'year' THEN CAST(date_trunc('year', happened.day) + INTERVAL 1 YEAR - INTERVAL 1 DAY AS DATE)
        WHEN 'month' THEN CAST(date_trunc('month', happened.day) + INTERVAL 1 MONTH - INTERVAL 1 DAY AS DATE)
        WHEN 'week' THEN happened.day + 6
        ELSE happened.day END AS precise_end,
    greatest(coalesce(finished.day, precise_end), precise_end) + {lag} AS assumed, {occurred_on} AS printed_day,
    acts.* EXCLUDE (in_code, in_event_type, in_quad, in_date_precision, in_directed),
    actors.as_key AS actor_key, actors.as_name AS actor_name, actors.as_country AS actor_country,
    actors.as_sector AS actor_sector, coalesce(actors.as_state, false) AS actor_state,
    recipients.as_key AS recipient_key, recipients.as_name AS recipient_name,
    recipients.as_country AS recipient_country, recipients.as_sector AS recipient_sector,
    coalesce(recipients.as_state, false) AS recipient_state, nothing({story_id}) AS story_id,
    {read_goldstein} AS goldstein, {read_mentions} AS mentions, {read_sources} AS sources,
    {read_latitude} AS latitude, {read_longitude} AS longitude, nothing({own_code}) AS own_code,
    coalesce({own_unmapped}, acts.unmapped) AS known_unmapped, {own_assumed} AS own_assumed
FROM raw_rows AS r CROSS JOIN own
LEFT JOIN days AS happened ON happened.printed = {occurred_on}
LEFT JOIN days AS known ON known.printed = {first_known_on}
LEFT JOIN days AS finished ON finished.printed = {last_day}
LEFT JOIN actors ON {actor_match}
LEFT JOIN recipients ON {recipient_match}
LEFT JOIN acts ON {acts_match}"""

_STAGED = """
CREATE OR REPLACE VIEW staged AS
SELECT position, event_id, source, occurred_on,
    CASE WHEN stated >= occurred_on THEN stated ELSE assumed END AS first_known_on,
    coalesce(own_assumed, NOT coalesce(stated >= occurred_on, false)) AS first_known_assumed,
    precision AS date_precision,
    actor_name, actor_country, actor_sector, actor_state,
    recipient_name, recipient_country, recipient_sector, recipient_state,
    CASE WHEN own_assumed IS NULL THEN code ELSE own_code END AS code, known_unmapped AS unmapped, event_type, cameo,
    quad, coalesce(goldstein, score) AS goldstein, mentions, sources, story_id,
    directed, latitude, longitude, raw_row
FROM joined WHERE occurred_on IS NOT NULL"""

_KEPT = {
    "unmapped": "known_unmapped",
    "unknown_type": "unknown_type",
    "uncoded": "uncoded",
    "quad_unreadable": "quad_unreadable",
    "precision_unreadable": "precision_unreadable",
    "directed_unreadable": "directed_unreadable",
    "known_unreadable": "says_when AND (stated IS NULL OR stated < occurred_on)",
    "known_assumed": "coalesce(own_assumed, stated IS NULL OR stated < occurred_on)",
    "null_actor": "actor_name IS NULL AND actor_country IS NULL",
    "null_recipient": "recipient_name IS NULL AND recipient_country IS NULL",
    "undirected": "NOT directed",
    "extra_cells": "extra",
}


def _count(bench: Workbench, plan: _Plan, raw: RawRows, tally: Tally) -> None:
    """Count what the file holds, with the first line of each thing, in one pass."""
    tests = {"read": "true", "long_row": f"lines > {MANY_LINES}"}
    tests |= {name: f"occurred_on IS NOT NULL AND ({test})" for name, test in _KEPT.items()}
    columns = ", ".join(f"count(*) FILTER ({test}), min(position) FILTER ({test})" for test in tests.values())
    (row,) = bench.rows(f"SELECT {columns}, {_OF_ALL} FROM joined")  # noqa: S608 - our own constants
    firsts = [position for position in row[1 : 2 * len(tests) : 2] if position is not None]
    lines: dict[int, int | None] = dict(bench.rows(_LINES, {"positions": firsts}))
    for at, name in enumerate(tests):
        count, position = row[2 * at : 2 * at + 2]
        tally.add(name, count, raw.line_of(lines[position], position) if count else None)
    duplicates, repeats, first_day, last_day, sources = row[2 * len(tests) :]
    tally.add("duplicate_id", duplicates, 1)
    tally.add("same_day_repeat", repeats, 1)
    tally.days, tally.sources = ((first_day, last_day) if first_day else None), set(sources or ())
    _count_numbers(bench, plan, raw, tally)
    for position, line, printed, text in bench.rows(_UNDATED):
        shown = repr(printed) if trimmed(printed) else "the cell is empty"
        tally.rejects.append((raw.line_of(line, position), f"no readable date: {shown}; write it as 2013-02-21", text))


def _count_numbers(bench: Workbench, plan: _Plan, raw: RawRows, tally: Tally) -> None:
    """Count the cells of kept rows that should be numbers and are not."""
    tests = [_unreadable(plan.text(name), whole=name in WHOLE) for name in NUMBERS if name in plan.places]
    if not tests:
        return
    bad = " + ".join(f"CAST({test} AS INTEGER)" for test in tests)
    (found,) = bench.rows(_BAD_NUMBERS.format(bad=bad, occurred_on=plan.text("occurred_on")))
    count, position, line = found
    tally.add("number_unreadable", int(count or 0), raw.line_of(line, position) if count else None)


_OF_ALL = """
count(printed_id) FILTER (occurred_on IS NOT NULL)
    - count(DISTINCT hash(printed_id)) FILTER (occurred_on IS NOT NULL AND printed_id IS NOT NULL),
count(occurred_on) - count(DISTINCT hash(occurred_on, actor_key, recipient_key, act_key))
    FILTER (occurred_on IS NOT NULL),
min(occurred_on), max(occurred_on), list(DISTINCT source) FILTER (occurred_on IS NOT NULL)"""
_LINES = "SELECT position, line FROM raw_rows WHERE list_contains($positions, position)"
_BAD_NUMBERS = """
SELECT sum(bad), min(position), min_by(line, position) FROM (
    SELECT position, line, {bad} AS bad FROM raw_rows JOIN days ON days.printed = {occurred_on} AND days.day IS NOT NULL
) WHERE bad > 0"""
_UNDATED = "SELECT position, line, printed_day, raw_row FROM joined WHERE occurred_on IS NULL ORDER BY position"
