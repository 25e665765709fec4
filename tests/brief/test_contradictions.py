"""Contradictions: what two texts say that cannot both be so, and what only looks like it."""

from datetime import date
from functools import cache

import pytest

from sitroom.brief.bundle import Text
from sitroom.brief.contradictions import (
    KINDS,
    Contradiction,
    contradictions_of,
    contradictions_section,
    names_of_texts,
)
from sitroom.brief.findings import Notebook
from sitroom.record import read
from sitroom.text import Document

WRITTEN = date(2013, 3, 5)
MET = "Lukashenko met Putin in Sochi on 15 February 2013."
EXPELLED = "On 11 February 2013 Poland expelled the Belarusian ambassador."
LIKELY = "It is very likely that Belarus will release the political prisoners by 1 June 2013."
SAID = 'On 14 February 2013 Putin said: "No one will speak to us from a position of strength".'


@cache
def text_of(words: str, written: date = WRITTEN) -> Text:
    document = Document(f"A weekly note\n\nThis is a note on the region. {words}\n", title="A note", language="en")
    return Text(document, read(document, written_on=written))


def between(*words: str) -> tuple[Contradiction, ...]:
    return contradictions_of([text_of(one) for one in words])


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("happened", EXPELLED, "On 11 February 2013 Poland did not expel the Belarusian ambassador."),
        ("happened", EXPELLED, "Poland did not expel the Belarusian ambassador."),
        ("happened", MET, "From 11 to 20 February Lukashenko did not meet Putin."),
        ("day", MET, "Lukashenko met Putin in Sochi on 17 February 2013."),
        ("day", EXPELLED, "On 13 February 2013 Poland expelled the Belarusian ambassador."),
        (
            "ahead",
            "Putin and Lukashenko are to meet in St. Petersburg on 15 March 2013.",
            "Putin and Lukashenko will meet in St. Petersburg on 16 March 2013.",
        ),
        ("judged", LIKELY, LIKELY.replace("very likely", "unlikely")),
        ("judged", LIKELY, LIKELY.replace("will release", "will not release")),
        (
            "wanted",
            "Lukashenko wants to join the Eurasian Union.",
            "Lukashenko does not want to join the Eurasian Union.",
        ),
        ("wanted", "Lukashenko wants to join the Eurasian Union.", "Lukashenko wants not to join the Eurasian Union."),
        ("speaker", SAID, SAID.replace("Putin", "Lukashenko")),
    ],
)
def test_each_kind_is_found_whichever_text_comes_first(kind: str, one: str, other: str) -> None:
    (found,) = between(one, other)
    (turned,) = between(other, one)
    assert found.kind == turned.kind == kind
    assert (found.one.record, found.other.record) == (turned.other.record, turned.one.record)
    assert (found.one.place, found.other.place) == (0, 1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(MET, MET, id="the same"),
        pytest.param(MET, "Lukashenko did not meet Putin on 18 February 2013.", id="another day denied"),
        pytest.param(
            "Makei met Lavrov in Minsk on 15 February 2013.",
            "Lukashenko did not meet Putin on 15 February 2013.",
            id="other persons of the same states",
        ),
        pytest.param(
            "Lukashenko spoke with Putin by telephone on 15 February 2013.",
            "Lukashenko did not meet Putin on 15 February 2013.",
            id="a call is no meeting",
        ),
        pytest.param(EXPELLED, "On 11 February 2013 Lithuania did not expel the Belarusian ambassador.", id="party"),
        pytest.param(EXPELLED, "On 11 February 2013 Poland may have expelled the Belarusian ambassador.", id="may"),
        pytest.param(MET, "Lukashenko met Putin in Minsk on 17 February 2013.", id="two places"),
        pytest.param(
            f"{MET[:-1]} and again on 17 February 2013.",
            "Lukashenko met Putin in Sochi on 17 February 2013.",
            id="one tells both days",
        ),
        pytest.param(MET, "Lukashenko met Putin in Sochi on 25 February 2013.", id="more than a week apart"),
        pytest.param(
            "Putin and Lukashenko are to meet in St. Petersburg on 15 March 2013.",
            "Putin and Lukashenko are to meet in Minsk on 18 March 2013.",
            id="two occasions",
        ),
        pytest.param(
            LIKELY,
            "It is unlikely that Belarus will release the political prisoners by 1 April 2013.",
            id="unlikely by an earlier day",
        ),
        pytest.param(LIKELY, LIKELY.replace("very likely", "likely"), id="bands that touch"),
        pytest.param(LIKELY, "It is unlikely that Ukraine will release its prisoners by 1 June 2013.", id="subject"),
        pytest.param(
            "Lukashenko wants to join the Eurasian Union.",
            "Putin does not want to join the Eurasian Union.",
            id="another holder",
        ),
        pytest.param(SAID, f"{SAID} {SAID.replace('Putin', 'Lukashenko')}", id="both said it"),
    ],
)
def test_what_may_be_two_things_is_none(one: str, other: str) -> None:
    assert between(one, other) == ()


def test_a_text_never_contradicts_itself() -> None:
    denied = "On 11 February 2013 Poland did not expel the Belarusian ambassador."
    both = text_of(f"{EXPELLED} {denied}")
    assert contradictions_of([both]) == contradictions_of([both, both]) == ()


def test_each_pair_of_texts_stands_once_in_the_order_of_kinds() -> None:
    denied = "On 11 February 2013 Poland did not expel the Belarusian ambassador."
    found = between(f"{EXPELLED} {LIKELY}", f"{denied} {LIKELY.replace('very likely', 'unlikely')}", f"Yes. {denied}")
    assert [(one.kind, one.one.place, one.other.place) for one in found] == [
        ("happened", 0, 1),
        ("happened", 0, 2),
        ("judged", 0, 1),
    ]


def test_earlier_texts_are_compared_with_the_new_ones_only() -> None:
    denied = "On 11 February 2013 Poland did not expel the Belarusian ambassador."
    new, old, older = text_of(denied), text_of(EXPELLED), text_of(f"Later more. {denied}")
    found = contradictions_of([new], [old, older])
    assert [(one.one.place, one.other.place) for one in found] == [(0, 1)]
    assert contradictions_of([new], [old], kinds=set(KINDS) - {"happened"}) == ()


def test_a_line_has_both_quotes_and_a_note_of_either_text() -> None:
    texts = [text_of(EXPELLED), text_of("On 11 February 2013 Poland did not expel the Belarusian ambassador.")]
    notes = Notebook(tuple(one.document.text for one in texts))
    section = contradictions_section(contradictions_of(texts), notes, names_of_texts(texts))
    assert section is not None
    (line,) = section.lines
    assert [note.source for note in notes.notes] == [0, 1]
    for letter, text, note in zip("AB", texts, notes.notes, strict=True):
        assert text.document.text[note.span.start : note.span.end] == note.span.quote
        assert f"{letter} says that it " in line.text
        assert note.span.quote in line.text
    assert line.notes == (1, 2)
    assert "SANCTION" not in line.text


def test_what_does_not_fit_on_the_page_is_counted() -> None:
    texts = [text_of(f"{EXPELLED} {LIKELY}"), text_of(f"Poland did not expel the Belarusian ambassador. "
                                                      f"{LIKELY.replace('very likely', 'unlikely')}")]  # fmt: skip
    notes = Notebook(tuple(one.document.text for one in texts))
    found = contradictions_of(texts)
    section = contradictions_section(found, notes, names_of_texts(texts), most=1)
    assert section is not None
    assert (len(section.lines), section.more) == (1, len(found) - 1)
    assert section.more > 0
    assert contradictions_section((), notes, names_of_texts(texts)) is None


def test_earlier_texts_are_called_by_their_days() -> None:
    new, old = text_of(MET), text_of(EXPELLED, date(2013, 2, 20))
    assert names_of_texts([new], [old]) == ("this text", "the earlier text (20 Feb 2013)")
    assert names_of_texts([new, new], [old])[:2] == ("A", "B")
