"""Judgements on a topic: marks of evidence for rival explanations, and verdicts on assumptions; only ever added to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sitroom.core import DeskError
from sitroom.desk.store.database import Database, Row
from sitroom.desk.store.jsontext import JsonObject, object_of, to_text
from sitroom.desk.store.topics import Topics
from sitroom.ledger import utc_instant


@dataclass(frozen=True, slots=True)
class StoredMark:
    """A mark that a person gave.

    Args:
        act: the id of the first record that tells of it.
        evidence: the same of the evidence, or ``base-rate``.
        explanation: its key.
        mark: ``consistent``, ``inconsistent`` or ``neutral``.
        told: act, evidence and explanation in the words that the person saw.
        by: who.
        at: instant, ISO, UTC.
        reason: why, in words.
    """

    act: str
    evidence: str
    explanation: str
    mark: str
    told: JsonObject
    by: str
    at: str
    reason: str

    def to_json(self) -> JsonObject:
        """Return the mark with its fields by name."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class StoredVerdict:
    """What a person said of an assumption: ``accepted``, ``struck``, or ``open`` to take a verdict back."""

    assumption: str
    state: str
    told: str
    by: str
    at: str
    reason: str

    def to_json(self) -> JsonObject:
        """Return the verdict with its fields by name."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Explanations:
    """The marks and verdicts of a desk."""

    database: Database

    def mark(
        self, topic: str, *, act: str, evidence: str, explanation: str, mark: str, told: Mapping[str, object],
        by: str, reason: str, now: datetime,
    ) -> StoredMark:  # fmt: skip
        """Keep a mark and return it; the last of a pair stands, the others remain on record.

        Raises:
            DeskError: a name or a reason is missing, or there is no such topic.
        """
        _refuse_silence("a mark", by, reason)
        row = StoredMark(act, evidence, explanation, mark, dict(told), by.strip(), utc_instant(now), reason.strip())
        slug = Topics(self.database).get(topic).slug
        cells = (slug, act, evidence, explanation, mark, to_text(row.told), row.by, row.at, row.reason)
        with self.database.write() as connection:
            connection.execute(
                "INSERT INTO explanation_marks (seq, topic, act, evidence, explanation, mark, told, by, at, reason)"
                " SELECT coalesce(max(seq), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM explanation_marks",
                cells,
            )
        return row

    def marks(self, topic: str) -> list[StoredMark]:
        """Return every mark of a topic, first to last."""
        sql = (
            "SELECT act, evidence, explanation, mark, told, by, at, reason FROM explanation_marks"
            " WHERE topic = ? ORDER BY seq"
        )
        return [_mark_of(row) for row in self.database.rows(sql, (Topics(self.database).get(topic).slug,))]

    def judge(
        self, topic: str, assumption: str, state: str, *, told: str, by: str, reason: str, now: datetime
    ) -> StoredVerdict:
        """Keep what a person says of an assumption and return it.

        Raises:
            DeskError: nobody says it, an assumption is struck without a reason, or there is no such topic.
        """
        _refuse_silence("a verdict", by, reason if state == "struck" else "accepted")
        row = StoredVerdict(assumption, state, told, by.strip(), utc_instant(now), reason.strip())
        slug = Topics(self.database).get(topic).slug
        with self.database.write() as connection:
            connection.execute(
                "INSERT INTO assumption_verdicts (seq, topic, assumption, state, told, by, at, reason)"
                " SELECT coalesce(max(seq), 0) + 1, ?, ?, ?, ?, ?, ?, ? FROM assumption_verdicts",
                (slug, assumption, state, told, row.by, row.at, row.reason),
            )
        return row

    def verdicts(self, topic: str) -> list[StoredVerdict]:
        """Return every verdict of a topic, first to last."""
        sql = "SELECT assumption, state, told, by, at, reason FROM assumption_verdicts WHERE topic = ? ORDER BY seq"
        rows = self.database.rows(sql, (Topics(self.database).get(topic).slug,))
        return [StoredVerdict(*(str(cell) for cell in row)) for row in rows]


def _refuse_silence(what: str, by: str, reason: str) -> None:
    if not by.strip() or not reason.strip():
        raise DeskError(f"{what} says who gave it and why; give both")


def _mark_of(row: Row) -> StoredMark:
    act, evidence, explanation, mark, told, by, at, reason = row
    seen = object_of(told)
    return StoredMark(str(act), str(evidence), str(explanation), str(mark), seen, str(by), str(at), str(reason))
