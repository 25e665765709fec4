"""Retellings: the same event told in several documents of a desk."""

from pathlib import Path

import pytest

import sitroom
from sitroom.desk import Desk
from sitroom.desk.retellings import find_retellings

FIRST = "# Minsk, 20 February 2013\n\nOn 11 February 2013 Poland expelled the Belarusian ambassador.\n"


def told_twice(desk: Desk, folder: Path, second: str) -> list[dict[str, object]]:
    """Return the links between a first document and a second one of a topic."""
    desk.new_topic("Minsk")
    for name, text in (("first.md", FIRST), ("second.md", second)):
        path = folder / name
        path.write_text(text, encoding="utf-8")
        desk.brief(path, topic="minsk")
    found = desk.topic("minsk")["same_events"]
    assert isinstance(found, list)
    return found


def test_an_event_told_again_is_tied_to_its_first_telling(desk: Desk, tmp_path: Path) -> None:
    again = "# Weekly, 1 March 2013\n\nThe Belarusian ambassador was expelled by Poland on 11 February 2013.\n"
    (link,) = told_twice(desk, tmp_path, again)
    assert (link["kind"], link["start"], link["end"]) == ("same_event", "2013-02-11", "2013-02-11")
    assert link["from_document"] != link["to_document"]


@pytest.mark.parametrize(
    "other",
    [
        "On 18 February 2013 Poland expelled the Belarusian ambassador.",
        "On 11 February 2013 Lithuania expelled the Belarusian ambassador.",
        "On 11 February 2013 Belarus expelled the Polish ambassador.",
        "On 11 February 2013 Poland did not expel the Belarusian ambassador.",
        "In 2013 Poland praised Belarus.",
    ],
)
def test_another_day_party_direction_or_realis_is_another_event(desk: Desk, tmp_path: Path, other: str) -> None:
    assert told_twice(desk, tmp_path, f"# Weekly, 1 March 2013\n\n{other}\n") == []


def tied(first: str, second: str) -> list[tuple[str, str]]:
    """Return the words of each event that a second text shares with a first one."""
    readings = [
        sitroom.read(f"# Weekly, 1 March 2013\n\nThis is a note on the region. {words}\n") for words in (first, second)
    ]
    quotes = {one.id: one.anchor.quote for reading in readings for one in reading.records}
    told = [(f"doc-{place}", [one.to_json() for one in one.records]) for place, one in enumerate(readings)]
    return [(quotes[one.target], quotes[one.source]) for one in find_retellings(told)]


MET = "Lukashenko met Putin in Sochi on 15 February 2013."


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(MET, "Makei met Lavrov in Minsk on 15 February 2013.", id="other persons"),
        pytest.param(MET, "Lukashenko spoke with Putin by telephone on 15 February 2013.", id="a call"),
        pytest.param("Belarus attacked Poland in 2013.", "Belarus attacked Poland on 15 February 2013.", id="a year"),
        pytest.param(
            "On 15 February 2013 Ukrainian workers protested in Kiev.",
            "On 16 February 2013 Ukrainian workers protested in Kiev.",
            id="one party on another day",
        ),
        pytest.param(
            "On 15 February 2013 Putin said that the price of gas would rise.",
            "On 15 February 2013 Putin said that the army needed more soldiers.",
            id="other words on the same day",
        ),
    ],
)
def test_what_may_be_two_events_is_not_tied(first: str, second: str) -> None:
    assert tied(first, second) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(MET, "On 15 February 2013 Putin met Lukashenko in Sochi.", id="a meeting has no roles"),
        pytest.param(MET, "Belarus met Russia on 15 February 2013.", id="a state stands for its president"),
        pytest.param(
            "On 15 February 2013 Putin said that the price of gas would rise for all neighbours.",
            "Putin said on 15 February 2013 that the price of gas would rise.",
            id="words said",
        ),
    ],
)
def test_one_event_in_other_words_is_tied(first: str, second: str) -> None:
    assert len(tied(first, second)) == 1


def test_two_events_of_one_text_are_never_tied_to_the_same_telling() -> None:
    again = "On 15 February 2013 Putin met Lukashenko in Sochi. Belarus held talks with Russia on 15 February 2013."
    assert tied(MET, again) == [(MET.rstrip("."), "On 15 February 2013 Putin met Lukashenko in Sochi")]
