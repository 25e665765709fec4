"""The commands on actors: what a name is, and lists of officeholders taken in and taken back."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import Run

HEADER = "jurisdiction,position,person,personID,start,end\n"
JUSTICE = "belarus,Minister of Justice,Oleg Slizhevsky,Q17116258,2011-01-04,2013-08-01\n"


@pytest.fixture
def holders(tmp_path: Path) -> Path:
    path = tmp_path / "holders.csv"
    path.write_text(HEADER + JUSTICE, encoding="utf-8")
    return path


def test_find_lists_every_reading_and_says_which_is_taken(run: Run) -> None:
    ran = run("actors", "find", "Clinton", "--on", "2011-05-04")
    assert (ran.code, ran.err) == (0, "")
    header, first, *rest, last = [line.split("\t") for line in ran.out.splitlines()]
    assert header == ["taken", "kind", "id", "name", "what", "when", "source"]
    assert first[:5] == ["*", "person", "hillary-clinton", "Hillary Clinton", "Secretary of State"]
    assert first[-1].startswith("world.csv:")
    assert [row[2] for row in rest] == ["bill-clinton"]
    assert last[0].startswith("taken on 4 May 2011: hillary-clinton; Secretary of State")


def test_find_as_json_is_one_object(run: Run) -> None:
    said = json.loads(run("actors", "find", "Georgia", "--json").out)
    assert (said["name"], said["on"], said["taken"], said["near"]) == ("Georgia", None, "georgia", [])
    assert {one["id"] for one in said["readings"]} >= {"georgia", "georgia-us-state"}


def test_an_unknown_name_offers_near_ones(run: Run) -> None:
    ran = run("actors", "find", "Vladimir Vakulchik", "--on", "2013-02-21")
    assert ran.code == 0
    assert "known is Valery Vakulchik (valery-vakulchik), KGB Chairman 16 Nov 2012" in ran.out
    assert ran.out.rstrip().endswith("; not applied")


def test_what_the_day_does_not_tell_is_not_settled(run: Run) -> None:
    assert "not settled: Korea; it stays open" in run("actors", "find", "Korea").out


def test_find_makes_no_desk(run: Run, tmp_path: Path) -> None:
    run("actors", "find", "Belarus")
    assert not (tmp_path / "desk").exists()


def test_import_reports_its_counts_and_how_to_take_it_back(run: Run, holders: Path) -> None:
    ran = run("actors", "import", holders)
    assert ran.code == 0
    assert "new: 1\n" in ran.out
    assert "without a kind of office: 1 rows in 1 positions, kept as titles (Minister of Justice)" in ran.out
    assert "`sitroom actors forget 1`" in ran.out
    again = run("actors", "import", holders, "--json")
    assert (again.code, json.loads(again.out)["added"], json.loads(again.out)["known"]) == (0, 0, 1)


def test_an_import_with_rejected_rows_is_1(run: Run, holders: Path) -> None:
    holders.write_text(HEADER + JUSTICE + "atlantis,King,A Person,Q1,2001,\n", encoding="utf-8")
    ran = run("actors", "import", holders, "--json")
    said = json.loads(ran.out)
    assert (ran.code, ran.err, said["rejected"]) == (1, "", 1)
    assert Path(said["reject_file"]).is_file()


def test_differing_rows_are_shown(run: Run, holders: Path) -> None:
    row = "belarus,Prime Minister,Sergey Ling,Q631311,1996-11-18,2001-02-18\n"
    holders.write_text(HEADER + row * 1 + JUSTICE, encoding="utf-8")
    ran = run("actors", "import", holders)
    assert "differing: 1\n" in ran.out
    assert "2\tSergey Ling\tPrime Minister\t1996-11-18/2001-02-18\ton record for Sergey Ling" in ran.out


def test_forget_takes_an_import_back_and_lists_them(run: Run, holders: Path) -> None:
    run("actors", "import", holders)
    assert json.loads(run("actors", "forget", "--json").out)["imports"][0]["in_use"] is True
    assert "out of use" in run("actors", "forget", "holders.csv").out
    assert run("actors", "forget").out.splitlines()[1].split("\t")[-1] == "no"
    assert json.loads(run("actors", "find", "Oleg Slizhevsky", "--json").out)["taken"] is None


@pytest.mark.parametrize(
    ("tokens", "code"),
    [
        (["actors", "find"], 2),
        (["actors", "find", "Kim", "--on", "soon"], 2),
        (["actors", "import", "nowhere.csv"], 3),
        (["actors", "import", "holders.csv", "--known-to", "soon"], 2),
        (["actors", "forget", "9"], 2),
    ],
)
def test_what_cannot_be_done_is_one_json_object_on_stderr(
    run: Run, holders: Path, tokens: list[str], code: int
) -> None:
    ran = run(*tokens, "--json")
    assert (ran.code, ran.out, json.loads(ran.err)["exit_code"]) == (code, "", code)


def test_help_and_find_load_no_parser() -> None:
    script = "import sys; from sitroom.cli import main; main(sys.argv[1:])"
    for words in (["--help"], ["actors", "find", "Georgia"]):
        probe = f"import atexit, sys; atexit.register(lambda: print('spacy' in sys.modules)); {script}"
        done = subprocess.run(
            [sys.executable, "-c", probe, *words], capture_output=True, text=True, check=True, timeout=60
        )
        assert done.stdout.splitlines()[-1] == "False"
