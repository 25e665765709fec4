import pytest

from sitroom.core import GameError
from sitroom.game import parse_situation, write_situation

FILE = """
title = "Talks"
options = { join = { owner = "Armenia" }, gas = { owner = "Russia" } }
aims = { Armenia = ["gas", "join"], Russia = ["join"] }
[occasions.talks]
branches.deal = { fixes = ["gas"], pattern = PATTERN }
branches."no deal" = { fixes = ["not gas"] }
"""
PATTERN = '{ actor = "Russia", recipient = ["Armenia", "EU"], quads = [1, 2], window_days = 30 }'


def test_a_pattern_is_read_and_written_without_loss() -> None:
    situation = parse_situation(FILE.replace("PATTERN", PATTERN))
    (_, deal), (_, no_deal) = situation.branches()
    assert deal.pattern is not None
    assert (deal.pattern.actors, deal.pattern.recipients) == (("Russia",), ("Armenia", "EU"))
    assert (deal.pattern.quads, deal.pattern.window_days) == ((1, 2), 30)
    assert no_deal.pattern is None
    assert parse_situation(write_situation(situation)) == situation


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ('"Russia helps"', "a table with"),
        ('{ actor = "Russia", window_days = 30, cutoff = 1 }', "a table with"),
        ('{ actor = "Russia" }', "window_days"),
        ('{ actor = "Russia", window_days = 0 }', "at least one day"),
        ('{ actor = "Russia", window_days = 3, quads = [5] }', "quads are 1 to 4"),
        ('{ actor = "Russia", window_days = 3, quads = ["1"] }', "quads is a list"),
        ('{ actor = "Russia", window_days = 3, types = "AGREE" }', "types is a list"),
        ("{ actor = 1, window_days = 3 }", "actor is a name"),
        ("{ quads = [1], window_days = 3 }", "an actor or a recipient"),
    ],
)  # fmt: skip
def test_what_is_no_pattern_is_refused_with_its_place(said: str, words: str) -> None:
    with pytest.raises(GameError, match=words) as refused:
        parse_situation(FILE.replace("PATTERN", said))
    assert "pattern" in str(refused.value)
    assert "line 6" in str(refused.value)
