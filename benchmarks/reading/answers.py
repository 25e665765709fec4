"""What a batch row answers: its coded records, the surest of them, and who did it to whom, where."""

from typing import Any, TypeAlias

from benchmarks.reading.codes import Party, cameo_of, country_of, party
from benchmarks.reading.matching import Bounds

Row: TypeAlias = dict[str, Any]
Record: TypeAlias = dict[str, Any]
Ref: TypeAlias = dict[str, Any]
Triple: TypeAlias = tuple[Party, Party, str]

REALIS = ("actual", "negated", "scheduled", "hypothetical", "habitual")
MUTUAL_ROOTS = ("03", "04", "05", "06")
NOBODY: Ref = {}


def records(row: Row) -> list[Record]:
    """Return the records of a row; none where the row is missing or could not be read."""
    return row.get("records") or []


def is_coded(record: Record) -> bool:
    """Whether a record is an event, or a statement that is one."""
    return record["kind"] == "event" or (record["kind"] == "statement" and bool(record["event_type"]))


def coded(row: Row) -> list[Record]:
    """Return the coded records, whatever their realis."""
    return [record for record in records(row) if is_coded(record)]


def answer(row: Row) -> Record | None:
    """Return the coded record with a type of which the reader is surest; the first of equals."""
    typed = [record for record in coded(row) if record["event_type"]]
    return max(typed, key=lambda record: record["confidence"], default=None)


def type_of(record: Record | None) -> str | None:
    """Return the event type of an answer."""
    return record["event_type"] if record else None


def actors(record: Record) -> list[Ref]:
    """Return who did it: of a statement that is no event, who spoke."""
    return record.get("actors") or (record.get("speaker") if record["kind"] == "statement" else None) or []


def recipients(record: Record) -> list[Ref]:
    """Return to whom it was done: of a statement that is no event, who was spoken to."""
    return record.get("recipients") or (record.get("audience") if record["kind"] == "statement" else None) or []


def bounds(spanned: Record) -> Bounds:
    """Return where a span, a mention or a gold mark stands."""
    return spanned["start"], spanned["end"]


def evidence(record: Record) -> list[Bounds]:
    """Return where the evidence of a record or link stands."""
    return [bounds(one) for one in record["evidence"]]


def country(ref: Ref) -> str:
    """Return the country of an actor reference."""
    return country_of(ref.get("country"))


def countries(refs: list[Ref]) -> set[str]:
    """Return the countries of some actor references."""
    return {country(ref) for ref in refs}


def triples(row: Row, realis: tuple[str, ...] = ("actual",)) -> list[Triple]:
    """Return actor, recipient and CAMEO code of every coded record with the given realis.

    Every actor goes with every recipient. Several actors of a meeting, an agreement or a common act, with nobody on the
    other side, did it with one another: all ordered pairs. A mention is never on both sides of one triple.
    """
    return [
        (_party(one), _party(other), cameo_of(record["cameo"]))
        for record in coded(row)
        if record["realis"] in realis
        for one, other in _sides(record)
    ]


def _sides(record: Record) -> list[tuple[Ref, Ref]]:
    doers, done_to = actors(record), recipients(record)
    if len(doers) > 1 and not done_to and cameo_of(record["cameo"]).startswith(MUTUAL_ROOTS):
        done_to = doers
    pairs = [(one, other) for one in doers or [NOBODY] for other in done_to or [NOBODY]]
    return [(one, other) for one, other in pairs if not _same_mention(one, other)]


def _same_mention(one: Ref, other: Ref) -> bool:
    return bool(one) and bool(other) and bounds(one) == bounds(other)


def _party(ref: Ref) -> Party:
    if ref.get("code"):
        return party(ref["code"])
    return country(ref), frozenset(ref.get("sectors", ()))
