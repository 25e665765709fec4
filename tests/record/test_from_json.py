"""Readings from JSON: what was written comes back the same; what is no reading is refused."""

import json

import pytest

import sitroom
from sitroom.core import IntegrityError
from sitroom.record import reading_of
from tests.brief.test_rivals import GOALS


def test_a_reading_comes_back_as_it_was_written() -> None:
    reading = sitroom.read(GOALS)
    again = reading_of(json.loads(json.dumps(reading.to_json())))
    assert again.to_json() == reading.to_json()
    assert (again.records, again.links) == (reading.records, reading.links)


@pytest.mark.parametrize("spoil", ["records", "document", "reader"])
def test_what_is_no_reading_is_refused(spoil: str) -> None:
    value = sitroom.read(GOALS).to_json()
    value[spoil] = [{"kind": "event"}] if spoil == "records" else None
    with pytest.raises(IntegrityError, match="no reading"):
        reading_of(value)
