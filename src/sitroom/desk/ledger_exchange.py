"""Exchange files: the ledger written as CSV, JSON lines, Parquet or iCalendar, and rows taken in, none lost."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, cast

from sitroom.core import DeskError, InputError, LedgerError, UsageError, canonical_json, short_hash
from sitroom.desk.ledger_layouts import (
    EXTRA,
    Row,
    layout_of,
    read_csv,
    read_jsonl,
    read_parquet,
    write_csv,
    write_jsonl,
    write_parquet,
)
from sitroom.desk.store import Store
from sitroom.desk.store.files import write_whole
from sitroom.ledger import OURS, Forecast, Proposal, Question, Resolution, Standing, TrackRecord, standing_of
from sitroom.ledger.calendar import calendar_of
from sitroom.ledger.cells import escaped
from sitroom.ledger.exchange import OUTCOMES, Outcome, RowRead, flat_rows, read_row, stated_day
from sitroom.ledger.question import canonical_rule

OURS_ELSEWHERE = f"{OURS} (imported)"
"""Whose a forecast of ours is that comes from a file: what another desk computed was not computed here."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a file.

    Args:
        rows: how many it has.
        new: rows that entered anything.
        known: rows of which the ledger knew everything.
        entries: how many entries were made.
        rejected: line and reason of every row that was not taken in.
        reject_file: where these rows lie, with line and reason; None where there are none.
    """

    rows: int
    new: int
    known: int
    entries: int
    rejected: tuple[tuple[int, str], ...]
    reject_file: Path | None = None

    def to_json(self) -> dict[str, object]:
        """Return the counts, then every rejected row's line and reason."""
        rejected = [{"line": line, "reason": reason} for line, reason in self.rejected]
        counts = {"rows": self.rows, "new": self.new, "known": self.known, "entries": self.entries}
        return {**counts, "rejected": rejected, "reject_file": str(self.reject_file) if self.reject_file else None}


def export_ledger(record: TrackRecord, path: Path, *, layout: str | None, now: datetime) -> int:
    """Write a track record to a file, all of it or nothing, and return how many rows it holds.

    Args:
        record: what to write.
        path: its ending says the layout.
        layout: csv, jsonl, parquet or ics, where the ending does not say.
        now: the instant, UTC, for the stamps of a calendar.

    Raises:
        UsageError: the layout is none of the four.
        DeskError: the file cannot be written.
    """
    rows = flat_rows(record)
    chosen = layout_of(path, layout)
    if chosen == "ics":
        text = calendar_of(record.standings, now=now)
        raw, many = text.encode("utf-8", "replace"), text.count("BEGIN:VEVENT")
    else:
        write = {"csv": write_csv, "jsonl": write_jsonl, "parquet": write_parquet}[chosen]
        raw, many = write(rows), len(rows)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, raw)
    except OSError as error:
        raise DeskError(f"{path} cannot be written ({error.strerror}); choose another place") from error
    return many


def import_ledger(store: Store, path: Path, *, layout: str | None, rejects: Path | None, now: datetime) -> Imported:
    """Take in rows as ``export_ledger`` writes them; only ``question`` and ``closes_on`` are needed.

    All questions and forecasts are entered first, then the outcomes. What the ledger knows is left alone, so a second
    import adds nothing. An entry is ours from now on: a question that has closed by now is retrospective, whatever
    the file says.

    Args:
        store: the desk's.
        path: the file.
        layout: csv, jsonl or parquet, where the ending does not say.
        rejects: where rejected rows go; a file in the desk's folder where not given.
        now: the instant, UTC.

    Raises:
        InputError: the file cannot be read at all.
        UsageError: the layout is none of the three.
    """
    chosen = layout_of(path, layout)
    if chosen == "ics":
        raise UsageError("a calendar has no probabilities and cannot be imported; import csv, jsonl or parquet")
    raw = _bytes(path)
    read = {"csv": read_csv, "jsonl": read_jsonl, "parquet": read_parquet}[chosen]
    taking = _Taking(store, now)
    with store.together():
        for line, row in read(raw, path):
            taking.take(line, row)
        taking.close()
    target = _write_rejects(taking.rejected, rejects or _reject_place(store, path, raw)) if taking.rejected else None
    told = tuple((line, reason) for line, reason, _ in taking.rejected)
    return Imported(taking.rows, taking.new, taking.known, taking.entries, told, target)


@dataclass
class _Taking:
    """Rows on their way in, with what was made of them so far."""

    store: Store
    now: datetime
    rows: int = 0
    new: int = 0
    known: int = 0
    entries: int = 0
    rejected: list[tuple[int, str, str]] = field(default_factory=list)
    _ids: dict[str, str] | None = None
    _read: list[tuple[int, Row, RowRead, int]] = field(default_factory=list)

    def take(self, line: int, row: Row | str) -> None:
        """Enter the question and the forecast of a row, or keep it with the reason why not."""
        self.rows += 1
        if isinstance(row, str):
            self.rejected.append((line, row, ""))
            return
        try:
            with self.store.together():
                read, made = self._enter(row)
        except LedgerError as error:
            self.rejected.append((line, str(error), canonical_json(_plain(row))))
            return
        self._read.append((line, row, read, made))

    def close(self) -> None:
        """Enter the outcomes, and count what came of every row."""
        for line, row, read, before in self._read:
            made = before
            self.entries += before
            try:
                with self.store.together():
                    made += self._outcome(read) if read.outcome else 0
            except LedgerError as error:
                told = f"its outcome is not entered, all else is: {error}"
                self.rejected.append((line, told, canonical_json(_plain(row))))
                continue
            self.entries += made - before
            self.new, self.known = self.new + bool(made), self.known + (not made)
        self.rejected.sort(key=lambda one: one[0])

    def _enter(self, row: Row) -> tuple[RowRead, int]:
        if EXTRA in row:
            raise LedgerError(f"the row has more cells than the header has columns: {row[EXTRA]!r}")
        read = self._as_known(read_row(row, today=self.now.astimezone(UTC).date()))
        made = self._question(read)
        standing = standing_of(self.store.ledger.about(read.question.id))
        if read.forecast is not None and not _has(standing, read):
            said = read.forecast if read.forecast.by != OURS else replace(read.forecast, by=OURS_ELSEWHERE)
            made += self._propose("forecast", said.to_json(), read)
        return read, made

    def _as_known(self, read: RowRead) -> RowRead:
        """Return the row with the id of the question that it means, where it names none."""
        if self._ids is None:
            standings = self.store.ledger.track_record().standings
            self._ids = {_key(one.question): one.question.id for one in standings}
        key = _key(read.question)
        if read.has_id or read.has_opening or key not in self._ids:
            self._ids.setdefault(key, read.question.id)
            return read
        known = self._ids[key]
        said = replace(read.forecast, question_id=known) if read.forecast else None
        return replace(read, question=replace(read.question, id=known), forecast=said)

    def _question(self, read: RowRead) -> int:
        about = self.store.ledger.about(read.question.id)
        if about:
            held = Question.from_json(about[0].payload)
            if held.text != read.question.text:
                raise LedgerError(f"the ledger's question {held.id} is another one: {held.text!r}")
            return 0
        return self._propose("question", read.question.to_json(), read)

    def _propose(self, kind: Any, payload: Row, read: RowRead) -> int:
        proposal = Proposal(
            kind, payload, self.now, stated_on=read.stated_on, knowledge_cutoff=read.knowledge_cutoff
        )  # fmt: skip
        return int(self.store.ledger.enter(proposal).new)

    def _outcome(self, read: RowRead) -> int:
        outcome = cast("Outcome", read.outcome)
        standing = standing_of(self.store.ledger.about(read.question.id))
        question = standing.question
        if outcome.words == "void":
            if standing.void_reason:
                return 0
            reason = outcome.quote or "not applicable, as imported"
            payload = {"question_id": question.id, "reason": reason, "by": outcome.by, "seq": None}
            return int(self.store.ledger.enter(Proposal("void", payload, self.now)).new)
        if outcome.resolver not in ("machine", "person"):
            raise LedgerError(f"resolved_by is 'machine' or 'person', not {outcome.resolver!r}")
        if outcome.known_on is None and standing.resolution is None:
            raise LedgerError("an outcome needs the day from which it could be known; fill in known_on")
        known = outcome.known_on or (standing.resolution.known_on if standing.resolution else date.max)
        resolution = Resolution(
            question_id=question.id, outcome=OUTCOMES[outcome.words], known_on=known,
            resolver=cast("Any", outcome.resolver), by=outcome.by, occurred_on=outcome.occurred_on,
            source=outcome.source, quote=outcome.quote, rows=outcome.rows,
        )  # fmt: skip
        return int(self.store.ledger.enter(Proposal("resolution", resolution.to_json(), self.now)).new)


def _key(question: Question) -> str:
    rule = canonical_rule(question.rule) if question.rule else None
    return canonical_json([question.text, question.closes_on.to_json(), rule])


def _has(standing: Standing, read: RowRead) -> bool:
    """Return whether the ledger has a forecast of a row: by the same person, of the same day, saying the same."""
    said, day = cast("Forecast", read.forecast), read.stated_on.isoformat() if read.stated_on else None
    names = (said.by, OURS_ELSEWHERE) if said.by == OURS else (said.by,)
    return any(
        one.forecast.by in names
        and (one.forecast.probability, one.forecast.band) == (said.probability, said.band)
        and day in (None, stated_day(one))
        for one in standing.forecasts
    )


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}); check the name of the file") from error


def _plain(row: Row) -> dict[str, object]:
    """Return a row as JSON holds it, in valid Unicode."""
    return {
        str(name): str(value).encode("utf-8", "backslashreplace").decode() if value is not None else None
        for name, value in row.items()
    }


def _reject_place(store: Store, path: Path, raw: bytes) -> Path:
    return store.folder / "rejects" / f"{path.name}.{short_hash(len(raw), path.name, length=8)}.csv"


def _write_rejects(rejected: list[tuple[int, str, str]], target: Path) -> Path:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(("line", "reason", "row"))
    writer.writerows((line, escaped(reason), escaped(row)) for line, reason, row in rejected)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, out.getvalue().encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise DeskError(f"{target} cannot be written ({error.strerror}); name another place with --rejects") from error
    return target
