"""Batch rows and gold items made by hand."""

from typing import Any

from benchmarks.reading.answers import Record, Ref, Row
from benchmarks.reading.sets import Item

TEXT = "France accused Rwanda of lying, and Kigali will not answer in Doha on 5 May."


def span(text: str, words: str) -> dict[str, Any]:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "quote": words}


def ref(words: str, country: str | None = None, *, text: str = TEXT, **more: Any) -> Ref:
    place = span(text, words)
    return {
        "text": words, "start": place["start"], "end": place["end"], "name": words, "id": None,
        "country": country, "sectors": [], "code": country,
    } | more  # fmt: skip


def event(trigger: str, event_type: str | None = "ACCUSE", *, text: str = TEXT, **more: Any) -> Record:
    place = span(text, trigger)
    return {
        "id": f"event-{trigger}", "kind": "event", "evidence": [place], "realis": "actual", "date": None,
        "confidence": 0.5, "trigger": place, "event_type": event_type, "mode": None, "cameo": "112", "quad": 3,
        "actors": [], "recipients": [],
    } | more  # fmt: skip


def statement(trigger: str, **more: Any) -> Record:
    said = event(trigger, **more)
    del said["actors"], said["recipients"]
    return {"speaker": [], "audience": []} | said | {"kind": "statement"} | more


def row(*records: Record, **more: Any) -> Row:
    return {"records": list(records), "links": [], "dates": [], "problems": [], "reference": {}} | more


def item(gold: dict[str, Any], *, text: str = TEXT) -> Item:
    return Item("r00000", 0, {"text": text}, {"text": text} | gold)
