"""What imports of event data count, beside an independent count of the same files.

    python -m benchmarks.imports --data DIR

DIR is the ``history`` folder of the development data, or another folder whose files are named alike. Every file is
counted here from its own text, with no code of the history room and none of its tables: CAMEO codes are those of
``cameo-codes_goldstein.csv`` beside the data, WEIS codes those of the KEDS codebook. The product imports it twice
through its command line. A file is equal when every count of the first import agrees, the second one adds nothing
and knows every row, and ``history coverage`` tells the same totals of it.
"""

import argparse
import csv
import gzip
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TextIO

CODES = "cameo-codes_goldstein.csv"
NOTHING = frozenset({"", "NA", "---"})
MOST_LINES = 1000
COUNTED = (
    "rows_read", "rows_rejected", "rows_added", "null_actor", "null_recipient", "unmapped_codes", "duplicate_ids",
    "same_day_repeats", "undirected", "first_date", "last_date",
)  # fmt: skip
COVERED = ("null_actor", "null_recipient", "unmapped_codes", "first_date", "last_date")
WEIS_ENDINGS = dict(
    zip(
        (f"{root:02}" for root in range(1, 23)),
        (5, 7, 4, 3, 5, 7, 3, 4, 7, 2, 4, 3, 3, 3, 2, 2, 4, 2, 9, 4, 5, 5),
        strict=True,
    )
)


@dataclass(frozen=True)
class Shape:
    """How the files of a layout print an event; columns by place, or by name where the file is Parquet or UCDP's.

    Args:
        pattern: the files' names.
        layout: the product's word for it.
        day: column of the day.
        actor: columns that print the actor.
        recipient: columns that print the recipient.
        code: column of the act; None where the layout prints none.
        event_id: column of the id; None where it has none.
        columns: how many columns a row needs; None means those of the header.
        header: whether the first line is one.
        delimiter: between cells. Between tabs, only a cell with a line break stands in quotation marks.
        directed: codes that say who did it to whom; None means all.
    """

    pattern: str
    layout: str
    day: int | str
    actor: tuple[int | str, ...] = ()
    recipient: tuple[int | str, ...] = ()
    code: int | str | None = None
    event_id: int | str | None = None
    columns: int | None = None
    header: bool = True
    delimiter: str = "\t"
    directed: frozenset[str] | None = None


SHAPES = (
    Shape("icews_events*.tab*", "icews", 1, (2, 4), (8, 10), 6, 0, 20),
    Shape("icews18*.parquet", "icews18", "date", ("source",), ("target",), "cameo"),
    Shape("gdelt2*.export.*", "gdelt2", 1, (5, 6), (15, 16), 26, 0, 61, header=False),
    Shape("gdelt2_mentions*", "gdelt2_mentions", 1, event_id=0, columns=16, delimiter=","),
    Shape("keds_*_weis.*", "keds_weis", 0, (1,), (2,), 3, columns=4),
    Shape("keds_*_cameo.*", "keds_cameo", 0, (1,), (2,), 3, columns=4),
    Shape(
        "ucdp_ged*", "ucdp_ged", "date_start", ("side_a",), ("side_b",), "type_of_violence", "id", delimiter=",",
        directed=frozenset({"3"}),
    ),
    Shape("icews_dyad_year*.parquet", "aggregate", "year", ("i_iso3c",), ("j_iso3c",)),
)  # fmt: skip


def main() -> None:
    """Count every file, import it twice, print a table and one JSON line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    root = os.environ.get("SITROOM_DATA")
    parser.add_argument("--data", type=Path, default=Path(root) / "history" if root else None)
    asked = parser.parse_args()
    if asked.data is None:
        print("skipped: give --data DIR or set SITROOM_DATA")
        print(json.dumps({"skipped": True}))
        return
    known = _known_codes(asked.data)
    rows, differences = 0, {}
    for shape in SHAPES:
        for file in sorted(asked.data.glob(shape.pattern)):
            expected = _count(file, shape, known.get(shape.layout))
            differences[file.name] = _differences(file, shape.layout, expected)
            rows += int(expected["rows_read"] or 0)
            told = json.dumps(differences[file.name]) if differences[file.name] else "equal"
            print(f"{file.name:42} {expected['rows_read']:>7} rows  {told}", flush=True)
    print(json.dumps({
        "files": len(differences),
        "files_equal": sum(not found for found in differences.values()),
        "rows": rows,
        "equal": {name: not found for name, found in differences.items()},
        "differences": {name: found for name, found in differences.items() if found},
    }))  # fmt: skip


def _known_codes(data: Path) -> dict[str, frozenset[str]]:
    """Return the codes of each layout that has a codebook."""
    with (data / CODES).open(encoding="latin-1", newline="") as file:
        cameo = frozenset(row["code"] for row in csv.DictReader(file))
    weis = frozenset(f"{root}{ending}" for root, last in WEIS_ENDINGS.items() for ending in range(last + 1))
    return {
        **dict.fromkeys(("icews", "icews18", "gdelt2", "keds_cameo"), cameo),
        "keds_weis": weis,
        "ucdp_ged": frozenset("123"),
    }


def _count(file: Path, shape: Shape, known: frozenset[str] | None) -> dict[str, int | str | None]:
    """Count what a file prints; see the table of section 6 of the benchmarks."""
    header, rows = _rows(file, shape)
    tally: Counter[str] = Counter()
    ids: set[str] = set()
    seen: set[object] = set()
    days: list[date] = []
    for cells in rows:
        tally["rows_read"] += 1
        span = _days(_cell(cells, shape.day, header)) if len(cells) >= (shape.columns or len(header)) else None
        if span is None:
            tally["rows_rejected"] += 1
            continue
        days += span
        actor, recipient = ([_cell(cells, at, header) for at in side] for side in (shape.actor, shape.recipient))
        code = "" if shape.code is None else _cell(cells, shape.code, header)
        tally["null_actor"] += all(cell in NOTHING for cell in actor)
        tally["null_recipient"] += all(cell in NOTHING for cell in recipient)
        code = code.removesuffix(".0") if shape.layout == "ucdp_ged" else code
        tally["unmapped_codes"] += known is not None and code not in NOTHING and code not in known
        tally["undirected"] += shape.directed is not None and code not in shape.directed
        if shape.event_id is not None:
            event_id = _cell(cells, shape.event_id, header)
            tally["duplicate_ids"] += event_id in ids
            ids.add(event_id)
        event = (span, *actor, *recipient, code)
        tally["same_day_repeats"] += event in seen
        seen.add(event)
    ends = (min(days).isoformat(), max(days).isoformat()) if days else (None, None)
    tally["rows_added"] = tally["rows_read"] - tally["rows_rejected"]
    return {name: tally[name] for name in COUNTED} | dict(zip(("first_date", "last_date"), ends, strict=True))


def _cell(cells: Sequence[str], at: int | str, header: dict[str, int]) -> str:
    return cells[at if isinstance(at, int) else header[at]].strip()


def _days(printed: str) -> tuple[date, date] | None:
    """Return the first and last day that a cell allows, or None where it is no day."""
    digits = printed[:10].replace("-", "") if "-" in printed else printed
    if not digits.isdecimal() or len(digits) not in {4, 8, 14}:
        return None
    if len(digits) == 4:
        return date(int(digits), 1, 1), date(int(digits), 12, 31)
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None
    return day, day


def _rows(file: Path, shape: Shape) -> tuple[dict[str, int], Iterator[list[str]]]:
    """Return the places of the named columns, and the rows that are neither header nor empty."""
    if file.suffix == ".parquet":
        return _parquet_rows(file)
    lines = _cells(file, shape)
    header = next(lines, []) if shape.header else []
    return {name: at for at, name in enumerate(header)}, lines


def _cells(file: Path, shape: Shape) -> Iterator[list[str]]:
    """Yield the cells of each row; which lines are one, and which quotation marks are text, is told in the docs."""
    reading: Callable[..., TextIO] = gzip.open if file.suffix == ".gz" else open
    with reading(file, "rt", encoding="utf-8", newline="") as text:
        lines = text.readlines()
    header = _parsed(lines[:1], shape) or []
    most, day = shape.columns or len(header), shape.day if isinstance(shape.day, int) else header.index(shape.day)
    at = 0
    while at < len(lines):
        taken, cells = 1, _parsed(lines[at : at + 1], shape) if shape.delimiter != "\t" else None
        if cells is None and '"' in lines[at]:
            taken, cells = _joined(lines[at : at + MOST_LINES], shape, most, day)
        row = cells or _split(lines[at], shape)
        at += taken
        if "".join(row).strip():
            yield row


def _joined(lines: Sequence[str], shape: Shape, most: int, day: int) -> tuple[int, list[str] | None]:
    """Return the cells of the fewest lines, two or more, that make one row; or the first line alone, and None."""
    rows = _is_row(lines[0], shape, most, day)
    for taken in range(2, len(lines) + 1):
        rows += _is_row(lines[taken - 1], shape, most, day)
        if rows > 1:
            break
        cells = _parsed(lines[:taken], shape) if '"' in lines[taken - 1] else None
        if cells and len(cells) == most:
            return taken, cells
    return 1, None


def _is_row(line: str, shape: Shape, most: int, day: int) -> int:
    cells = _parsed([line], shape) or _split(line, shape)
    return len(cells) == most and _days(cells[day].strip()) is not None


def _parsed(lines: Sequence[str], shape: Shape) -> list[str] | None:
    """Return the cells of lines that are one row with every quotation mark closed; else None."""
    csv.field_size_limit(2**31 - 1)
    try:
        rows = list(csv.reader(lines, delimiter=shape.delimiter, strict=True))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None


def _split(line: str, shape: Shape) -> list[str]:
    return line.rstrip("\r\n").split(shape.delimiter)


def _parquet_rows(file: Path) -> tuple[dict[str, int], Iterator[list[str]]]:
    import pyarrow.parquet as pq

    table = pq.ParquetFile(file)
    names = table.schema_arrow.names
    blocks = (zip(*(block[name].to_pylist() for name in names), strict=True) for block in table.iter_batches())
    rows = (["" if cell is None else str(cell) for cell in row] for block in blocks for row in block)
    return {name: at for at, name in enumerate(names)}, rows


def _differences(file: Path, layout: str, expected: dict[str, int | str | None]) -> dict[str, list[object]]:
    """Import a file twice and return each count that differs: as counted here, and as told."""
    with tempfile.TemporaryDirectory() as desk:
        first, second = (_told(desk, "import", layout, str(file)) for _ in range(2))
        covered = _told(desk, "coverage")["sources"]
    pairs = {name: [expected[name], first[name]] for name in COUNTED}
    pairs["again.rows_added"] = [0, second["rows_added"]]
    pairs["again.rows_known"] = [expected["rows_added"], second["rows_known"]]
    told = covered[0] if covered else {}
    pairs |= {f"coverage.{name}": [expected[name], told.get(name)] for name in COVERED}
    pairs["coverage.rows"] = [expected["rows_added"], told.get("rows")]
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _told(desk: str, *words: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "sitroom", "history", *words, "--desk", desk, "--json"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode > 1:  # 1: some rows were rejected
        raise SystemExit(f"{' '.join(words)}: {done.stderr.strip()}")
    told: dict[str, Any] = json.loads(done.stdout)
    return told


if __name__ == "__main__":
    main()
