"""Outcomes of a situation on the page of a brief."""

from pathlib import Path

import pytest

import sitroom
from sitroom.brief import render_html, render_markdown
from sitroom.core import GameError
from sitroom.desk.outcomes import outcomes_of
from sitroom.game import parse_situation

FILE = """
title = "A strike"
options = { strike = { owner = "Union" }, raise = { owner = "Port" } }
aims = { Union.types.firm = ["raise", "strike if not raise"], Union.types.weary = ["not strike", "raise"], Port = ["not strike"] }
[occasions.arbitration]
branches.award = { fixes = ["raise"], text = "the arbiter grants it" }
branches."no award" = { fixes = ["not raise"] }
"""
BRIEF = "Vladimir Putin seeks to raise the gas price. It is likely that Armenia will join the union by May 2014.\n"


@pytest.fixture
def paths(tmp_path: Path) -> tuple[Path, Path]:
    brief, file = tmp_path / "brief.txt", tmp_path / "strike.toml"
    brief.write_text(BRIEF, encoding="utf-8")
    file.write_text(FILE, encoding="utf-8")
    return brief, file


def test_each_branch_says_what_is_stable_and_what_tells_types_apart() -> None:
    award, no_award = outcomes_of(parse_situation(FILE))
    assert (award.branch, award.aside, no_award.branch) == ("award", "the arbiter grants it", "no award")
    assert "Stable with Union weary: [raise]." in award.text
    assert "Tells the types of Union apart: strike (only firm)" in no_award.text
    assert award.rests_on.startswith("From a model that rests on 2 options and 5 aims ascribed to 2 parties")
    assert "not probable" in award.rests_on


def test_the_page_has_a_section_where_a_situation_is_given_and_none_else(
    tmp_path: Path, paths: tuple[Path, Path]
) -> None:
    brief, file = paths
    desk = sitroom.open(tmp_path / "desk")
    with_it = desk.brief(brief, situation=file).brief
    section = with_it.find_section("outcomes")
    assert section is not None
    assert section.title == "If award / if no award"
    assert [line.label for line in section.lines] == ["award", "no award"]
    assert "If award / if no award" in render_html(with_it)
    assert "rests on 2 options" in render_markdown(with_it)
    assert desk.brief(brief).brief.find_section("outcomes") is None


def test_a_file_that_is_no_situation_stops_the_brief_before_anything_is_kept(
    tmp_path: Path, paths: tuple[Path, Path]
) -> None:
    brief, file = paths
    file.write_text("title = 3", encoding="utf-8")
    desk = sitroom.open(tmp_path / "desk")
    with pytest.raises(GameError):
        desk.brief(brief, situation=file)
    assert desk.store.documents.ids() == []
