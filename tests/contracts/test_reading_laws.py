"""Laws of every reading, whatever the text: exact quotes, the same twice, ids that lead somewhere, numbers in range."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any, get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from sitroom.record import Estimate, Event, Kind, LinkKind, Order, Reading, Realis, Statement, read, read_many
from sitroom.text import Document, document_from_text
from tests.strategies import briefs

modest = settings(max_examples=40, deadline=None)


def objects_in(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from objects_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from objects_in(inner)


def misquotes(reading: Reading, text: str) -> list[dict[str, Any]]:
    return [
        one
        for one in objects_in(json.loads(json.dumps(reading.to_json())))
        if isinstance(one.get("start"), int) and text[one["start"] : one["end"]] != one.get("quote", one.get("text"))
    ]


def read_text(text: str, *, written_on: date | None = None) -> Reading:
    return read(document_from_text(text), written_on=written_on)


@modest
@given(briefs())
def test_every_quote_is_the_slice_that_it_claims_to_be(text: str) -> None:
    reading = read_text(text)
    assert misquotes(reading, text) == []
    assert all(record.evidence for record in reading.records)
    assert [one for one in reading.problems if one.code == "record.sentence-not-read"] == []


@modest
@given(briefs())
def test_reading_twice_gives_the_same(text: str) -> None:
    once, again = (json.dumps(read_text(text).to_json(), sort_keys=True) for _ in range(2))
    assert once == again


@settings(max_examples=15, deadline=None)
@given(st.lists(briefs(), min_size=1, max_size=3))
def test_reading_together_is_the_same_as_one_by_one(texts: list[str]) -> None:
    together = read_many([Order(document_from_text(text)) for text in texts])
    assert [one.to_json() for one in together] == [read_text(text).to_json() for text in texts]


@modest
@given(briefs())
def test_ids_are_unique_and_links_lead_from_one_record_to_another(text: str) -> None:
    reading = read_text(text)
    ids = [record.id for record in reading.records]
    assert len(ids) == len(set(ids))
    for link in reading.links:
        assert {link.source, link.target} <= set(ids)
        assert link.source != link.target
        assert link.kind in get_args(LinkKind)
        assert link.evidence


@modest
@given(briefs())
def test_numbers_are_in_range_and_words_in_the_vocabulary(text: str) -> None:
    for record in read_text(text).records:
        low, high = (record.band if isinstance(record, Estimate) else None) or (0, 1)
        assert 0 <= low <= high <= 1
        assert 0 <= record.confidence <= 1
        assert record.kind in get_args(Kind)
        assert record.realis in get_args(Realis)
        assert record.asserted_by[0] == "author"


@modest
@given(briefs(), st.dates(date(2000, 1, 1), date(2030, 1, 1)))
def test_what_is_dated_wholly_after_the_day_of_writing_has_not_happened(text: str, day: date) -> None:
    for record in read_text(text, written_on=day).records:
        if isinstance(record, Event | Statement) and record.date and record.date.days.start:
            assert record.date.days.start <= day or record.realis != "actual"


@modest
@given(briefs())
def test_days_run_forward(text: str) -> None:
    reading = read_text(text)
    ranges = [reading.reference.days, *(one.days for one in reading.dates)]
    ranges += [record.date.days for record in reading.records if record.date]
    assert all(one.start <= one.end for one in ranges if one.start and one.end)


@modest
@given(briefs())
def test_a_sentence_in_front_moves_offsets_and_no_realis(text: str) -> None:
    """What comes before, in a paragraph of its own without days or names, changes nothing that is read after it."""
    before = "The road was long and the night was cold.\n\n"
    plain, moved = Document(text, language="en"), Document(before + text, language="en")
    assert [(one.kind, one.realis, one.anchor.quote) for one in read(moved).records] == [
        (one.kind, one.realis, one.anchor.quote) for one in read(plain).records
    ]


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=300))
def test_any_text_at_all_is_read_without_an_exception(text: str) -> None:
    assert misquotes(read_text(text), text) == []
