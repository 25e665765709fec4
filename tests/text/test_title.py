"""Titles of plain texts: the line above the prose, or none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitroom.text import document_from_text, find_title

PROSE = "The ministers met in Minsk on Friday. Nothing was signed, and the talks go on next week in another city.\n"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Minsk waits\n\n", "Minsk waits"),
        ("Updated at 13:33,29-11-2021\n\nMinsk waits\n\n\n", "Minsk waits"),
        ("Minsk waits\nBy A. Analyst\n", "Minsk waits"),
        ("Minsk waits\n5 May 2014\n\n", "Minsk waits"),
        ("Minsk waits\n", "Minsk waits"),
        ("# Minsk waits #\n", "Minsk waits"),
        ("**Minsk waits**\n\n", "Minsk waits"),
        ("Minsk waits\n===========\n", "Minsk waits"),
        ("---\ntitle: 'Minsk waits'\ndate: 2013-02-22\n---\n", "Minsk waits"),
        ("MEMORANDUM\nMinsk waits\nLast revised 2019-11-07\n\n", "Minsk waits"),
        ("WEEKLY LETTER\n\nMinsk waits\n\n", "Minsk waits"),
        ("MINSK WAITS\n\n", "MINSK WAITS"),
        ("Will Minsk wait?\n\n", "Will Minsk wait?"),
        ("Minsk waits for the U.S.\n\n", "Minsk waits for the U.S."),
    ],
)
def test_a_title_is_found(head: str, title: str) -> None:
    assert document_from_text(head + PROSE).title == title


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        "Nothing was signed.\n\n" + PROSE,
        "Dear colleagues,\n\n" + PROSE,
        "Minsk waits",
        "Minsk waits\n\nUpdated: 5 May 2014",
        "The ministers met in Minsk on Friday, and after a day of\ntalks nothing was signed. They meet again next week.\n",
        "A long line " * 20 + "\n\n" + PROSE,
        "21\n\n" + PROSE,
        "",
    ],
)
def test_prose_has_no_title(text: str) -> None:
    assert document_from_text(text).title is None


def test_a_title_that_the_caller_knows_stays() -> None:
    assert document_from_text("Minsk waits\n\n" + PROSE, title="A brief").title == "A brief"


@given(st.text(alphabet=st.sampled_from("aB #*-=\n\r\u2028.:é"), max_size=80))
def test_the_quote_is_the_slice(text: str) -> None:
    title = find_title(text)
    assert title is None or text[title.start : title.end] == title.quote
