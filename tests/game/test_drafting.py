"""Drafts: a short brief in, a short situation with questions out."""

from datetime import date
from pathlib import Path

import pytest

import sitroom
from sitroom.core import GameError
from sitroom.desk import example_names, example_path
from sitroom.game import (
    Aim,
    Occasion,
    Option,
    Situation,
    draft_situation,
    parse_situation,
    render,
    solve_all,
    write_situation,
)
from sitroom.record import Reading

BRIEF = (
    "President Lukashenko aims to release the prisoners and to strengthen discipline in the army. "
    "Lukashenko wants a better name. Vladimir Putin seeks to raise the gas price. "
    "It is very likely that in the coming three weeks Belarus will continue talks with the European Union. "
    "The Supreme Council of Belarus and Russia meets on 15 March 2013 in Minsk. "
    "The future of the talks depends on the outcome in Minsk.\n"
)


@pytest.fixture(scope="module")
def reading() -> Reading:
    return sitroom.read(BRIEF, written_on=date(2013, 2, 25))


@pytest.fixture(scope="module")
def situation(reading: Reading) -> Situation:
    return draft_situation(reading)


def names(situation: Situation, owner: str) -> list[str]:
    return [one.name for one in situation.options if one.owner == owner]


def test_a_leader_stands_under_the_name_of_the_state(situation: Situation) -> None:
    assert [one.name for one in situation.decision_makers][:2] == ["Belarus", "Russia"]
    assert {"release the prisoners", "strengthen discipline in the army"} <= set(names(situation, "Belarus"))
    assert "raise the gas price" in names(situation, "Russia")


def test_an_estimate_gives_an_option_that_goes_on_where_its_words_say_so(situation: Situation) -> None:
    assert "continue talks with the European Union" in names(situation, "Belarus")
    assert situation.status_quo is not None
    assert situation.status_quo.taken == ("continue talks with the European Union",)


def test_aims_are_wanted_in_the_order_of_the_text(situation: Situation) -> None:
    maker = situation.decision_maker("Belarus")
    wanted = [render(one.statement) for one in maker.preference().aims]
    assert wanted[:2] == ['"release the prisoners"', '"strengthen discipline in the army"']


def test_an_aim_that_names_no_act_is_asked_about(situation: Situation) -> None:
    assert "a better name" in situation.decision_maker("Belarus").question


def test_every_line_rests_on_records_of_the_reading(situation: Situation, reading: Reading) -> None:
    known = {one.id for one in reading.records}
    aims = [aim for maker in situation.decision_makers for aim in maker.preference().aims]
    lines: list[Option | Occasion | Aim] = [*situation.options, *situation.occasions, *aims]
    for line in lines:
        assert line.evidence
        assert set(line.evidence) <= known
        assert line.text in " ".join(BRIEF.split())


def test_what_is_unknown_is_a_question_and_never_filled_in(situation: Situation) -> None:
    assert all(one.question for one in situation.options)
    assert all(one.moves == "reversible" for one in situation.options)
    assert situation.infeasible == ()
    assert any("cannot be undone" in one for one in situation.questions)
    assert all(branch.pattern is None for _, branch in situation.branches())


def test_an_occasion_ends_in_agreement_or_not() -> None:
    text = "Serzh Sargsyan will meet Vladimir Putin on 3 September 2013 for talks. Putin wants to raise the gas price."
    drafted = draft_situation(sitroom.read(text, written_on=date(2013, 9, 2)))
    for occasion in drafted.occasions:
        assert [branch.name for branch in occasion.branches] == ["agreement", "no agreement"]


def test_a_text_without_acts_is_refused_with_advice() -> None:
    with pytest.raises(GameError, match="write the situation by hand"):
        draft_situation(sitroom.read("The weather in Minsk was fine."))


@pytest.mark.parametrize("name", example_names())
def test_every_example_drafts_a_file_that_reads_back_and_solves(name: str) -> None:
    drafted = draft_situation(sitroom.read(Path(example_path(name))))
    text = write_situation(drafted)
    assert parse_situation(text) == drafted
    assert write_situation(parse_situation(text)) == text
    assert all(one.solutions[0].space.count for one in solve_all(drafted))
    assert len(drafted.options) <= 12
