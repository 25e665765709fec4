"""What a follow-up may say that must not be taken for more than it is."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from sitroom.brief import Brief
from sitroom.core import DeskError
from sitroom.desk import Desk

from .ledger_worlds import Clock, open_world

FIRST = (
    "3 June 2013\n\nIt is unlikely that Kenya will attack Somalia by the end of September. It is likely that Georgia will "
    "sign the association agreement by the end of August. The presidents of Kenya and Somalia are to meet in Nairobi on "
    "20 June 2013. Kenya wants to open an embassy in Mogadishu.\n"
)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    made = open_world(tmp_path, clock)
    made.new_topic("Horn")
    clock.set(date(2013, 6, 3))
    (tmp_path / "first.txt").write_text(FIRST, encoding="utf-8")
    made.brief(tmp_path / "first.txt", topic="horn", written_on=date(2013, 6, 3))
    clock.set(date(2013, 7, 1))
    yield made
    made.close()


def followed(desk: Desk, folder: Path, text: str, written: date = date(2013, 7, 1), **more: object) -> Brief:
    path = folder / "next.txt"
    path.write_text(text, encoding="utf-8")
    return desk.brief(path, topic="horn", written_on=written, **more).brief  # type: ignore[arg-type]


def told(brief: Brief, key: str) -> str:
    section = next((one for one in brief.changes if one.key == key), None)
    return "\n".join(f"{line.label} {line.text}" for line in section.lines) if section else ""


def test_some_hostile_act_or_other_does_not_close_a_judgement_about_another(desk: Desk, tmp_path: Path) -> None:
    brief = followed(
        desk, tmp_path, "On 20 June 2013 Kenya accused Somalia. On 21 June 2013 Georgia praised the European Union.\n"
    )
    assert told(brief, "closed") == ""
    assert [one.question.status for one in desk.ledger.list()] == ["open", "open"]


def test_the_very_act_closes_it_with_its_words_and_what_was_asked(desk: Desk, tmp_path: Path) -> None:
    brief = followed(desk, tmp_path, "On 20 June 2013 Kenya attacked Somalia.\n")
    closed = told(brief, "closed")
    assert closed.startswith("came true")
    assert "Asked as: Kenya makes a hostile move toward Somalia" in closed
    assert "Kenya attacked Somalia" in closed


def test_what_is_no_longer_likely_is_given_up_and_no_question(desk: Desk, tmp_path: Path) -> None:
    before = len(desk.ledger.list())
    brief = followed(
        desk,
        tmp_path,
        "It is no longer likely that Georgia will sign the association agreement by the end of August.\n",
    )
    assert told(brief, "changed").startswith("given up")
    assert len(desk.ledger.list()) == before


def test_a_judgement_that_is_withdrawn_is_told_so(desk: Desk, tmp_path: Path) -> None:
    text = "We withdraw our judgement that Georgia will sign the association agreement by the end of August. It rained in Tbilisi.\n"
    closed = told(followed(desk, tmp_path, text), "closed")
    assert closed.startswith("withdrawn")
    assert "rained" not in closed


def test_a_meeting_that_was_postponed_did_not_happen(desk: Desk, tmp_path: Path) -> None:
    text = "The meeting of the presidents of Kenya and Somalia on 20 June 2013 was postponed. It is likely that it will rain by August.\n"
    assert "was postponed" in told(followed(desk, tmp_path, text), "unmet")


def test_an_aim_that_is_no_longer_held_is_given_up(desk: Desk, tmp_path: Path) -> None:
    aims = told(followed(desk, tmp_path, "Kenya no longer wants to open an embassy in Mogadishu.\n"), "aims-changed")
    assert "given up Kenya: to open an embassy" in aims


def test_a_text_that_could_not_be_read_drops_nothing(desk: Desk, tmp_path: Path) -> None:
    german = (
        "Der Präsident von Kenia hat am Montag den Präsidenten von Somalia in Nairobi empfangen und über die Grenze gesprochen.\n"
        * 3
    )
    brief = followed(desk, tmp_path, german)
    assert brief.since is not None
    assert "Nothing was read" in brief.since.aside
    assert told(brief, "dropped") == ""


def test_a_text_written_before_the_last_brief_is_no_follow_up_of_it(desk: Desk, tmp_path: Path) -> None:
    assert (
        followed(desk, tmp_path, "It is likely that Kenya will trade with Somalia by August.\n", date(2013, 5, 2)).since
        is None
    )


def test_a_day_before_the_first_brief_is_an_error_that_names_it(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(DeskError, match="3 Jun 2013"):
        followed(desk, tmp_path, "It is likely that Kenya will trade with Somalia by August.\n", since="2012-01-01")


def test_a_text_whose_day_is_a_range_follows_what_it_can_follow(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "next.txt"
    path.write_text(
        "On 28 May 2013 Kenya praised Somalia. It is likely that Kenya will trade with Somalia by August.\n"
    )
    brief = desk.brief(path, topic="horn").brief
    assert brief.reference.start is not None
    assert brief.reference.start < date(2013, 6, 3)
    assert brief.since is not None
