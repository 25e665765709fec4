"""Proposals of indicators: what a text gives one to watch for, in words, with what it speaks for and by when."""

from datetime import date
from pathlib import Path

import pytest

import sitroom
from sitroom.core import EventPattern
from sitroom.desk import Desk
from sitroom.desk.indicator_proposals import proposals_of, propose_indicators
from sitroom.game import load_situation, parse_situation
from sitroom.ledger import Indicator
from sitroom.record import Reading, read
from sitroom.text import Document

SITUATION = Path(sitroom.__file__).parent / "examples" / "situations" / "belarus-2013.toml"


def reading_of(text: str) -> Reading:
    return read(Document(text, title="A text", source="a.txt", language="en"), written_on=date(2013, 9, 2))


def proposed(text: str) -> list[Indicator]:
    return list(proposals_of(reading_of(text), "a-topic", source="a.txt"))


def test_a_judgement_gives_the_act_that_would_make_it_true() -> None:
    (one,) = proposed("It is likely that Armenia will initial the association agreement by the end of November.")
    assert (one.origin, one.text) == ("judgement", "Armenia will initial the association agreement")
    assert one.speaks_for == ("the author being right (“likely”, 55–80 %)",)
    assert (str(one.by.end), one.rule) == ("2013-11-30", None)


def test_what_the_author_thinks_unlikely_speaks_against_him() -> None:
    (one,) = proposed("It is unlikely that Armenia will sign the agreement by the end of November.")
    assert one.speaks_for == ("the author being wrong (“unlikely”, 20–45 %)",)


def test_a_judgement_with_a_rule_is_told_by_data() -> None:
    (one,) = proposed("It is very likely that Russia will criticise Germany within three weeks.")
    assert one.rule is not None
    assert (one.rule.actors, one.rule.recipients, one.rule.quads) == (("russia",), ("germany",), (3, 4))


@pytest.mark.parametrize(
    ("text", "watch", "speaks_for"),
    [
        ("If Poland attacks Ukraine, the talks will fail.", "Poland attacks Ukraine", "“the talks will fail”"),
        (
            "Unless Brussels finds a formula, the summit will fail.",
            "Brussels finds a formula",
            "the contrary of “the summit will fail”",
        ),
        (
            "The future of the dialogue depends on the outcome of the talks.",
            "Which way it goes: the outcome of the talks",
            "what becomes of “The future of the dialogue”",
        ),
    ],
)
def test_a_condition_gives_what_has_to_turn_out(text: str, watch: str, speaks_for: str) -> None:
    found = [one for one in proposed(text) if one.origin == "condition"]
    assert [(one.text, one.speaks_for) for one in found] == [(watch, (speaks_for,))]


def test_an_act_between_states_in_a_condition_is_told_by_data() -> None:
    (one,) = [one for one in proposed("If Poland attacks Ukraine, the talks will fail.") if one.origin == "condition"]
    assert one.rule == EventPattern(("poland",), ("ukraine",), types=("ASSAULT",))


@pytest.mark.parametrize(
    "text",
    [
        "Had Sargsyan asked for a delay, the Commission would have found it hard to refuse him.",
        "If Armenia had signed, Russia would have raised the price.",
    ],
)
def test_what_might_have_been_is_not_watched_for(text: str) -> None:
    assert [one for one in proposed(text) if one.origin == "condition"] == []


def test_a_meeting_ahead_counts_on_its_day_only() -> None:
    (one,) = proposed("Serzh Sargsyan is expected to meet Vladimir Putin in Moscow on 3 September 2013.")
    assert (one.origin, one.speaks_for) == ("occasion", ("the timetable holding",))
    assert one.by == one.opens_on
    assert one.rule == EventPattern(("armenia",), ("russia",), types=("CONSULT",), mutual=True)


def test_the_model_gives_branches_and_the_act_that_separates_types() -> None:
    found = proposals_of(reading_of("Nothing else happened."), "minsk", situation=load_situation(SITUATION))
    told = {one.text: one for one in found}
    release = told["Belarus: release the political prisoners"]
    assert release.origin == "signal"
    assert release.speaks_for == ("Belarus being “genuine” (its absence: “alibi”), whichever way it ends",)
    assert release.by.end == date(2013, 5, 14)
    terms = told["Belarus: accept Moscow's terms of integration"]
    assert (terms.by.end, terms.speaks_for[0][:6]) == (date(2013, 3, 15), "“deal”")
    assert not any("dialogue" in one.text for one in found)  # it tells nothing, and it is what happens today


def test_a_branch_with_a_pattern_is_told_by_data() -> None:
    situation = parse_situation("""
title = "Prices"
[options]
raise = { owner = "Russia" }
[states]
status_quo = []
[aims]
Russia = ["raise"]
[occasions."Talks"]
on = 2013-09-10
[occasions."Talks".branches.hard]
fixes = ["raise"]
pattern = { actor = "Russia", recipient = "Armenia", quads = [3, 4], window_days = 30 }
""")
    (one,) = proposals_of(reading_of("Nothing else happened."), "a-topic", situation=situation)
    assert one.rule is not None
    assert (one.rule.actors, one.rule.recipients) == (("RUS",), ("ARM",))
    assert (one.opens_on.start, one.by.end) == (date(2013, 9, 10), date(2013, 10, 9))


def test_the_same_text_proposes_the_same_signs_once(desk: Desk, brief_path: Path) -> None:
    desk.new_topic("Berlin")
    (one,) = desk.read(brief_path)
    assert one.document is not None
    assert one.reading is not None
    first = propose_indicators(desk.store, "berlin", one.document, one.reading, now=desk.clock())
    assert first
    assert all(sign.document_id == one.document.id and sign.quote is not None for sign in first)
    assert propose_indicators(desk.store, "berlin", one.document, one.reading, now=desk.clock()) == []
