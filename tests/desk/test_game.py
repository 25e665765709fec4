"""The game room of a desk: weights of branches from history, and drafts."""

from datetime import date
from pathlib import Path

import pytest

import sitroom
from sitroom.core import HistoryError, UsageError
from sitroom.desk import Desk, Game, chronicles
from sitroom.game import parse_situation

FILE = """
title = "Talks"
options = { join = { owner = "Armenia" }, gas = { owner = "Russia" } }
aims = { Armenia = ["gas", "join"], Russia = ["join"] }
[occasions.talks]
branches.deal = { fixes = ["gas"], pattern = { actor = "WHO", recipient = "Armenia", quads = [1, 2], window_days = 30 } }
branches."no deal" = { fixes = ["not gas"] }
"""
SITUATION = parse_situation(FILE.replace("WHO", "Russia"))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return sitroom.open(tmp_path / "desk")


def test_a_branch_with_a_pattern_gets_its_weight_from_history_and_the_other_none(desk: Desk) -> None:
    desk.import_history(chronicles()[0])
    deal, no_deal = desk.game.weights(SITUATION, as_of=date(2013, 9, 2))
    asked = desk.history.base_rate(
        actor="Russia", recipient="Armenia", quads=[1, 2], horizon_days=30, as_of="2013-09-02"
    )
    assert deal.rate == asked.base
    assert deal.words().startswith("weight 21% (8%-43%), from chronicle-armenia: its pattern held in 4 of 19 windows")
    assert (no_deal.words(), no_deal.to_json()["weight"]) == ("assumption: no weight", None)


def test_nothing_known_later_counts(desk: Desk) -> None:
    desk.import_history(chronicles()[0])
    (early, _), (late, _) = (desk.game.weights(SITUATION, as_of=date(2013, month, 2)) for month in (6, 12))
    assert early.rate is not None
    assert late.rate is not None
    assert early.rate.windows < late.rate.windows


def test_without_event_data_the_weight_is_an_assumption_and_says_why(desk: Desk) -> None:
    deal, _ = desk.game.weights(SITUATION, as_of=date(2013, 9, 2))
    assert deal.words().startswith("assumption: no weight; not covered:")
    assert deal.to_json()["weight"] is None


def test_an_unknown_name_is_refused(desk: Desk) -> None:
    desk.import_history(chronicles()[0])
    with pytest.raises(HistoryError, match="Ruritania"):
        desk.game.weights(parse_situation(FILE.replace("WHO", "Ruritania")))


def test_without_a_desk_there_is_no_history_and_nothing_to_read_with() -> None:
    with pytest.raises(UsageError, match="history"):
        Game().weights(SITUATION)
    with pytest.raises(UsageError, match="reading"):
        Game().draft("brief.txt")


def test_a_draft_is_made_from_a_file_or_from_its_reading(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "brief.txt"
    path.write_text("Vladimir Putin seeks to raise the gas price. Armenia wants to join the union.", encoding="utf-8")
    drafted = desk.game.draft(path)
    assert [one.name for one in drafted.options] == ["raise the gas price", "join the union"]
    assert Game().draft(sitroom.read(path)).options == drafted.options
    assert desk.store.readings.find_record(drafted.options[0].evidence[0])
