"""Staging: a file's rows made into event rows, block by block, in the engine; nothing is stored yet."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

from sitroom.core import HistoryError, canonical_json
from sitroom.history.codes import known_types, lag_days, read_code
from sitroom.history.engine import Workbench
from sitroom.history.layouts import Layout, fold
from sitroom.history.parties import Party, read_party
from sitroom.history.raw_rows import RawRows, read_raw
from sitroom.history.reports import MANY_LINES, Tally
from sitroom.history.row_files import RowFile

PARTY_FIELDS = ("name", "code", "country", "sector", "group", "number")
WHOLE = frozenset({"mentions", "sources"})
NOTHING = frozenset({"", "NA", "---"})
NUMBERS = ("goldstein", "mentions", "sources", "latitude", "longitude")
_QUADS = {
    "verbal cooperation": 1, "material cooperation": 2, "verbal conflict": 3, "material conflict": 4,
    "vc": 1, "mc": 2, "vk": 3, "mk": 4, "1": 1, "2": 2, "3": 3, "4": 4,
}  # fmt: skip
_FLAGS = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}


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
    quoted = layout.quoted or file.delimiter != "\t"
    raw = read_raw(bench, file, width=plan.width, most=plan.most, quoted=quoted, folder=folder)
    tally.rejects += raw.rejects
    tally.add("read", len(raw.rejects), 1)
    if not raw.files:
        return False
    bench.view("raw_rows", [str(path) for path in raw.files], numbered=True)
    _look_up(bench, plan)
    bench.fill("own", {"own_source": "VARCHAR", "own_fallback": "VARCHAR"}, [(source, fallback)])
    bench.run(_JOINED.format(**_choices(plan)))
    _count(bench, plan, raw, tally)
    bench.run(_STAGED)
    return True


class _Plan:
    """The SQL that makes event rows of a file's cells; columns stand in it by number only."""

    def __init__(self, file: RowFile, layout: Layout, source: str | None, fallback: str) -> None:
        self.layout, self.source, self.fallback = layout, source, fallback
        self.delimiter = file.delimiter
        by_name = {fold(name): place for place, name in reversed(list(enumerate(file.columns, start=1)))}
        self._check(file, by_name)
        self.places = {
            role: [by_name[fold(name)] for name in names if fold(name) in by_name]
            for role, names in layout.fields.items()
        }
        positional = layout.columns and not file.header
        self.width = (layout.min_columns or len(file.columns)) if positional else len(file.columns)
        if layout.min_columns and layout.columns:
            self.width = min(self.width, layout.min_columns)
        self.most = max(len(file.columns), len(layout.columns))
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

    def text(self, role: str) -> str:
        """Return SQL for what a row prints under a role, as it stands in the file."""
        cells = [f"c{place}" for place in self.places.get(role, ())]
        if not cells:
            return "CAST(NULL AS VARCHAR)"
        return cells[0] if len(cells) == 1 else f"coalesce({', '.join(f'nothing({cell})' for cell in cells)})"


_PRINTED = (
    "event_id", "source", "occurred_on", "last_day", "first_known_on", "date_precision",
    *(f"{side}_{name}" for side in ("actor", "recipient") for name in PARTY_FIELDS),
    "code", "event_type", "quad", *NUMBERS, "story_id", "directed",
)  # fmt: skip


def _look_up(bench: Workbench, plan: _Plan) -> None:
    """Make small tables of what each date, party and code that the file prints stands for."""
    layout = plan.layout
    dates = [role for role in ("occurred_on", "first_known_on", "last_day") if role in plan.places]
    union = " UNION ".join(f"SELECT DISTINCT {plan.text(role)} FROM raw_rows" for role in dates)  # noqa: S608 - column numbers
    days = ((one[0], read_day(one[0])) for one in bench.rows(union))
    bench.fill("days", {"printed": "VARCHAR", "day": "DATE"}, days)
    for side in ("actor", "recipient"):
        columns = [plan.text(f"{side}_{name}") for name in PARTY_FIELDS]
        found = bench.rows(f"SELECT DISTINCT {', '.join(columns)} FROM raw_rows")  # noqa: S608
        kinds = {**dict.fromkeys(PARTY_FIELDS, "VARCHAR"), **_PARTY_KINDS}
        bench.fill(f"{side}s", kinds, ((*one, *_party(layout.parties, one)) for one in found))
    codes = ", ".join(plan.text(role) for role in _ACT_ROLES)
    found = bench.rows(f"SELECT DISTINCT {codes} FROM raw_rows")  # noqa: S608
    bench.fill("acts", _ACT_KINDS, ((*one, *_act(layout, *map(_trimmed, one))) for one in found))


_ACT_ROLES = ("code", "event_type", "quad", "date_precision", "directed")


def _trimmed(cell: str | None) -> str | None:
    """Return what a cell prints, or None where it prints nothing."""
    text = (cell or "").strip()
    return None if text in NOTHING else text


_PARTY_KINDS = {
    "as_key": "VARCHAR",
    "as_name": "VARCHAR",
    "as_country": "VARCHAR",
    "as_sector": "VARCHAR",
    "as_state": "BOOLEAN",
}
_ACT_KINDS = {
    **{f"in_{role}": "VARCHAR" for role in _ACT_ROLES},
    "code": "VARCHAR", "cameo": "VARCHAR", "quad": "BIGINT", "event_type": "VARCHAR", "score": "DOUBLE",
    "precision": "VARCHAR", "directed": "BOOLEAN", "act_key": "VARCHAR", "unmapped": "BOOLEAN",
    "unknown_type": "BOOLEAN", "uncoded": "BOOLEAN", "quad_unreadable": "BOOLEAN", "precision_unreadable": "BOOLEAN",
    "directed_unreadable": "BOOLEAN",
}  # fmt: skip


@lru_cache(maxsize=200_000)
def _party(scheme: str, printed: tuple[str | None, ...]) -> tuple[object, ...]:
    """Return a key by which rows with the same party as printed are known, and the party."""
    cells = {name: _trimmed(cell) for name, cell in zip(PARTY_FIELDS, printed, strict=True)}
    found: Party = read_party(scheme, cells)
    told = ("name", "code", "country") if cells["name"] or cells["code"] else ("country", "sector")
    key = canonical_json([cells[name] for name in told])
    return key, found.name, found.country, found.sector, found.state


def _act(layout: Layout, code: str | None, kind: str | None, quad: str | None, *rest: str | None) -> tuple[object, ...]:
    """Return what was done, how exactly it is dated and whether it is directed, with what could not be read."""
    act = read_code(layout.codes, code)
    said = _QUADS.get((quad or "").removesuffix(".0").casefold().replace("_", " "))
    event_type = kind.upper() if kind and kind.upper() in known_types() else kind
    precision, directed = rest
    exact = layout.precisions.get((precision or "").removesuffix(".0"), (precision or "day").casefold())
    flag = _FLAGS.get((directed or "true").casefold())
    if layout.directed == "never":
        flag = False
    elif layout.directed != "always":
        flag = (code or "").removesuffix(".0") == layout.directed
    known = exact in {"day", "week", "month", "year"}
    return (
        code, act.cameo, said or act.quad, event_type or act.event_type, act.goldstein,
        exact if known else "day", flag is not False, code or kind or quad,
        act.unmapped, bool(kind) and event_type not in known_types(),
        layout.codes != "none" and code is None and said is None, bool(quad) and said is None,
        not known, flag is None,
    )  # fmt: skip


def _choices(plan: _Plan) -> dict[str, str]:
    """Return the pieces of SQL that differ between layouts: columns by number, joins that they need."""
    used = [role for role in _ACT_ROLES if role in plan.places]
    acts = " AND ".join(f"acts.in_{role} IS NOT DISTINCT FROM {plan.text(role)}" for role in used)
    roles = ("event_id", "source", "occurred_on", "first_known_on", "last_day", "story_id", *NUMBERS)
    return {
        **{role: plan.text(role) for role in roles},
        "raw": _raw(plan),
        "actor_match": _matches("actor", plan),
        "recipient_match": _matches("recipient", plan),
        "acts_match": acts or "true",
        "made": "NULL" if plan.layout.event_key == "content" else f"nothing({plan.text('event_id')})",
        "lag": str(int(plan.lag)),
        **{f"read_{name}": _number(plan.text(name), whole=name in WHOLE) for name in NUMBERS},
    }


def _raw(plan: _Plan) -> str:
    """Return SQL for a row as kept; where the engine read it, its cells hold no line break."""
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
    {read_latitude} AS latitude, {read_longitude} AS longitude
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
    NOT coalesce(stated >= occurred_on, false) AS first_known_assumed, precision AS date_precision,
    actor_name, actor_country, actor_sector, actor_state,
    recipient_name, recipient_country, recipient_sector, recipient_state,
    code, unmapped, event_type, cameo, quad, coalesce(goldstein, score) AS goldstein, mentions, sources, story_id,
    directed, latitude, longitude, raw_row
FROM joined WHERE occurred_on IS NOT NULL"""

_KEPT = {
    "unmapped": "unmapped",
    "unknown_type": "unknown_type",
    "uncoded": "uncoded",
    "quad_unreadable": "quad_unreadable",
    "precision_unreadable": "precision_unreadable",
    "directed_unreadable": "directed_unreadable",
    "known_unreadable": "says_when AND (stated IS NULL OR stated < occurred_on)",
    "known_assumed": "stated IS NULL OR stated < occurred_on",
    "null_actor": "actor_name IS NULL AND actor_country IS NULL",
    "null_recipient": "recipient_name IS NULL AND recipient_country IS NULL",
    "undirected": "NOT directed",
    "extra_cells": "extra",
}


def _count(bench: Workbench, plan: _Plan, raw: RawRows, tally: Tally) -> None:
    """Count what the file holds, with the first line of each thing, in one pass."""
    tests = {"read": "true", "long_row": f"lines > {MANY_LINES}"}
    tests |= {name: f"occurred_on IS NOT NULL AND ({test})" for name, test in _KEPT.items()}
    columns = ", ".join(
        f"count(*) FILTER ({test}), min(position) FILTER ({test}), min_by(line, position) FILTER ({test})"
        for test in tests.values()
    )
    (row,) = bench.rows(f"SELECT {columns}, {_OF_ALL} FROM joined")  # noqa: S608 - our own constants
    for at, name in enumerate(tests):
        count, position, line = row[3 * at : 3 * at + 3]
        tally.add(name, count, raw.line_of(line, position) if count else None)
    duplicates, repeats, first_day, last_day, sources = row[3 * len(tests) :]
    tally.add("duplicate_id", duplicates, 1)
    tally.add("same_day_repeat", repeats, 1)
    tally.days, tally.sources = ((first_day, last_day) if first_day else None), set(sources or ())
    for name in NUMBERS:
        if name in plan.places:
            bad = _unreadable(plan.text(name), whole=name in WHOLE)
            found = bench.rows(f"SELECT count(*), min(position), min_by(line, position) FROM raw_rows WHERE {bad}")  # noqa: S608
            count, position, line = found[0]
            tally.add("number_unreadable", count, raw.line_of(line, position) if count else None)
    for position, line, printed, text in bench.rows(_UNDATED):
        shown = repr(printed) if _trimmed(printed) else "the cell is empty"
        tally.rejects.append((raw.line_of(line, position), f"no readable date: {shown}; write it as 2013-02-21", text))
    tally.rejects.sort()
    tally.add("rejected", len(tally.rejects), tally.rejects[0][0] if tally.rejects else None)


_OF_ALL = """
count(printed_id) - count(DISTINCT CASE WHEN printed_id IS NOT NULL THEN hash(printed_id) END),
count(occurred_on) - count(DISTINCT hash(occurred_on, actor_key, recipient_key, act_key))
    FILTER (occurred_on IS NOT NULL),
min(occurred_on), max(occurred_on), list(DISTINCT source) FILTER (occurred_on IS NOT NULL)"""
_UNDATED = "SELECT position, line, printed_day, raw_row FROM joined WHERE occurred_on IS NULL ORDER BY position"


_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sep sept", "october oct", "november nov", "december dec"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip


@lru_cache(maxsize=200_000)
def read_day(printed: str | None) -> date | None:
    """Return the day that a cell prints, a time of day left off; None where it is none.

    Read are ``2013-02-21``, ``20130221``, ``20130221173000``, ``21 February 2013`` and seconds since 1970 (ten
    digits); never ``02/03/2013``, which has two readings.

    >>> read_day("2013-02-21T10:00"), read_day("02/03/2013")
    (datetime.date(2013, 2, 21), None)
    """
    text = (printed or "").strip()
    head = text[:10] if text[10:11] in {"T", " "} else text
    try:
        if len(head) == 10 and head[4] == head[7] == "-":
            day = date.fromisoformat(head)
        elif text.isdecimal() and len(text) in {8, 14}:
            day = date(int(text[:4]), int(text[4:6]), int(text[6:8]))
        elif text.isdecimal() and len(text) == 10:
            day = datetime.fromtimestamp(int(text), tz=UTC).date()
        elif len(parts := text.replace(",", " ").split()) == 3 and parts[1].casefold() in _MONTHS:
            day = date(int(parts[2]), _MONTHS[parts[1].casefold()], int(parts[0]))
        else:
            return None
    except (ValueError, OverflowError, OSError):
        return None
    return day if 1 < day.year < date.max.year - 2 else None  # 9999 is how some files write "never"
