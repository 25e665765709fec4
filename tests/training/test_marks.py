"""The training text can be read, whole, and says what the guide says it says."""

from collections import Counter
from pathlib import Path

import pytest
from training.marks import TYPES, MarkError, read_folder, read_marks

TEXT = Path(__file__).parents[2] / "training" / "text"


def test_marks_are_taken_off_and_their_spans_kept() -> None:
    line = "[The opposition]{A1 R2} <rejected>{E1 REJECT - actual 125} [the general's]{R1 A2} <offer>{E2 AGREE - actual 030}."
    read = read_marks(line)
    assert read.text == "The opposition rejected the general's offer."
    refusal, offer = read.acts
    assert read.text[refusal.start : refusal.end] == "rejected"
    assert [read.text[a:b] for a, b in refusal.actors + offer.recipients] == ["The opposition", "The opposition"]
    assert (offer.event_type, offer.realis, offer.cameo) == ("AGREE", "actual", "030")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("<beat>{E1 HIT - actual 175} them", "not a type"),
        ("<beat>{E1 ASSAULT - real 175} them", "not a realis"),
        ("[Police]{A2} <beat>{E1 ASSAULT - actual 175} them", "which is not marked"),
        ("[Police <beat>{E1 ASSAULT - actual 175} them", "never closed"),
        ("<beat up>{E1 ASSAULT - actual 175} them", "not one word"),
    ],
)
def test_a_bad_mark_says_what_is_wrong(line: str, why: str) -> None:
    with pytest.raises(MarkError, match=why):
        read_marks(line)


def test_every_line_of_the_training_text_can_be_read_and_stands_once() -> None:
    lines = read_folder(TEXT)
    counts = Counter(act.event_type for line in lines for act in line.acts)
    assert set(counts) == set(TYPES)
    assert min(counts.values()) >= 50
    assert [text for text, n in Counter(line.text.lower() for line in lines).items() if n > 1] == []
