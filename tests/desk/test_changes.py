"""The second brief on a topic: what closed, moved, changed and failed to happen comes first, and nothing else."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from sitroom.brief import Brief, render_html, render_markdown
from sitroom.desk import Desk
from sitroom.desk.examples import FOLDER

from .ledger_worlds import Clock, act, daily_talk, open_world

FIRST = """The gas winter

It is 3 June 2013. On 1 June 2013 Russia criticised Ukraine. The presidents of Russia and Ukraine are to meet in Kiev on 10 June 2013.

It is very likely that Russia will criticise Ukraine within three weeks. It is likely that Poland will criticise \
Russia within three weeks. It is unlikely that Poland will criticise Ukraine by the end of July. It is likely that \
Ukraine will sign the pipeline treaty by the end of November. It is almost certain that Poland will ratify the border \
agreement by the end of October. We think it unlikely that Kiev will raise the price of bread by the end of the year.

Russia wants to keep the naval base. Poland hopes to sell coal to Ukraine.
"""
SECOND = """The gas summer

It is 1 July 2013. A month ago we wrote that Ukraine was unlikely to raise the price of bread. That judgement was wrong. On 28 June 2013 \
Ukraine raised it by a third. The presidents of Russia and Ukraine did not meet on 10 June 2013.

It is now very unlikely that Ukraine will sign the pipeline treaty by the end of November, because Russia doubled the \
price. It is almost certain that Poland will ratify the border agreement by the end of October. It is likely that \
Moldova will join the customs union by the end of the year.

Russia wants to keep the naval base. Ukraine seeks to borrow money from Poland.
"""


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """Russia acts against Ukraine twice a year, then on 9 June, and talks to it all the time."""
    hostile = [act(date(year, month, 3)) for year in (2012, 2013) for month in (2, 10)]
    polish = [act(date(2012, month, 5), 3, actor_country="POL") for month in (1, 4, 7)]
    talks = [
        act(date(2012, 1, 2) + timedelta(7 * week), 4, quad=1, actor_country="POL", recipient_country="RUS")
        for week in range(100)
    ]
    made = open_world(tmp_path, clock, daily_talk(), hostile, polish, talks, [act(date(2013, 6, 9))])
    made.new_topic("Gas")
    for name, text in (("first", FIRST), ("second", SECOND)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    clock.set(date(2013, 6, 3))
    made.brief(tmp_path / "first.txt", topic="gas")
    clock.set(date(2013, 7, 1))
    yield made
    made.close()


@pytest.fixture
def second(desk: Desk, tmp_path: Path) -> Brief:
    return desk.brief(tmp_path / "second.txt", topic="gas").brief


def told(brief: Brief, key: str) -> str:
    section = next((one for one in brief.changes if one.key == key), None)
    return "\n".join(f"{line.label} {line.text}" for line in section.lines) if section else ""


def test_each_closed_question_stands_there_with_what_closed_it(second: Brief) -> None:
    closed = told(second, "closed")
    assert "came true" in closed
    assert "criticise Ukraine" in closed
    assert "9 Jun 2013" in closed


def test_what_was_expected_and_did_not_happen_is_named(second: Brief) -> None:
    unmet = told(second, "unmet")
    assert "criticise Russia" in unmet
    assert "10 Jun 2013" in unmet
    assert "did not meet" in unmet


def test_a_judgement_taken_back_is_quoted(second: Brief) -> None:
    closed = told(second, "closed")
    assert "That judgement was wrong" in closed
    assert "raised it by a third" in closed


def test_a_probability_that_moved_has_its_cause_and_is_on_the_ledger(second: Brief, desk: Desk) -> None:
    moved = told(second, "moved")
    assert "criticise Ukraine by the end of July" in moved
    assert "days are left" in moved
    ours = [[one for one in standing.forecasts if one.forecast.by == "sitroom"] for standing in desk.ledger.list()]
    assert max(len(one) for one in ours) == 2
    first, last = next(one for one in ours if len(one) == 2)
    assert (last.forecast.probability or 0) < (first.forecast.probability or 0)
    assert last.cutoff is not None
    assert last.cutoff < date(2013, 6, 28)


def test_a_shift_of_wording_has_its_reason_and_a_new_judgement_is_new(second: Brief) -> None:
    changed = told(second, "changed")
    assert changed.startswith("down")
    assert "pipeline treaty" in changed
    assert "Russia doubled the price" in changed
    assert "Moldova" in told(second, "new")
    assert "bread" not in told(second, "dropped")


def test_aims_appear_and_vanish(second: Brief) -> None:
    aims = told(second, "aims-changed")
    assert "new Ukraine: to borrow money" in aims
    assert "not told Poland: to sell coal" in aims


def test_nothing_unchanged_is_on_that_page(second: Brief) -> None:
    page = "\n".join(f"{line.text} {line.aside}" for section in second.changes for line in section.lines)
    assert "border" not in page
    assert "naval base" not in page


def test_every_line_cites_words_that_are_exactly_in_their_text(second: Brief) -> None:
    assert all(line.notes for section in second.changes for line in section.lines)
    for note in second.notes:
        text = second.sources[note.source].text
        assert text[note.span.start : note.span.end] == note.span.quote
    assert "earlier text" in render_markdown(second)


def test_the_first_brief_and_one_without_a_topic_have_no_changes(desk: Desk, tmp_path: Path) -> None:
    assert desk.brief(tmp_path / "first.txt", topic="gas").brief.since is None
    assert desk.brief(tmp_path / "second.txt").brief.since is None


def test_the_same_brief_again_tells_the_same_changes_and_enters_nothing(desk: Desk, tmp_path: Path) -> None:
    one, two = (desk.brief(tmp_path / "second.txt", topic="gas") for _ in range(2))
    assert one.brief.changes == two.brief.changes
    assert two.new_entries == 0


def test_a_dry_run_enters_nothing(desk: Desk, tmp_path: Path) -> None:
    before = desk.ledger.head()
    desk.brief(tmp_path / "second.txt", topic="gas", dry_run=True)
    assert desk.ledger.head() == before
    assert len(desk.topic("gas")["documents"]) == 1  # type: ignore[arg-type]


def test_watching_tells_what_closed_and_moved_once(desk: Desk) -> None:
    first, again = desk.watch("gas"), desk.watch("gas")
    assert {one.kind for one in first.moves} == {"question", "probability"}
    assert any("hostile move" in one.text and "9 Jun 2013" in one.text for one in first.moves)
    assert not again.has_news


def test_a_text_is_proposed_for_the_topic_that_names_the_same_parties(desk: Desk, tmp_path: Path) -> None:
    desk.new_topic("Elsewhere", actors=["armenia"])
    second, other = tmp_path / "second.txt", tmp_path / "other.txt"
    other.write_text("On 3 June 2013 Japan criticised China. Japan accused China of espionage.\n", encoding="utf-8")
    proposed = desk.propose_topic([one.reading for one in desk.read(second) if one.reading])
    assert proposed is not None
    assert proposed.slug == "gas"
    assert "UKR" in proposed.shared
    assert desk.propose_topic([one.reading for one in desk.read(other) if one.reading]) is None


def test_the_situation_of_a_topic_is_on_its_briefs(desk: Desk, tmp_path: Path) -> None:
    file = FOLDER / "situations" / "chicken.toml"
    assert desk.add_situation("gas", file)
    assert not desk.add_situation("gas", file)
    brief = desk.brief(tmp_path / "second.txt", topic="gas").brief
    assert brief.find_section("outcomes") is not None


def test_a_text_that_was_read_is_not_read_again_unless_it_is_told_something_else(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "second.txt"
    once, again = (next(iter(desk.read(path))) for _ in range(2))
    told = next(iter(desk.read(path, written_on=date(2013, 7, 2))))
    assert (once.new, again.new, told.new) == (True, False, True)
    assert once.reading == again.reading
    assert told.reading is not None
    assert told.reading.reference.days.start == date(2013, 7, 2)


def test_every_id_of_its_page_is_there_once_and_every_link_leads_to_one(second: Brief) -> None:
    page = render_html(second)
    ids = re.findall(r'\bid="?([\w-]+)', page)
    assert sorted(ids) == sorted(set(ids))
    assert set(re.findall(r'href="#([\w-]+)"', page)) <= set(ids)
