"""Agreement of two annotations of the training text."""

from training.agreement import agreement, same_lines
from training.marks import read_marks

FIRST = "[Kenya]{A1} <met>{E1 CONSULT - actual 046} [Somalia]{A1}."
OTHER = "[Kenya]{A1} <met>{E1 CONSULT visit actual 040} Somalia."


def figures(first: str, second: str) -> dict[str, float]:
    """Return the figures of two annotations of one line."""
    return dict(agreement(same_lines([read_marks(first)], [read_marks(second)])))


def test_the_same_marks_agree_wholly() -> None:
    assert set(figures(FIRST, FIRST).values()) <= {1.0, 0.0}
    assert figures(FIRST, FIRST)["words of an act, F1"] == 1.0


def test_what_differs_counts_against_its_own_figure_alone() -> None:
    found = figures(FIRST, OTHER)
    assert found["event_type, same"] == 1.0
    assert found["mode, same"] == found["cameo, same"] == 0.0
    assert found["actors, F1"] == 2 / 3


def test_lines_of_other_words_are_not_compared() -> None:
    assert same_lines([read_marks(FIRST)], [read_marks("[Kenya]{A1} <met>{E1 CONSULT - actual 046} Chad.")]) == []
