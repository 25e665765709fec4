"""Corrections by people: an overlay over readings that is only added to, and is applied again after a re-read."""

import json
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import datetime

from sitroom.core import DeskError, IntegrityError, canonical_json
from sitroom.desk.store.database import Database, Row
from sitroom.desk.store.jsontext import JsonObject, to_text
from sitroom.desk.store.quotes import misquotes
from sitroom.desk.store.readings import Readings, records_of
from sitroom.ledger import utc_instant

KEPT_FIELDS = frozenset({"id", "kind", "evidence"})  # what a record is known by


@dataclass(frozen=True, slots=True)
class Anchor:
    """By what a record is known again after a re-read: document, kind and the first words of its evidence."""

    document_id: str
    start: int
    end: int
    quote: str
    kind: str

    def to_json(self) -> JsonObject:
        """Return ``{document_id, start, end, quote, kind}``."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Correction:
    """One field of one record that a person set right.

    Args:
        id: place in the list of all corrections, from 1.
        record_id: the record as it was known then.
        anchor: by what it is known again.
        field: a top-level field of the record.
        old: the JSON value that the person saw.
        new: the JSON value that the person gave.
        by: who.
        at: instant, ISO, UTC.
        reason: why, in words.
    """

    id: int
    record_id: str
    anchor: Anchor
    field: str
    old: object
    new: object
    by: str
    at: str
    reason: str

    def to_json(self) -> JsonObject:
        """Return the correction with its anchor as an object."""
        return {name: getattr(self, name) for name in self.__slots__} | {"anchor": self.anchor.to_json()}


@dataclass(frozen=True, slots=True)
class Conflict:
    """A correction that could not be applied, for a person to review.

    Args:
        code: ``desk.correction-value-changed`` or ``desk.correction-record-gone``.
        correction: the last one on this field.
        found: the value that the reading has now.
        near: ids of records of that kind whose words overlap; offered, never applied.
        message: one sentence for a person.
    """

    code: str
    correction: Correction
    found: object
    near: tuple[str, ...]
    message: str

    def to_json(self) -> JsonObject:
        """Return ``{code, correction, found, near, message}``."""
        values: JsonObject = {"code": self.code, "correction": self.correction.to_json(), "found": self.found}
        return values | {"near": list(self.near), "message": self.message}


@dataclass(frozen=True, slots=True)
class Corrections:
    """The corrections of a desk."""

    database: Database

    def correct(self, record_id: str, field: str, new: object, *, by: str, reason: str, now: datetime) -> Correction:
        """Set a top-level field of a record right and return the correction; what was read stays beneath it.

        Raises:
            DeskError: there is no such record or field, the field is one by which a record is known, nothing
                would change, or a name or a reason is missing.
            IntegrityError: the new value quotes words that the text does not have.
        """
        if not by.strip() or not reason.strip():
            raise DeskError("a correction says who made it and why; give both")
        with self.database.write():
            record, anchor = self._record_now(record_id)
            if field not in record or field in KEPT_FIELDS:
                fields = ", ".join(sorted(set(record) - KEPT_FIELDS))
                raise DeskError(f"{field!r} of {record_id} cannot be corrected; these can: {fields}")
            if _same(record[field], new):
                raise DeskError(f"{field} of {record_id} is {to_text(new)} already; there is nothing to correct")
            self._refuse_misquotes(anchor.document_id, new)
            given = json.loads(to_text(new))
            return self._append(
                Correction(0, record_id, anchor, field, record[field], given, by, utc_instant(now), reason)
            )

    def undo(self, correction_id: int, *, by: str, reason: str, now: datetime) -> Correction:
        """Take a correction back, by a new one.

        Raises:
            DeskError: there is no such correction, or its field was corrected again since.
        """
        with self.database.write():
            undone = self.get(correction_id)
            record, _ = self._record_now(undone.record_id)
            if not _same(record.get(undone.field), undone.new):
                message = f"{undone.field} of {undone.record_id} is no longer what correction {correction_id} made it"
                raise DeskError(f"{message}; undo the later one, or correct it to what it should be")
            return self.correct(undone.record_id, undone.field, undone.old, by=by, reason=reason, now=now)

    def get(self, correction_id: int) -> Correction:
        """Return one correction.

        Raises:
            DeskError: there is none with this number.
        """
        rows = self.database.rows(f"{_SELECT} WHERE id = ?", (correction_id,))
        if not rows:
            raise DeskError(f"the desk has no correction {correction_id}")
        return _correction_of(rows[0])

    def of_document(self, document_id: str) -> list[Correction]:
        """Return all corrections to records of a document, first to last."""
        rows = self.database.rows(f"{_SELECT} WHERE document_id = ? ORDER BY id", (document_id,))
        return [_correction_of(row) for row in rows]

    def apply_corrections(self, reading: Mapping[str, object]) -> tuple[JsonObject, list[Conflict]]:
        """Return a reading as corrected, and what could not be applied."""
        document = reading.get("document")
        document_id = str(document["id"]) if isinstance(document, Mapping) else ""
        return overlay(reading, self.of_document(document_id))

    def _record_now(self, record_id: str) -> tuple[JsonObject, Anchor]:
        readings = Readings(self.database)
        document_id = readings.document_of(record_id)
        corrected, _ = self.apply_corrections(readings.get(document_id)) if document_id else ({}, [])
        record = next((record for record in records_of(corrected) if record["id"] == record_id), None)
        if record is None or document_id is None:
            raise DeskError(f"no last reading on the desk has a record {record_id!r}; `sitroom read` shows the ids")
        return record, _anchor_of(record, document_id)

    def _refuse_misquotes(self, document_id: str, new: object) -> None:
        row = self.database.find_row("SELECT text FROM documents WHERE id = ?", (document_id,))
        wrong = misquotes(str(row[0]), new) if row else []
        if wrong:
            raise IntegrityError(f"the new value misquotes {document_id}: {wrong[0]}")

    def _append(self, correction: Correction) -> Correction:
        anchor, values = correction.anchor, (to_text(correction.old), to_text(correction.new))
        place = (anchor.kind, anchor.start, anchor.end, anchor.quote, correction.field)
        made = (correction.by, correction.at, correction.reason)
        with self.database.write() as connection:
            connection.execute(
                "INSERT INTO corrections (id, record_id, document_id, kind, anchor_start, anchor_end, quote, field,"
                " old, new, by, at, reason)"
                " SELECT coalesce(max(id), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM corrections",
                (correction.record_id, anchor.document_id, *place, *values, *made),
            )
            return replace(correction, id=connection.last_insert_rowid())


def overlay(reading: Mapping[str, object], corrections: list[Correction]) -> tuple[JsonObject, list[Conflict]]:
    """Return a reading with corrections laid over it, and those that could not be.

    All corrections of one field count as one: the last value stands wherever the reading has a value that someone
    corrected or gave on the way; on any other value nobody has judged yet, and it goes to review. Applying them
    twice is the same as once.
    """
    corrected: JsonObject = deepcopy(dict(reading))
    conflicts = []
    for record, chain in _by_field(corrected, corrections):
        conflict = _apply_chain(corrected, record, chain)
        if conflict:
            conflicts.append(conflict)
    return corrected, conflicts


_SELECT = (
    "SELECT id, record_id, document_id, anchor_start, anchor_end, quote, kind, field, old, new, by, at, reason"
    " FROM corrections"
)


def _correction_of(row: Row) -> Correction:
    number, record_id, document_id, start, end, quote, kind, field, old, new, by, at, reason = row
    return Correction(
        id=int(str(number)),
        record_id=str(record_id),
        anchor=Anchor(str(document_id), int(str(start)), int(str(end)), str(quote), str(kind)),
        field=str(field),
        old=json.loads(str(old)),
        new=json.loads(str(new)),
        by=str(by),
        at=str(at),
        reason=str(reason),
    )


def _by_field(reading: JsonObject, corrections: list[Correction]) -> list[tuple[JsonObject | None, list[Correction]]]:
    """Return the corrections of each field of each record of a reading together, in order, with that record."""
    chains: dict[tuple[str, str], tuple[JsonObject | None, list[Correction]]] = {}
    for correction in corrections:
        record = _find_record(reading, correction)
        record_id = str(record["id"]) if record else correction.record_id
        chains.setdefault((record_id, correction.field), (record, []))[1].append(correction)
    return list(chains.values())


def _apply_chain(reading: JsonObject, record: JsonObject | None, chain: list[Correction]) -> Conflict | None:
    last = chain[-1]
    if record is None:
        near = _near(reading, last.anchor)
        message = f"no {last.anchor.kind} stands at {last.anchor.quote[:60]!r} any more; {last.field} was not corrected"
        return Conflict("desk.correction-record-gone", last, None, near, message)
    found = record.get(last.field)
    judged = [value for correction in chain for value in (correction.old, correction.new)]
    if not any(_same(found, value) for value in judged):
        message = f"{last.field} is now read as {to_text(found)[:60]}, which nobody has judged; {last.by} said "
        message += f"{to_text(last.new)[:60]} of {to_text(last.old)[:60]}"
        return Conflict("desk.correction-value-changed", last, found, (str(record["id"]),), message)
    record[last.field] = deepcopy(last.new)
    return None


def _find_record(reading: Mapping[str, object], correction: Correction) -> JsonObject | None:
    """Return the record with the same id, else the only one with the same anchor, else None."""
    anchor = correction.anchor
    of_kind = [record for record in records_of(reading) if record.get("kind") == anchor.kind]
    by_id = [record for record in of_kind if record.get("id") == correction.record_id]
    by_anchor = [record for record in of_kind if _anchor_of(record, anchor.document_id) == anchor]
    found = by_id or by_anchor
    return found[0] if len(found) == 1 else None


def _same(one: object, other: object) -> bool:
    """Return whether two JSON values are the same; true is not 1."""
    return canonical_json(one) == canonical_json(other)


def _near(reading: Mapping[str, object], anchor: Anchor) -> tuple[str, ...]:
    near = []
    for record in records_of(reading):
        other = _anchor_of(record, anchor.document_id)
        if other.kind == anchor.kind and min(other.end, anchor.end) > max(other.start, anchor.start):
            near.append(str(record["id"]))
    return tuple(near)


def _anchor_of(record: Mapping[str, object], document_id: str) -> Anchor:
    evidence = record.get("evidence")
    if not isinstance(evidence, list) or not evidence:
        raise DeskError(f"record {record.get('id')!r} has no evidence, so it cannot be known again")
    first = evidence[0]
    return Anchor(document_id, int(first["start"]), int(first["end"]), str(first["quote"]), str(record["kind"]))
