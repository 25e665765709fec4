"""Quoted rows: a line break in quotation marks starts no row, and a stray quotation mark swallows none."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitroom.history.importing.quoted_rows import RowShape, quoted_rows


def cells(text: str, delimiter: str = ",", *, quoted: bool = True, least: int = 4) -> list[list[str]]:
    shape = RowShape(delimiter, least, 4, quoted, lambda row: row[0].isdecimal())
    return [row for _, _, row in quoted_rows(io.StringIO(text, newline=""), shape)]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ('1,2,"a\nb",4\n5,6,7,8\n', [["1", "2", "a\nb", "4"], ["5", "6", "7", "8"]]),
        ('1,2,3,"dear\nb, c, d, e"\n', [["1", "2", "3", "dear\nb, c, d, e"]]),
        ('1,"a\nb","c\n\nd",4\n', [["1", "a\nb", "c\n\nd", "4"]]),
        ('1,2,"lone,4\n5,6,7,8\n', [["1", "2", '"lone', "4"], ["5", "6", "7", "8"]]),
        (
            '1,2,"lone,4\n5,6,"x, y",8\n5,6,end",8\n',
            [["1", "2", '"lone', "4"], ["5", "6", "x, y", "8"], ["5", "6", 'end"', "8"]],
        ),
        ('1,2,"a"b,4\n', [["1", "2", '"a"b', "4"]]),
        ('1,2,"lone\n5,6",7,8\n', [["1", "2", '"lone'], ["5", '6"', "7", "8"]]),
    ],
)
def test_between_commas_a_quoted_cell_may_go_over_lines(text: str, rows: list[list[str]]) -> None:
    assert cells(text) == rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ('1\t2\t"a\nb"\t4\n', [["1", "2", "a\nb", "4"]]),
        ('1\t2\t3\t"a\nb"\n', [["1", "2", "3", "a\nb"]]),
        ('1\t2\t"x"\t4\n', [["1", "2", '"x"', "4"]]),
        ('1\t2\t"lone\t4\n5\t6\t7"\t8\n', [["1", "2", '"lone', "4"], ["5", "6", '7"', "8"]]),
        ('1\t2\t"lone\n1\t2\t3\t4\n1\t2\t3"\t4\n', [["1", "2", '"lone'], ["1", "2", "3", "4"], ["1", "2", '3"', "4"]]),
    ],
)
def test_between_tabs_only_a_line_break_is_quoted_and_rows_stay_rows(text: str, rows: list[list[str]]) -> None:
    assert cells(text, "\t", quoted=False) == rows


@given(st.lists(st.lists(st.text(st.sampled_from('ab",\n\r '), max_size=6), min_size=4, max_size=4), max_size=5))
def test_what_a_writer_of_comma_separated_rows_wrote_is_read(rows: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(rows)
    assert cells(text.getvalue()) == rows


@given(st.text(st.sampled_from('ab"\t\n'), max_size=40))
def test_no_line_is_lost(text: str) -> None:
    found = list(quoted_rows(io.StringIO(text, newline=""), RowShape("\t", 2, 2, quoted=False)))
    assert sum(lines for _, lines, _ in found) == len(text.splitlines())
    assert [first for first, _, _ in found] == [1 + sum(one[1] for one in found[:at]) for at in range(len(found))]
