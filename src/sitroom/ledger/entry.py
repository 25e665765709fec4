"""Entries: what the ledger is made of, each sealed with a hash over itself and over the one before it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal, cast, get_args

from sitroom.core import CANONICAL_VERSION, LedgerError, canonical_json, iso, sha256_text
from sitroom.ledger.fields import Json

EntryKind = Literal["question", "forecast", "update", "resolution", "void", "note", "fix_closing", "rating"]
GENESIS = "0" * 64
SHORTEST_HASH = 12


@dataclass(frozen=True, slots=True)
class Head:
    """How long a ledger is and the hash of its last entry; what every brief prints."""

    count: int
    hash: str

    def __str__(self) -> str:
        return f"{self.count}:{self.hash}"

    @classmethod
    def parse(cls, words: str) -> "Head":
        """Return the head that a brief printed, ``count:hash``; 12 digits of the hash are enough.

        Raises:
            LedgerError: the words are no head.
        """
        count, _, digest = words.strip().partition(":")
        whole = count.isascii() and count.isdigit() and SHORTEST_HASH <= len(digest) <= len(GENESIS)
        if not whole or set(digest.lower()) - set("0123456789abcdef"):
            raise LedgerError(f"{words!r} is no head; it is printed on a brief as count:hash, such as 12:{'a1' * 6}")
        return cls(int(count), digest.lower())


EMPTY = Head(0, GENESIS)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger, never altered; every cell is part of the hash.

    Args:
        seq: place in the ledger, from 1.
        kind: what it holds.
        payload_json: canonical JSON of the payload, an object.
        entered_at: our instant, ISO, UTC.
        stated_on: the author's day, ISO.
        knowledge_cutoff: last day of knowledge that it rests on, ISO, inclusive.
        previous_hash: hash of the entry before it.
        hash: over all other cells.
        canonical_version: version of the canonical form that the hash was taken over.
    """

    seq: int
    kind: EntryKind
    payload_json: str
    entered_at: str
    stated_on: str | None
    knowledge_cutoff: str | None
    previous_hash: str
    hash: str
    canonical_version: int = CANONICAL_VERSION

    @property
    def payload(self) -> dict[str, object]:
        """The payload, a fresh copy each time."""
        return cast("dict[str, object]", json.loads(self.payload_json))

    @property
    def question_id(self) -> str | None:
        """The question that it is about; a note may be about none."""
        return question_of(self.kind, self.payload)

    def sealed_hash(self) -> str:
        """Return the hash that its cells give now.

        Raises:
            ValueError: the payload is no JSON.
        """
        body = {
            "canonical_version": self.canonical_version,
            "seq": self.seq,
            "kind": self.kind,
            "payload": self.payload,
            "entered_at": self.entered_at,
            "stated_on": self.stated_on,
            "knowledge_cutoff": self.knowledge_cutoff,
            "previous_hash": self.previous_hash,
        }
        return sha256_text(canonical_json(body))

    def to_json(self) -> dict[str, object]:
        """Return the entry as it is exported: its hashed cells, and the hash."""
        return {
            "canonical_version": self.canonical_version,
            "seq": self.seq,
            "kind": self.kind,
            "payload": self.payload,
            "entered_at": self.entered_at,
            "stated_on": self.stated_on,
            "knowledge_cutoff": self.knowledge_cutoff,
            "previous_hash": self.previous_hash,
            "hash": self.hash,
        }


def seal(
    previous: Head,
    kind: EntryKind,
    payload: Json,
    entered_at: datetime,
    *,
    stated_on: date | None = None,
    knowledge_cutoff: date | None = None,
) -> Entry:
    """Return the entry that comes after a head.

    Raises:
        LedgerError: the instant has no zone, the kind is unknown or the payload is no JSON object.
    """
    if kind not in get_args(EntryKind):
        raise LedgerError(f"an entry is one of {', '.join(get_args(EntryKind))}, not {kind!r}")
    unsealed = Entry(
        seq=previous.count + 1,
        kind=kind,
        payload_json=_payload_json(payload),
        entered_at=utc_instant(entered_at),
        stated_on=iso(stated_on),
        knowledge_cutoff=iso(knowledge_cutoff),
        previous_hash=previous.hash,
        hash="",
    )
    return _with_hash(unsealed)


def head(entries: Sequence[Entry]) -> Head:
    """Return the head of a ledger: its count, and its last hash."""
    return Head(len(entries), entries[-1].hash) if entries else EMPTY


def utc_instant(instant: datetime) -> str:
    """Return an instant in UTC, ISO, to the microsecond.

    >>> utc_instant(datetime(2013, 2, 21, 9, tzinfo=UTC))
    '2013-02-21T09:00:00.000000Z'
    """
    if instant.tzinfo is None:
        raise LedgerError(f"{instant.isoformat()} has no time zone; an instant is in UTC")
    return instant.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def question_of(kind: EntryKind, payload: Json) -> str | None:
    """Return the id of the question that a payload is about, or None."""
    got = payload.get("id" if kind == "question" else "question_id")
    return got if isinstance(got, str) else None


def _payload_json(payload: Json) -> str:
    try:
        written = canonical_json(dict(payload))
    except (TypeError, ValueError) as error:
        raise LedgerError(f"the payload is no JSON: {error}") from error
    if written != canonical_json(json.loads(written)):
        raise LedgerError("the payload would read back as something else; keys are texts")
    if any("\ud800" <= char <= "\udfff" for char in written):
        raise LedgerError("the payload holds half a surrogate pair, which no file can keep; repair its text")
    return written


def _with_hash(entry: Entry) -> Entry:
    cells = {name: getattr(entry, name) for name in Entry.__slots__}
    return Entry(**(cells | {"hash": entry.sealed_hash()}))
