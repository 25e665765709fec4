"""``sitroom history aggregate``: a table of counts in a file."""

import json
from pathlib import Path

import pytest

from .conftest import Run

ROWS = """event_id,occurred_on,actor_country,recipient_country,cameo,date_precision
a1,2013-05-06,ARM,RUS,040,day
a2,2013-05-08,ARM,RUS,042,day
a3,2013-05-20,,ARM,130,day
a4,2013-05-01,RUS,ARM,130,month
"""


@pytest.fixture
def imported(run: Run, tmp_path: Path) -> Run:
    (tmp_path / "events.csv").write_text(ROWS, encoding="utf-8")
    run("history", "import", "table", "events.csv", "--source", "mine")
    return run


def test_weeks_and_dyads_go_to_a_file_with_their_nulls(imported: Run, tmp_path: Path) -> None:
    ran = imported("history", "aggregate", "--source", "mine", "--out", "out.csv")
    assert (ran.code, ran.err) == (0, "")
    assert "left out: 1 rows" in ran.out
    lines = (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()
    assert lines[1:] == ['2013-05-06,"ARM","RUS",1,2,2.9,2,', '2013-05-20,,"ARM",3,1,-4.4,1,']


def test_json_says_what_was_counted(imported: Run, tmp_path: Path) -> None:
    words = ("--by", "month", "--per", "country", "--to", "2013-05-08", "--as-of", "2013-06-01", "--json")
    ran = imported("history", "aggregate", "--source", "mine", "--out", "out.parquet", *words)
    told = json.loads(ran.out)
    assert (told["rows"], told["left_out"], told["engine"], told["as_of"]) == (2, 0, "duckdb", "2013-06-01")
    assert (tmp_path / "out.parquet").stat().st_size > 0


@pytest.mark.parametrize(
    ("words", "said", "code"),
    [
        (("--source", "yours", "--out", "out.csv"), "it has mine", 3),
        (("--source", "mine", "--out", "out.xlsx"), "says no format", 2),
        (("--source", "mine", "--out", "out.csv", "--from", "2014-01-01", "--to", "2013-01-01"), "is after", 2),
    ],
)
def test_what_cannot_be_counted_is_said(imported: Run, words: tuple[str, ...], said: str, code: int) -> None:
    ran = imported("history", "aggregate", *words)
    assert (ran.code, said in ran.err) == (code, True)
    assert not Path("out.csv").exists()
