"""Rival explanations: what is worth explaining, which explanations there are, what speaks against each."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sitroom
from sitroom.brief import (
    Marking,
    Matrix,
    Usual,
    Verdict,
    assumption_lines,
    assumptions_of,
    explanation_lines,
    last_verdicts,
    lines_of,
    matrices_of,
    struck_explanations,
    unseparated_words,
    worth_looking_for,
)
from sitroom.brief.explanations_section import assumptions_section, explanations_section
from sitroom.brief.findings import Notebook
from sitroom.brief.rivals import Mark, rules
from sitroom.record import Reading

GOALS = """On 21 February 2014, President Lukashenko met Foreign Minister Vladimir Makei.

Lukashenko wants to achieve at least two goals. First, the Belarusian President had to respond to the statement that \
Russian President Vladimir Putin made on 14 February 2014.

Second, Lukashenko's meeting with Makei was a preventive measure. Lukashenko wants to strengthen discipline in the \
Belarusian government.

During his stay in Sochi on 12 February 2014, Lukashenko did not meet with Putin. It is therefore very likely that \
Belarus will criticise Russia in the coming three weeks. On 10 March 2014 Polish and Lithuanian ministers met in Vilnius.
"""
PLAIN = "On 4 March 2014 the foreign ministers of Belarus and Poland met in Warsaw. It rained.\n"


def read(text: str) -> Reading:
    return sitroom.read(text)


@cache
def kept() -> Matrix:
    return matrices_of(GOALS, read(GOALS))[0]


@pytest.fixture
def matrix() -> Matrix:
    return kept()


def test_two_listed_goals_are_two_explanations_and_routine_is_the_third(matrix: Matrix) -> None:
    assert [one.letter for one in matrix.explanations] == ["A", "B", "C"]
    assert [one.key for one in matrix.explanations] == ["toward:RUS", "home", "routine"]
    assert [one.considered for one in matrix.explanations] == [True, True, False]
    assert "strengthen discipline" in matrix.explanations[1].text


def test_every_ground_is_in_the_words_of_the_text(matrix: Matrix) -> None:
    for one in matrix.explanations:
        for ground in one.grounds:
            assert GOALS[ground.span.start : ground.span.end] == ground.span.quote


def test_a_text_that_calls_the_act_routine_considers_it() -> None:
    text = GOALS.replace("met Foreign", "held a regular meeting with Foreign")
    for one in matrices_of(text, read(text)):
        assert one.explanations[-1].considered


def test_a_text_without_reasons_has_nothing_to_explain() -> None:
    reading = read(PLAIN)
    assert matrices_of(PLAIN, reading) == ()
    assert lines_of(PLAIN, reading) == ((), ())
    assert explanations_section((), Notebook((PLAIN,))) is None


def test_what_the_act_answers_fits_the_answer_and_says_nothing_of_the_others(matrix: Matrix) -> None:
    answered = [one for one in matrix.evidence if (found := matrix.find(one.key, "toward:RUS")) and found.rule]
    marks = {one.key: matrix.find(one.key, "toward:RUS") for one in answered}
    assert rules()["answered"][1] in {found.rule for found in marks.values() if found}
    assert all(found.by == "proposed" for found in matrix.markings)


def test_where_no_rule_applies_nothing_is_marked(matrix: Matrix) -> None:
    unmet = next(one for one in matrix.evidence if "did not meet" in one.text)
    assert [matrix.find(unmet.key, one.key) for one in matrix.explanations] == [None, None, None]


def test_nothing_is_told_apart_until_something_speaks_against_one(matrix: Matrix) -> None:
    assert [count for count, _ in matrix.ranking()] == [0]
    assert unseparated_words(matrix) == "Nothing in the text tells A, B and C apart"
    assert any("from before 14 Feb 2014" in words for _, words in worth_looking_for(matrix))
    unmet = next(one for one in matrix.evidence if "did not meet" in one.text)
    by_ana = [Marking(unmet.key, "toward:RUS", "inconsistent", "Ana"), Marking(unmet.key, "home", "neutral", "Ana")]
    marked = matrix.marked(by_ana)
    assert [(count, [one.letter for one in tied]) for count, tied in marked.ranking()] == [(0, ["B", "C"]), (1, ["A"])]
    assert marked.is_diagnostic(unmet)
    assert unseparated_words(marked) == "Nothing in the text tells B from C"


def test_an_answer_cannot_come_before_what_it_answers() -> None:
    text = GOALS.replace("made on 14 February", "made on 27 February")
    [late, *_] = matrices_of(text, read(text))
    [answer] = [one for one in late.explanations if one.answered]
    assert [late.find(one.key, answer.key) for one in late.against(answer)] == [
        Marking(answer.answered[0].key, answer.key, "inconsistent", rule=rules()["too-late"][1])
    ]
    assert late.ranking()[-1][1] == (answer,)


def test_an_act_against_those_with_whom_an_aim_wants_cooperation_speaks_against_it() -> None:
    first = "to respond to the statement that Russian President Vladimir Putin made on 14 February 2014"
    wish = "shows interest in a constructive dialogue between Belarus and the European Union"
    text = GOALS.replace(f"had {first}", wish).replace(
        " On 10 March", " On 25 February 2014 Lukashenko criticised the EU. On 10 March"
    )
    [found, *_] = matrices_of(text, read(text))
    [against] = found.against(found.explanations[0])
    assert "criticised" in against.text
    marking = found.find(against.key, found.explanations[0].key)
    assert marking is not None
    assert marking.rule == rules()["opposite"][1]
    assert found.is_diagnostic(against)


def test_a_base_rate_near_one_fits_routine_and_one_near_none_speaks_against_it(matrix: Matrix) -> None:
    reading = read(GOALS)
    for rate, mark in ((0.95, "consistent"), (0.5, "neutral"), (0.05, "inconsistent")):
        [rated, *_] = matrices_of(GOALS, reading, usual={matrix.key: Usual(rate, "of 20 windows")})
        found = rated.find("base-rate", "routine")
        assert found is not None
        assert found.mark == mark
        assert rated.find("base-rate", "home") is None


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_a_mark_against_never_makes_an_explanation_look_better(data: st.DataObject) -> None:
    matrix = kept()
    evidence = data.draw(st.sampled_from(matrix.evidence))
    rival = data.draw(st.sampled_from(matrix.explanations))
    marks: Mark = data.draw(st.sampled_from(["consistent", "neutral"]))
    before = matrix.marked([Marking(evidence.key, rival.key, marks, "Ana")])
    after = before.marked([Marking(evidence.key, rival.key, "inconsistent", "Ana")])
    assert len(after.against(rival)) == len(before.against(rival)) + 1
    others = [one for one in matrix.explanations if one is not rival]
    assert [after.against(one) for one in others] == [before.against(one) for one in others]


def test_a_mark_of_what_is_not_there_changes_nothing(matrix: Matrix) -> None:
    assert matrix.marked([Marking("statement-gone", "home", "inconsistent", "Ana")]) == matrix


# ---------------------------------------------------------------------- assumptions
def test_the_chance_the_audience_the_answer_and_the_step_are_assumed() -> None:
    found = assumptions_of(GOALS, read(GOALS))
    kinds = [one.kind for one in found]
    assert {"chance", "seen", "answer", "step"} <= set(kinds)
    first = [kinds.index(kind) for kind in dict.fromkeys(kinds)]
    assert first == list(range(len(first)))  # one of each kind before the second of any
    assert len({one.key for one in found}) == len(found)
    assert all(GOALS[one.span.start : one.span.end] == one.span.quote for one in found if one.span)


def test_a_struck_assumption_is_told_where_it_carried_something() -> None:
    reading = read(GOALS)
    assumptions = assumptions_of(GOALS, reading)
    seen = next(one for one in assumptions if one.kind == "seen")
    said = last_verdicts([Verdict(seen.key, "accepted", "Ben"), Verdict(seen.key, "struck", "Ana", "it was secret")])
    assert list(struck_explanations(assumptions, said)) == [seen.explanation]
    lines = explanation_lines(matrices_of(GOALS, reading), assumptions=assumptions, verdicts=said)
    assert [one.label for one in lines if "struck" in one.aside] == ["A"]
    [first, *_] = assumption_lines(assumptions, said)
    assert (first.state, first.said) == ("struck", "struck by Ana: it was secret")
    section = assumptions_section(assumption_lines(assumptions, said), Notebook((GOALS,)))
    assert section is not None
    assert section.lines[0].crossed


def test_a_verdict_is_taken_back_by_opening_it_again() -> None:
    assert last_verdicts([Verdict("k", "struck", "Ana", "no"), Verdict("k", "open", "Ana")]) == {}


def test_the_page_stays_short_and_cites_what_it_says() -> None:
    lines, assumed = lines_of(GOALS, read(GOALS))
    notes = Notebook((GOALS,))
    explanations, assumptions = explanations_section(lines, notes), assumptions_section(assumed, notes)
    assert explanations is not None
    assert assumptions is not None
    assert len(explanations.lines) <= 2 * (1 + 4 + 1)
    assert len(assumptions.lines) <= 4
    assert assumptions.more == len(assumed) - len(assumptions.lines)
    assert all(line.notes for line in explanations.lines if line.label and not line.text.startswith("Routine"))
