"""Exporting: event rows as CSV, Parquet or JSON lines, whole, in an order that an import gives back."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from sitroom.core import DayRange, EventPattern, HistoryError, UsageError, iso
from sitroom.history.columns import column_names, columns
from sitroom.history.engine import Row, StagedWriter, arrow_of
from sitroom.history.importing.export_cells import cell
from sitroom.history.matching import HITS, bind
from sitroom.history.measures.counting import CHOSEN
from sitroom.history.membership import Members
from sitroom.history.store import EventStore
from sitroom.history.whole_files import write_whole

BLOCK_ROWS = 50_000
Blocks = Iterator[Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written.

    Args:
        path: the file.
        rows: how many rows, by source.
        as_of: last day of knowledge, inclusive.
    """

    path: Path
    rows: dict[str, int]
    as_of: date | None

    def to_json(self) -> dict[str, object]:
        """Return the counts with the day in ISO."""
        return {"path": str(self.path), "rows": self.rows, "as_of": iso(self.as_of)}


def export_events(
    store: EventStore,
    path: Path,
    *,
    sources: Sequence[str],
    members: Members,
    actors: Sequence[str] = (),
    period: DayRange | None = None,
    as_of: date | None = None,
) -> Exported:
    """Write the event rows of sources to a file, one source after the other, oldest first; all of it or nothing.

    The format goes by the ending: ``.csv``, ``.parquet``, ``.jsonl``. Every column of the event row is there, in the
    versions known on a day. An import of a CSV or Parquet file as ``table`` gives the same rows back.

    Args:
        store: the history.
        path: replaced where it is there.
        sources: data sets of events.
        members: maps a name to codes on a day.
        actors: only rows in which one of them acts or receives; none means all rows.
        period: days on which the rows occurred, inclusive.
        as_of: last day of knowledge (UTC), inclusive; None means the cutoff, or everything.

    Raises:
        UsageError: the ending is none of the three.
        HistoryError: the file cannot be written.
    """
    write = _WRITERS.get(path.suffix.casefold())
    if write is None:
        raise UsageError(f"{path.name} ends in none of {', '.join(_WRITERS)}; the ending says the format")
    counts = dict.fromkeys(sources, 0)
    pattern, days = EventPattern(actors=tuple(actors)), period or DayRange()

    def blocks() -> Blocks:
        for source in sources:
            for span in _spans(store, source, days, as_of):
                bound = bind(pattern, members, span) | {"both_ways": True}
                rows = store.rows(_ROWS, bound, source=source, as_of=as_of)
                counts[source] += len(rows)
                yield rows

    try:
        write_whole(path, lambda file: write(blocks(), file))
    except OSError as error:
        raise HistoryError(f"{path} cannot be written ({error.strerror}); choose another place") from error
    return Exported(path, counts, as_of)


def _spans(store: EventStore, source: str, period: DayRange, as_of: date | None) -> list[DayRange]:
    """Return spans of whole months, several together where their rows are few, that hold the rows of a period."""
    bound = {"first": period.start or date.min, "last": period.end or date.max}
    spans: list[tuple[date, date, int]] = []
    for first, last, rows in store.rows(_MONTHS, bound, source=source, as_of=as_of):
        if spans and spans[-1][2] + rows <= BLOCK_ROWS:
            spans[-1] = (spans[-1][0], last, spans[-1][2] + rows)
        else:
            spans.append((first, last, rows))
    return [DayRange(first, last) for first, last, _ in spans]


def _write_csv(blocks: Blocks, file: BinaryIO) -> None:
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(column_names())
    for rows in blocks:
        writer.writerows([cell(value) for value in row] for row in rows)
    text.detach()


def _write_jsonl(blocks: Blocks, file: BinaryIO) -> None:
    names = column_names()
    for rows in blocks:
        for row in rows:
            values = (value.isoformat() if isinstance(value, date) else value for value in row)
            line = json.dumps(dict(zip(names, values, strict=True)), ensure_ascii=False)
            file.write(line.encode("utf-8", "replace") + b"\n")


def _write_parquet(blocks: Blocks, file: BinaryIO) -> None:
    kinds = {one.name: one.kind for one in columns()}
    with closing(StagedWriter(file)) as writer:
        writer.write(arrow_of(kinds, []))
        for rows in blocks:
            writer.write(arrow_of(kinds, rows))


_WRITERS: dict[str, Callable[[Blocks, BinaryIO], None]] = {
    ".csv": _write_csv,
    ".jsonl": _write_jsonl,
    ".parquet": _write_parquet,
}

_MONTHS = """
SELECT min(occurred_on), max(occurred_on), count(*) FROM events WHERE occurred_on BETWEEN $first AND $last
GROUP BY date_trunc('month', occurred_on) ORDER BY 1"""

_ROWS = (
    HITS
    + CHOSEN
    + f"""
SELECT {", ".join(column_names())} FROM chosen ORDER BY occurred_on, event_id, slot"""  # noqa: S608 - our own names
)
