"""The check of a draft from the command line: exit codes, table, JSON."""

import json
from pathlib import Path

import pytest

from .conftest import Run

BREACH = (
    "A title\n\nWe assess with high confidence that Iran is likely to sign\nthe deal by May, based on two sources.\n"
)
ADVICE = "The government of Mali might fall in May.\n"
SOUND = "The foreign ministers of Belarus and Poland met in Warsaw on 4 March 2014.\n"


@pytest.mark.parametrize(("text", "code"), [(BREACH, 10), (ADVICE, 0), (SOUND, 0)])
def test_only_a_breach_is_something_to_look_at(run: Run, tmp_path: Path, text: str, code: int) -> None:
    (tmp_path / "draft.txt").write_text(text, encoding="utf-8")
    assert run("lint", "draft.txt").code == code


def test_the_table_has_lines_and_quotes(run: Run, tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(BREACH, encoding="utf-8")
    ran = run("lint", "draft.txt")
    head, row = ran.out.splitlines()[:2]
    assert head.split("\t")[0] == "line"
    assert row.split("\t")[:3] == ["3", "breach", "“high confidence that Iran is likely”"]
    assert ran.err == "draft.txt: 1 breach, no pieces of advice\n"
    assert not list((tmp_path / "desk").glob("documents/*"))


def test_json_holds_every_draft(run: Run, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(BREACH, encoding="utf-8")
    (tmp_path / "two.txt").write_text(SOUND, encoding="utf-8")
    ran = run("lint", "one.txt", "two.txt", "none.txt", "--json")
    said = json.loads(ran.out)
    assert (ran.code, said["breaches"], said["scale"]) == (10, 1, "icd203")
    one, two, none = said["sources"]
    where = one["findings"][0]["where"]
    assert BREACH[where["start"] : where["end"]] == where["quote"]
    assert (two["findings"], none["document"], bool(none["problems"])) == ([], None, True)


def test_the_scale_is_an_option(run: Run, tmp_path: Path) -> None:
    text = "There is a realistic possibility that Poland will sign the treaty by May, because it needs it.\n"
    (tmp_path / "draft.txt").write_text(text, encoding="utf-8")
    assert (run("lint", "draft.txt").code, run("lint", "draft.txt", "--scale", "phia").code) == (10, 0)


@pytest.mark.parametrize(
    ("tokens", "code"), [([], 2), (["--loud"], 2), (["none.txt"], 3), (["draft.txt", "--scale", "x"], 2)]
)
def test_what_cannot_be_checked(run: Run, tmp_path: Path, tokens: list[str], code: int) -> None:
    (tmp_path / "draft.txt").write_text(SOUND, encoding="utf-8")
    assert run("lint", *tokens).code == code
