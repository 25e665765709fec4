"""Ranks under every filter and rule for ties, against a count by hand."""

import numpy as np
import pytest

from sitroom.forecast.facts import facts_from
from sitroom.forecast.ranking import Ranked, answers_of, both_ways


def lists(scores: list[float], top: int = 5) -> Ranked:
    """One query of day 2, (0, acts, ?), with five entities in order of number."""
    score = np.array([scores], dtype=np.float64)
    return Ranked(2, np.array([0], np.int32), np.array([0], np.int32), np.arange(top, dtype=np.int32)[None], score)


@pytest.fixture
def rows():
    facts = np.array([(0, 0, 1, 0), (0, 0, 3, 2), (0, 0, 4, 2)]).T
    return both_ways(facts_from(list(facts), [f"e{n}" for n in range(6)], ["acts"]))


def test_the_filters_leave_out_other_true_answers(rows):
    found = answers_of(rows, [lists([5.0, 4.0, 3.0, 2.0, 1.0])])
    assert found.truth.tolist() == [3, 4]
    assert found.ranks("raw").tolist() == [4.0, 5.0]
    assert found.ranks("time-aware").tolist() == [4.0, 4.0]
    assert found.ranks("static").tolist() == [3.0, 3.0]
    assert found.recurrent.tolist() == [False, False]


def test_three_rules_for_ties(rows):
    found = answers_of(rows, [lists([5.0, 4.0, 4.0, 4.0, 1.0])])
    assert [found.ranks(ties=rule)[0] for rule in ("best", "mean", "worst")] == [2.0, 3.0, 4.0]


def test_what_is_not_listed_or_only_tied_with_the_end_counts_half_of_all(rows):
    assert answers_of(rows, [lists([5.0, 4.0, 3.0], top=3)]).ranks().tolist() == [3.0, 3.0]
    assert answers_of(rows, [lists([5.0, 4.0, 2.0, 2.0], top=4)]).ranks().tolist() == [3.0, 3.0]


def test_both_directions_hold_every_fact_once(rows):
    assert rows.relation.tolist() == [0, 1, 0, 0, 1, 1]
    assert rows.subject.tolist() == [0, 1, 0, 0, 3, 4]
