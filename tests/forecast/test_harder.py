"""Harder questions: counted in memory, the same that the history's own search finds."""

from pathlib import Path

from sitroom.core import EventPattern
from sitroom.forecast import PatternQuestion, harder_question
from sitroom.history import harder_pattern
from tests.forecast.worlds import SOURCE, day, members, store_of, world_events


def test_it_is_what_the_history_offers(tmp_path: Path) -> None:
    store = store_of(tmp_path, world_events(4)).until(day(1400))
    found = []
    for actors in [("AAA",), ("bloc",), ()]:
        for recipients in [("BBB", "CCC"), ("bloc",), ()]:
            for types, quads in [((), (1, 2)), (("ASSAULT",), ()), ((), (3,)), ((), ())]:
                pattern = EventPattern(actors, recipients, types=types, quads=quads, mutual=quads == (1, 2))
                for horizon in (3, 40):
                    question = PatternQuestion(pattern, horizon, day(1400), SOURCE)
                    expected = harder_pattern(
                        store, pattern, horizon_days=horizon, as_of=day(1400), source=SOURCE, members=members
                    )
                    assert harder_question(question, store, members) == expected, question
                    found.append(expected)
    assert any(found)
    assert not all(found)
