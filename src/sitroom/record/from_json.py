"""Readings from JSON: the reading that ``Reading.to_json`` wrote, also as corrected by people."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, cast

from sitroom.core import DayRange, IntegrityError, Problem, Span
from sitroom.record.gazetteer import read_day
from sitroom.record.reading import DocumentFacts, Link, LinkKind, Reading, Reference, TimeExpression
from sitroom.record.records import (
    ActorRef,
    Aim,
    AssertedBy,
    Coding,
    Condition,
    Estimate,
    Event,
    Occasion,
    Pattern,
    Record,
    RecordDate,
    Role,
    Statement,
)

Json = Mapping[str, Any]


def reading_of(value: Mapping[str, object]) -> Reading:
    """Return the reading of a ``sitroom.reading/1`` object.

    Raises:
        IntegrityError: a field is missing, or is not what the contract says.
    """
    try:
        return _reading(value)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise IntegrityError(f"this is no reading: {type(error).__name__}: {error}; read the document again") from error


def _reading(value: Json) -> Reading:
    reference, reader = value["reference"], value["reader"]
    return Reading(
        document=_document(value["document"]),
        reference=Reference(_days(reference), tuple(reference["basis"]), _spans(reference.get("evidence", ()))),
        records=tuple(_record(one) for one in value["records"]),
        links=tuple(
            Link(cast("LinkKind", one["kind"]), one["from"], one["to"], _spans(one["evidence"]))
            for one in value["links"]
        ),
        dates=tuple(
            TimeExpression(
                _span(one), _edtf_days(one), one["edtf"], one["timex3"]["type"], one["timex3"]["value"]
            )
            for one in value["dates"]
        ),
        problems=tuple(_problem(one) for one in value["problems"]),
        reader_name=reader["name"],
        reader_version=reader["version"],
    )  # fmt: skip


def _document(value: Json) -> DocumentFacts:
    return DocumentFacts(
        id=value["id"],
        sha256_text=value["sha256_text"],
        sha256_raw=value["sha256_raw"],
        title=value["title"],
        source=value["source"],
        published_on=_day(value["published_on"]),
        updated_on=_day(value["updated_on"]),
        language=value["language"],
        chars=value["chars"],
    )


def _record(value: Json) -> Record:
    return _KINDS[value["kind"]](value, _base(value))


def _base(value: Json) -> dict[str, Any]:
    place = value["place"]
    return {
        "id": value["id"],
        "evidence": _spans(value["evidence"]),
        "asserted_by": cast(
            "AssertedBy", tuple("author" if one == "author" else _ref(one) for one in value["asserted_by"])
        ),
        "realis": value["realis"],
        "date": _date(value["date"]),
        "place": _span(place) if place else None,
        "place_name": place["name"] if place else None,
        "confidence": float(value["confidence"]),
    }


def _event(value: Json, base: dict[str, Any]) -> Record:
    return Event(
        **base,
        trigger=_span(value["trigger"]),
        coding=_coding(value),
        actors=_refs(value["actors"]),
        recipients=_refs(value["recipients"]),
    )


def _statement(value: Json, base: dict[str, Any]) -> Record:
    content = value["content"]
    return Statement(
        **base,
        trigger=_span(value["trigger"]),
        coding=_coding(value) if value["event_type"] else None,
        speaker=_refs(value["speaker"]),
        audience=_refs(value["audience"]),
        content=_span(content) if content else None,
    )


def _aim(value: Json, base: dict[str, Any]) -> Record:
    return Aim(**base, holder=_refs(value["holder"]), cue=_span(value["cue"]), content=_span(value["content"]))


def _estimate(value: Json, base: dict[str, Any]) -> Record:
    band, end = value["band"], value["horizon_end"]
    return Estimate(
        **base,
        words=_span(value["words_span"]),
        scale=value["scale"],
        band=(float(band[0]), float(band[1])) if band else None,
        content=_span(value["content"]),
        horizon=_date(value["horizon"]),
        horizon_end=_days(end) if end else None,
        subject=_refs(value["subject"]),
        objects=_refs(value["objects"]),
        negated=value["negated"],
    )


def _condition(value: Json, base: dict[str, Any]) -> Record:
    return Condition(
        **base,
        antecedent=_span(value["antecedent"]),
        consequent=_span(value["consequent"]),
        cue=_span(value["cue"]) if value["cue"] else None,
    )


def _occasion(value: Json, base: dict[str, Any]) -> Record:
    return Occasion(**base, name=_span(value["name_span"]), parties=_refs(value["parties"]))


def _pattern(value: Json, base: dict[str, Any]) -> Record:
    return Pattern(**base, holder=_refs(value["holder"]), content=_span(value["content"]))


_KINDS: dict[str, Callable[[Json, dict[str, Any]], Record]] = {
    "event": _event,
    "statement": _statement,
    "aim": _aim,
    "estimate": _estimate,
    "condition": _condition,
    "occasion": _occasion,
    "pattern": _pattern,
}


def _coding(value: Json) -> Coding:
    return Coding(
        event_type=value["event_type"],
        mode=value["mode"],
        contexts=tuple(value["contexts"]),
        cameo=value["cameo"],
        quad=value["quad"],
    )


def _ref(value: Json) -> ActorRef:
    role = value["role"]
    return ActorRef(
        Span(value["start"], value["end"], value["text"]),
        name=value["name"],
        id=value["id"],
        country=value["country"],
        sectors=tuple(value["sectors"]),
        code=value["code"],
        role=Role(role["title"], role["office"], role["from"], role["to"], role["source"]) if role else None,
        basis=value["basis"],
    )


def _refs(values: list[Json]) -> tuple[ActorRef, ...]:
    return tuple(_ref(one) for one in values)


def _span(value: Json) -> Span:
    return Span(value["start"], value["end"], value["quote"])


def _spans(values: list[Json]) -> tuple[Span, ...]:
    return tuple(_span(one) for one in values)


def _date(value: Json | None) -> RecordDate | None:
    return RecordDate(_days(value), value["edtf"], value["basis"]) if value else None


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _days(value: Json) -> DayRange:
    return DayRange(_day(value["start"]), _day(value["end"]))


def _edtf_days(value: Json) -> DayRange:
    """Return the days of a time expression, whose JSON holds offsets under ``start`` and ``end``."""
    first, _, last = str(value["edtf"]).partition("/")
    start, end = _edtf_day(first), _edtf_day(last or first, last=True)
    return DayRange(start, end) if start is None or end is None or start <= end else DayRange()


def _edtf_day(words: str, *, last: bool = False) -> date | None:
    try:
        return read_day(words.replace("X", "9" if last else "0"), last=last)
    except ValueError:
        return None


def _problem(value: Json) -> Problem:
    where = value["where"]
    line = where.get("line") if where else None
    span = _span(where) if where and line is None else None
    return Problem(value["code"], value["message"], span, line)
