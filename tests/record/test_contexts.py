"""Contexts: what an act is about."""

import pytest

from sitroom.record import Event, Statement, read
from sitroom.record.contexts import context_names
from sitroom.text import Document


def contexts(text: str) -> set[str]:
    """Return the contexts of all coded acts of a text."""
    return {
        name
        for one in read(Document(text, language="en")).records
        if isinstance(one, Event | Statement) and one.coding
        for name in one.coding.contexts
    }


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Police arrested two hackers who had broken into Estonia's banking servers.", "cyber"),
        ("Kenya expelled the Eritrean ambassador.", "diplomatic"),
        ("The European Union imposed an embargo on crude oil from Iran.", "resource"),
        ("Turkey accused Greece of turning refugees back at the border.", "migration"),
        ("Iran rejected a demand that it halt uranium enrichment.", "cbrn"),
        ("The Senate rejected the bill.", "legislative"),
    ],
)
def test_the_words_of_the_clause_tell_what_an_act_is_about(text: str, about: str) -> None:
    assert about in contexts(text)


def test_a_code_tells_it_where_no_word_does() -> None:
    assert "diplomatic" in contexts("Poland met Lithuania in Kaunas.")


def test_what_stands_outside_the_clause_tells_nothing() -> None:
    text = "Ukraine is preparing for an election. Poland met Lithuania in Kaunas."
    assert "election" not in contexts(text)


def test_a_name_is_not_taken_apart() -> None:
    assert "economic" not in contexts("Israel shelled a village in the West Bank.")


def test_each_context_stands_once_in_the_table() -> None:
    assert len(set(context_names())) == len(context_names())
