"""Homes: of which state or body a party is that no row knows."""

import pytest

from sitroom.record import Event, Statement, read
from sitroom.text import Document


def parties(text: str) -> list[tuple[str, str | None, str | None]]:
    """Return words, country and code of all parties of a text."""
    found = []
    for one in read(Document(text, language="en")).records:
        if isinstance(one, Event | Statement):
            refs = (*one.actors, *one.recipients) if isinstance(one, Event) else (*one.speaker, *one.audience)
            found += [(ref.span.quote, ref.country, ref.code) for ref in refs]
    return found


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        (
            "Israel released the mayor of the West Bank city of Nablus.",
            "the mayor of the West Bank city of Nablus",
            "PSE",
        ),
        ("Salah Sidhoum, Algeria's leading activist, staged a hunger strike.", "Salah Sidhoum", "DZA"),
        ("Israeli tanks shelled a village.", "Israeli tanks", "ISR"),
        ("Rioters attacked a police station in Jakarta.", "Rioters", "IDN"),
    ],
)
def test_the_text_tells_the_state_of_whom_no_row_knows(text: str, words: str, country: str) -> None:
    assert (words, country) in [found[:2] for found in parties(text)]


def test_a_bodys_things_act_for_the_body() -> None:
    assert ("U.N. helicopters", None, "IGOUNO") in parties("U.N. helicopters evacuated the wounded from Gorazde.")


def test_a_state_that_is_inferred_says_from_what() -> None:
    (event,) = read(Document("Rioters attacked a police station in Jakarta.", language="en")).records
    assert isinstance(event, Event)
    assert event.actors[0].basis == "the state of the place"


def test_a_serial_list_names_all_parties_of_a_meeting() -> None:
    assert [found[1] for found in parties("The US, Russia, and Switzerland met.")] == ["USA", "RUS", "CHE"]
