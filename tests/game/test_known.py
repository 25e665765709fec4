"""Textbook conflicts with their published answers."""

from importlib.resources import files
from pathlib import Path

import pytest

from sitroom.game import CONCEPTS, Solution, load_situation, parse_situation, solve, witness, witness_words

EXAMPLES = Path(str(files("sitroom"))) / "examples" / "situations"


def equilibria(solution: Solution) -> dict[str, list[str]]:
    pattern = solution.situation.pattern
    return {one: [pattern(value) for value in solution.equilibria(one).tolist()] for one in CONCEPTS}


def test_the_prisoners_dilemma() -> None:
    """Fraser and Hipel (1984), Conflict Analysis: Models and Resolutions: talk of both is Nash; silence of both is sequential."""
    found = equilibria(solve(load_situation(EXAMPLES / "prisoners-dilemma.toml")))
    assert found == {"Nash": ["NN"], "GMR": ["NN", "YY"], "SMR": ["NN", "YY"], "SEQ": ["NN", "YY"]}


def test_chicken() -> None:
    """Fraser and Hipel (1984): one swerves is Nash; that both swerve is held by the threat of a crash, which is not credible."""
    found = equilibria(solve(load_situation(EXAMPLES / "chicken.toml")))
    assert found["Nash"] == found["SEQ"] == ["YN", "NY"]
    assert found["GMR"] == found["SMR"] == ["YN", "NY", "YY"]


ELMIRA = """
title = "Elmira"
[options]
modify = { owner = "Ministry", moves = "only N to Y" }
delay = { owner = "Uniroyal", moves = "only Y to N" }
accept = { owner = "Uniroyal" }
abandon = { owner = "Uniroyal", moves = "only N to Y" }
insist = { owner = "Local government" }
[states]
infeasible = ["delay and accept", "delay and abandon", "accept and abandon", "not (delay or accept or abandon)"]
[aims]
Ministry = { ranking = ["NNYNY", "NNYNN", "YNYNN", "YNYNY", "NYNNY", "NYNNN", "YYNNN", "YYNNY", ["NNNYN", "YNNYN", "NNNYY", "YNNYY"]] }
Uniroyal = { ranking = ["NYNNN", "YNYNN", "YNYNY", "NYNNY", ["NNNYN", "YNNYN", "NNNYY", "YNNYY"], "YYNNN", "NNYNN", "NNYNY", "YYNNY"] }
"Local government" = { ranking = ["NNYNY", "NNYNN", "NYNNY", "NYNNN", "YNYNY", "YYNNY", "YNYNN", "YYNNN", ["NNNYN", "YNNYN", "NNNYY", "YNNYY"]] }
"""


def test_elmira() -> None:
    """Hipel, Fang, Kilgour and Haight (1993): delay and insist, modify with accept and insist, and abandon hold by every kind."""
    found = equilibria(solve(parse_situation(ELMIRA)))
    abandoned = {"NNNYN", "YNNYN", "NNNYY", "YNNYY"}
    for concept in CONCEPTS:
        assert {"NYNNY", "YNYNY"} | abandoned <= set(found[concept])
    assert set(found["Nash"]) == set(found["SEQ"]) == {"NYNNY", "YNYNY"} | abandoned


EUPHRATES = """
title = "Euphrates"
[options]
release = { owner = "Syria" }
escalate = { owner = "Syria" }
attack = { owner = "Iraq" }
[states]
infeasible = ["release and escalate"]
[aims]
Syria = { ranking = ["NNN", "NYN", "NYY", "YNN", "NNY", "YNY"] }
Iraq = { ranking = ["YNN", "NNY", "NYY", "NNN", "YNY", "NYN"] }
"""


def test_the_euphrates_1975() -> None:
    """Hipel, Kilgour and Kinsara (2014), Group Decision and Negotiation 23, 355-376: escalation met by attack is the equilibrium."""
    found = equilibria(solve(parse_situation(EUPHRATES)))
    assert found["Nash"] == found["SMR"] == found["SEQ"] == ["NYY"]


@pytest.mark.parametrize(
    ("concept", "state", "told"),
    [
        (
            "SEQ",
            3,
            (
                "[first_silent and second_silent] is stable for First (SEQ): if First gives up first_silent, then Second gives up "
                "second_silent; [no option taken] is no better."
            ),
        ),
        (
            "Nash",
            3,
            (
                "[first_silent and second_silent] is not stable for First (Nash): First gives up first_silent, and that is an "
                "improvement, and Nash asks no further."
            ),
        ),
        ("Nash", 0, "[no option taken] is stable for First (Nash): no move of their own is an improvement."),
    ],
)
def test_a_verdict_is_told_in_words(concept: str, state: int, told: str) -> None:
    solution = solve(load_situation(EXAMPLES / "prisoners-dilemma.toml"))
    assert witness_words(solution.situation, witness(solution, "First", concept, state)) == told  # type: ignore[arg-type]
