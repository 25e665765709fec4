"""Ratings: a letter for a source, a number for a claim; the last word counts and the earlier ones stay."""

import pytest

from sitroom.core import LedgerError
from sitroom.ledger import LedgerInMemory, Proposal, Rating, replay, source_ratings

from .builders import LATE, MORNING, ask, question


def letter(reliability: str, *, by: str = "Ana", source: str = "BelTA") -> Proposal:
    return Proposal("rating", Rating(source=source, reliability=reliability, by=by, reason="r").to_json(), MORNING)


def test_the_last_letter_of_a_source_counts() -> None:
    made = LedgerInMemory()
    for one in (letter("B"), letter("C", source="other"), letter("D", by="Bo")):
        made.enter(one)
    assert {name: one.reliability for name, one in source_ratings(made.entries()).items()} == {
        "BelTA": "D", "other": "C",
    }  # fmt: skip
    assert len(made.entries()) == 3


def test_the_same_letter_again_is_known_but_not_after_another() -> None:
    made = LedgerInMemory()
    assert [made.enter(letter(one)).new for one in ("B", "B", "C", "B")] == [True, False, True, True]


def test_a_letter_that_was_voided_counts_no_more() -> None:
    asked = question()
    made = LedgerInMemory()
    made.enter(ask(asked))
    rating = Rating(question_id=asked.id, credibility=2, by="Ana", reason="r")
    made.enter(Proposal("rating", rating.to_json(), MORNING))
    assert replay(made.entries()).get(asked.id).credibility == 2
    made.enter(Proposal("void", {"question_id": asked.id, "seq": 2, "reason": "a slip", "by": "Ana"}, LATE))
    assert replay(made.entries()).get(asked.id).credibility is None


def test_a_claim_is_rated_only_where_there_is_one() -> None:
    rating = Rating(question_id="nobody", credibility=2, by="Ana", reason="r")
    with pytest.raises(LedgerError, match="no question"):
        LedgerInMemory().enter(Proposal("rating", rating.to_json(), MORNING))


@pytest.mark.parametrize(
    "fields",
    [
        {"source": "BelTA", "reliability": "G"},
        {"source": "BelTA"},
        {"question_id": "q", "credibility": 7},
        {"question_id": "q", "credibility": 0},
        {"source": "BelTA", "reliability": "A", "question_id": "q", "credibility": 1},
        {},
    ],
)
def test_what_is_on_no_scale_is_refused(fields: dict[str, str | int]) -> None:
    with pytest.raises(LedgerError):
        Rating(by="Ana", reason="r", **fields)  # type: ignore[arg-type]
