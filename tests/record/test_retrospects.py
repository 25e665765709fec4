"""What a text says became of its author's own earlier judgements."""

import pytest

from sitroom.record import find_retrospects, wordings


@pytest.mark.parametrize(
    ("text", "verdict", "claim"),
    [
        ("We were wrong to expect that Tehran would refuse the deal.", "wrong", "Tehran would refuse the deal"),
        ("Our forecast that the coalition would fall proved premature.", "wrong", "the coalition would fall"),
        ("I had expected Ankara to block the accession. That was mistaken.", "wrong", "Ankara to block the accession"),
        ("We wrote that the talks would be held in May. That judgement was right.", "right", "the talks would be held"),
        ("We wrote that the talks would fail. That was not wrong.", "right", "the talks would fail"),
    ],
)
def test_a_judgement_that_is_called_right_or_wrong_is_found(text: str, verdict: str, claim: str) -> None:
    (found,) = find_retrospects(text)
    assert found.verdict == verdict
    assert found.claim.quote.startswith(claim)
    assert text[found.span.start : found.span.end] == found.span.quote


@pytest.mark.parametrize(
    "text",
    [
        "He said we were wrong.",
        "We wrote that the talks would be held in May. They begin on Monday.",
        "The minister predicted that the treaty would fail. That was wrong.",
        "It was wrong to expect much of the summit.",
        "We expect that the treaty will fail.",
    ],
)
def test_anything_else_is_passed_over(text: str) -> None:
    assert find_retrospects(text) == ()


def test_what_settled_it_is_the_sentence_after() -> None:
    (found,) = find_retrospects("We wrote that Kiev would sign. That was wrong. On 3 May it refused.\n\nMore.")
    assert found.after is not None
    assert found.after.quote == "On 3 May it refused."


def test_two_ways_of_putting_it_share_their_words_and_differ_in_being_denied() -> None:
    one, other = wordings(
        [
            "Armenia will initial the agreement by November",
            "Armenia will leave Vilnius without initialling the agreement",
        ]
    )
    assert {"armenia", "initial", "agreement"} <= one.words & other.words
    assert (one.denied, other.denied) == (False, True)
    assert "november" not in one.words
