"""Retellings: the same event told in several documents of a desk."""

from pathlib import Path

import pytest

from sitroom.desk import Desk

FIRST = "# Minsk, 20 February 2013\n\nOn 11 February 2013 Poland expelled the Belarusian ambassador.\n"


def told_twice(desk: Desk, folder: Path, second: str) -> list[dict[str, object]]:
    """Return the links between a first document and a second one of a topic."""
    desk.new_topic("Minsk")
    for name, text in (("first.md", FIRST), ("second.md", second)):
        path = folder / name
        path.write_text(text, encoding="utf-8")
        desk.brief(path, topic="minsk")
    found = desk.topic("minsk")["same_events"]
    assert isinstance(found, list)
    return found


def test_an_event_told_again_is_tied_to_its_first_telling(desk: Desk, tmp_path: Path) -> None:
    again = "# Weekly, 1 March 2013\n\nThe Belarusian ambassador was expelled by Poland on 11 February 2013.\n"
    (link,) = told_twice(desk, tmp_path, again)
    assert (link["kind"], link["start"], link["end"]) == ("same_event", "2013-02-11", "2013-02-11")
    assert link["from_document"] != link["to_document"]


@pytest.mark.parametrize(
    "other",
    [
        "On 18 February 2013 Poland expelled the Belarusian ambassador.",
        "On 11 February 2013 Lithuania expelled the Belarusian ambassador.",
        "On 11 February 2013 Belarus expelled the Polish ambassador.",
        "On 11 February 2013 Poland did not expel the Belarusian ambassador.",
        "In 2013 Poland praised Belarus.",
    ],
)
def test_another_day_party_direction_or_realis_is_another_event(desk: Desk, tmp_path: Path, other: str) -> None:
    assert told_twice(desk, tmp_path, f"# Weekly, 1 March 2013\n\n{other}\n") == []
