"""The story of a solution: what holds, why, what would change it, and what it cannot say."""

from sitroom.game import LIMITS, parse_situation, solve, story, why_words

PRICE = """
title = "A price"
options = { cut = { owner = "Seller" }, buy = { owner = "Buyer" } }
states = { status_quo = ["buy"] }
aims = { Seller = ["buy", "not cut"], Buyer = ["buy iff cut"] }
"""


def test_a_status_quo_that_does_not_hold_is_left_by_somebody() -> None:
    told = why_words(solve(parse_situation(PRICE)))
    assert "The status quo does not hold: Buyer gives up buy" in told
    assert "deterred by nobody" in told


def test_a_deterred_move_is_told_with_its_answer() -> None:
    told = why_words(solve(parse_situation(PRICE)))
    assert "if Seller gives up cut, then Buyer gives up buy, and that is no better for Seller" in told


def test_by_nash_nobody_is_deterred() -> None:
    assert "then" not in why_words(solve(parse_situation(PRICE)), "Nash")


def test_the_limits_always_stand_last() -> None:
    parts = story(solve(parse_situation(PRICE)))
    assert parts[-1] == " ".join(LIMITS)
    assert "probab" in parts[-1]


def test_what_would_change_it_is_the_smallest_swap_of_aims() -> None:
    told = " ".join(story(solve(parse_situation(PRICE))))
    assert "if Seller puts `not cut` above `buy`" in told


def test_who_wants_nothing_is_named() -> None:
    silent = PRICE.replace('Buyer = ["buy iff cut"]', "Buyer = []")
    told = " ".join(story(solve(parse_situation(silent))))
    assert "No aim of Buyer tells one state from another" in told


def test_a_large_space_is_not_explained_state_by_state() -> None:
    options = ", ".join(f'o{k} = {{ owner = "P" }}' for k in range(13))
    parts = story(solve(parse_situation(f'title = "large"\noptions = {{ {options} }}\naims = {{ P = ["o0"] }}')))
    assert len(parts) == 2
