"""Groups of a desk: the West is what its user says it is, in readings' versions, coverage and counts."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sitroom.core import DayRange, InputError, UsageError
from sitroom.desk import Desk
from sitroom.record import find_group, shipped_gazetteer


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "desk", clock=lambda: datetime(2026, 1, 1, tzinfo=UTC))


def write_rows(folder: Path) -> Path:
    rows = [f"a{day},2013-01-{day:02},BLR,TUR,040" for day in range(1, 29)]
    rows += [f"b{day},2013-01-{day:02},TUR,BLR,040" for day in range(1, 29)]
    path = folder / "rows.csv"
    path.write_text("event_id,occurred_on,actor_country,recipient_country,cameo\n" + "\n".join(rows) + "\n")
    return path


def test_a_shipped_group_is_read_and_changed_and_reset(desk: Desk) -> None:
    before = desk.group("west")
    assert "united-states" in [one.slug for one in before.members]
    desk.change_group("west", add=["Turkey"], remove=["CHE"])
    slugs = [one.slug for one in desk.group("west").members]
    assert "turkey" in slugs
    assert "switzerland" not in slugs
    assert "TUR" in desk.gazetteer.members_on("west", date(2013, 1, 1))
    assert desk.change_group("west", reset=True) == before
    assert not desk.groups.path.exists()
    assert find_group("west", shipped_gazetteer()) == before


def test_counts_follow_the_group(desk: Desk, tmp_path: Path) -> None:
    desk.folder.mkdir()
    desk.import_history(write_rows(tmp_path))
    desk.change_group("friends", add=["TUR"], name="Friends")
    found = desk.history.series("Belarus", "friends", by="month")
    assert found.rows == 28
    assert desk.covers(["friends"])[0].covered


def test_a_member_counts_from_its_day_on(desk: Desk, tmp_path: Path) -> None:
    desk.folder.mkdir()
    desk.import_history(write_rows(tmp_path))
    days = DayRange(date(2013, 1, 11), None)
    desk.change_group("friends", add=["TUR"], name="Friends", days=days)
    assert desk.history.series("Belarus", "friends", by="month").rows == 18


def test_a_changed_group_is_told_in_the_version_of_a_reading(desk: Desk, tmp_path: Path) -> None:
    text = tmp_path / "one.txt"
    text.write_text("On 4 March 2014 the foreign ministers of Belarus and Poland met in Warsaw.")
    (plain,) = desk.read(text)
    desk.change_group("west", remove=["Iceland"])
    (changed,) = desk.read(text)
    assert plain.reading is not None
    assert changed.reading is not None
    assert changed.reading.reader_version.startswith(plain.reading.reader_version + "+groups.")


@pytest.mark.parametrize(
    ("slug", "change", "message"),
    [
        ("west", {"remove": ["Fiji"]}, "no member"),
        ("nobody", {"add": ["TUR"]}, "--name"),
        ("belarus", {"add": ["TUR"]}, "no group"),
    ],
)
def test_what_cannot_be_changed_says_why(desk: Desk, slug: str, change: dict[str, list[str]], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        desk.change_group(slug, **change)  # type: ignore[arg-type]


def test_a_broken_file_says_its_line(desk: Desk) -> None:
    desk.folder.mkdir()
    desk.groups.path.write_text("group,name,member,member_from,member_to\nwest,the West,atlantis,,\n")
    with pytest.raises(InputError, match="line 2"):
        desk.group("west")
