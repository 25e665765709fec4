"""Exchange: cells that no spreadsheet runs, rows that say the same when read back, calendars that any program reads."""

import csv
import io
from datetime import UTC, date, datetime
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitroom.core import LedgerError
from sitroom.ledger import LedgerInMemory, replay
from sitroom.ledger.calendar import calendar_of
from sitroom.ledger.cells import escaped, restored
from sitroom.ledger.exchange import COLUMNS, flat_rows, read_row

from .builders import ask, forecast, outcome, question

MARKS = "=+-@\t\r"
NOW = datetime(2013, 3, 1, 12, tzinfo=UTC)
COMBINATIONS = [
    f"{apostrophes}{mark}{rest}"
    for apostrophes, mark, rest in product(
        ("", "'", "''", "'''", " "), MARKS,
        ("", "1+1", "cmd|' /C calc'!A0", "SUM(A1:A9)", 'HYPERLINK("x","y")', "=", "'", "\t", ",;", "\n", '"', "é",
         "@@", "-2", "'=1", "\r\n", "a\tb", " ", "+", "0"),
    )
]  # fmt: skip


def test_there_are_600_combinations() -> None:
    assert len(set(COMBINATIONS)) == 600


@pytest.mark.parametrize("start", range(0, 600, 100))
def test_cells_that_a_spreadsheet_would_run_are_escaped_and_restored(start: int) -> None:
    for text in COMBINATIONS[start : start + 100]:
        out = io.StringIO(newline="")
        csv.writer(out, lineterminator="\r\n").writerow([escaped(text), "after"])
        cell, after = next(csv.reader(io.StringIO(out.getvalue(), newline="")))
        assert not cell.startswith(tuple(MARKS)), text
        assert (restored(cell), after) == (text, "after")


@given(st.text())
def test_any_text_comes_back(text: str) -> None:
    assert restored(escaped(text)) == text
    assert not escaped(text).startswith(tuple(MARKS))


def test_a_row_a_forecast_with_its_question_and_outcome() -> None:
    asked, other = question(), question("rec-2", band=None)
    made = LedgerInMemory()
    for proposal in (ask(asked), forecast(asked, 0.6), ask(other), outcome(asked, came_true=True)):
        made.enter(proposal)
    rows = flat_rows(replay(made.entries()))
    assert [(row["question_id"], row["by"], row["outcome"]) for row in rows] == [
        (asked.id, "author", "yes"), (asked.id, "sitroom", "yes"), (other.id, None, None),
    ]  # fmt: skip
    assert all(list(row) == list(COLUMNS) for row in rows)


def test_a_row_says_the_same_when_it_is_read_back() -> None:
    asked = question(scale="icd203", source="icews", topic="minsk")
    made = LedgerInMemory()
    made.enter(ask(asked))
    (row,) = flat_rows(replay(made.entries()))
    read = read_row(row, today=date(2020, 1, 1))
    assert read.question == asked
    assert read.forecast is not None
    assert (read.forecast.by, read.forecast.band) == ("author", (0.8, 0.95))


def test_a_question_and_a_closing_day_are_enough() -> None:
    read = read_row({"question": "Will they meet?", "closes_on": "2013-03-15"}, today=date(2013, 3, 1))
    assert (read.question.resolver, read.question.by, read.forecast, read.outcome) == ("person", "user", None, None)
    assert read.question.opens_on.edtf() == "2013-03-01"


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"question": ""}, "no question"),
        ({"closes_on": ""}, "no closing day"),
        ({"closes_on": "15 March"}, "closes_on is a day"),
        ({"closes_on": "2013-03-15/2013-03-01"}, "closes_on is a day"),
        ({"probability": "60%"}, "such as 0.6"),
        ({"probability": "1.2"}, "in \\[0, 1\\]"),
        ({"probability": float("nan")}, "in \\[0, 1\\]"),
        ({"band_low": "0.2"}, "two ends"),
        ({"band_low": "0.4", "band_high": "0.2"}, "below where it starts"),
        ({"rule": "{"}, "rule is JSON"),
        ({"rule": '{"quads": [9]}'}, "quads are 1 to 4"),
        ({"outcome": "perhaps"}, "yes, no or void"),
        ({"outcome": "yes", "known_on": "soon"}, "known_on is an ISO day"),
        ({"stated_on": "now"}, "stated_on is an ISO day"),
        ({"question": 7}, "question is a text"),
        ({"outcome": "yes", "outcome_rows": "{}"}, "list of row ids"),
    ],
)
def test_a_bad_cell_says_what_it_should_be(cells: dict[str, object], why: str) -> None:
    row = {"question": "Will they meet?", "closes_on": "2013-03-15"} | cells
    with pytest.raises(LedgerError, match=why):
        read_row(row, today=date(2013, 3, 1))


# ---------------------------------------------------------------------- calendars
def unfolded(text: str) -> list[str]:
    """Undo what RFC 5545, section 3.1 says of long lines."""
    return text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def unescaped(text: str) -> str:
    out, chars = "", iter(text)
    for char in chars:
        follower = next(chars) if char == "\\" else ""
        out += {"": char, "n": "\n"}.get(follower, follower)
    return out


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]) | st.sampled_from("\n,;\\"), min_size=1))
def test_a_calendar_holds_any_text_in_lines_of_75_octets(text: str) -> None:
    if not text.strip():
        return
    made = LedgerInMemory()
    made.enter(ask(question(text=text)))
    told = calendar_of(replay(made.entries()).standings, now=NOW)
    assert told.endswith("\r\n")
    assert all(len(line.encode()) <= 75 for line in told.split("\r\n"))
    (summary,) = [line for line in unfolded(told) if line.startswith("SUMMARY:")]
    assert unescaped(summary.removeprefix("SUMMARY:")) == f"Closes: {text}"


def test_an_open_question_is_a_day_in_the_calendar_and_a_closed_one_is_not() -> None:
    asked, closed = question(), question("rec-2")
    made = LedgerInMemory()
    for proposal in (ask(asked), forecast(asked, 0.6), ask(closed), outcome(closed, came_true=True)):
        made.enter(proposal)
    lines = unfolded(calendar_of(replay(made.entries()).standings, now=NOW))
    assert [line for line in lines if line.startswith(("UID", "DTSTART", "DTEND", "DTSTAMP"))] == [
        f"UID:{asked.id}@sitroom", "DTSTAMP:20130301T120000Z", "DTSTART;VALUE=DATE:20130404",
        "DTEND;VALUE=DATE:20130405",
    ]  # fmt: skip
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 1
    assert "author 88%\\, sitroom 60%" in next(line for line in lines if line.startswith("DESCRIPTION"))
