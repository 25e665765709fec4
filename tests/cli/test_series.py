"""Series and export on the command line."""

import json
from pathlib import Path

import pytest

from sitroom.desk import chronicles

from .conftest import Run


@pytest.fixture
def armenia(run: Run) -> Run:
    assert run("history", "import", "table", chronicles()[0]).code == 0
    return run


def test_a_series_prints_a_line_a_measure(armenia: Run) -> None:
    ran = armenia("history", "series", "Armenia", "Russia", "--by", "month")
    lines = {line.split("\t")[0]: line.split("\t") for line in ran.out.splitlines() if "\t" in line}
    assert ran.code == 0
    assert ran.out.startswith("ARM toward RUS, by month; chronicle-armenia, 23 Jan 2012 - 24 Dec 2013")
    assert lines["rows, verbal cooperation"][1] == "7"
    assert len(lines["rows, verbal cooperation"][2]) == len(lines["Goldstein, mean of a row"][2]) == 24
    assert lines["share of cooperation"][1] == "78% (46% to 95%)"
    assert lines["deeds in cooperation"][2].startswith("not compared")
    assert lines["RUS toward ARM, 1 month after ARM toward RUS"][1] == "no power"


def test_a_third_party_needs_a_second(armenia: Run) -> None:
    assert armenia("history", "series", "Armenia", "--third", "Russia").code == 2
    ran = armenia("history", "series", "Armenia", "EU", "--third", "Russia", "--json")
    told = json.loads(ran.out)
    assert list(told) == ["series", "shares", "words_and_deeds", "reciprocity", "triangularity"]
    assert len(told["triangularity"]["associations"]) == 6


def test_who_is_not_covered_is_told_why_and_it_is_no_failure(armenia: Run) -> None:
    ran = armenia("history", "series", "Fiji")
    assert ran.code == 0
    assert ran.out.startswith("Not covered: chronicle-armenia")
    assert armenia("history", "series", "Ruritania").code == 3
    assert armenia("history", "series", "Armenia", "--source", "icews").code == 3


def test_plots_are_written_beside_each_other(armenia: Run, tmp_path: Path) -> None:
    ran = armenia("history", "series", "Armenia", "Russia", "--by", "month", "--plot", "out/arm.svg", "--json")
    json.loads(ran.out)
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["arm.goldstein.svg", "arm.shares.svg", "arm.svg", "arm.words-and-deeds.svg"]
    assert (tmp_path / "out" / "arm.svg").read_text(encoding="utf-8").startswith("<svg")
    assert armenia("history", "series", "Armenia", "--plot", "arm.pdf").code == 2


def test_an_export_reads_back(armenia: Run, tmp_path: Path) -> None:
    ran = armenia("history", "export", "rows.csv", "--json")
    assert json.loads(ran.out)["rows"] == {"chronicle-armenia": 134}
    again = json.loads(armenia("history", "import", "table", "rows.csv", "--json").out)
    assert (again["rows_added"], again["rows_known"]) == (0, 134)
    assert armenia("history", "export", "rows.xlsx").code == 2
    assert armenia("history", "export", "rows.csv", "--from", "2013-02-01", "--to", "2013-01-01").code == 2


def test_a_tested_claim_is_drawn(armenia: Run, tmp_path: Path) -> None:
    sentence = "Russia cooperates more with Armenia within 3 weeks after Armenian cooperation"
    ran = armenia("test", sentence, "--plot", "claim.svg")
    assert ran.code == 0
    assert (tmp_path / "claim.svg").exists() == ("written: claim.svg" in ran.err)
    assert armenia("test", sentence, "--plot", "claim.png").code == 2
