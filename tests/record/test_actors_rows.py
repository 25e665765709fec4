"""Rows of a holders list: each is read, or handed back with its line and the reason."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitroom.core import InputError
from sitroom.record import HolderList, read_holders

TODAY = date(2022, 10, 1)
HEADER = "jurisdiction,position,person,personID,start,end"


def listed(*rows: str, header: str = HEADER) -> HolderList:
    return read_holders("\n".join([header, *rows]).encode(), today=TODAY)


def test_a_row_is_a_person_in_an_office() -> None:
    (row,) = listed("belarus,President,Alexander Lukashenko,Q2866,1994-07-20,").rows
    assert (row.line, row.country, row.position, row.person) == (2, "BLR", "President", "Alexander Lukashenko")
    assert (row.days.start, row.days.end) == (date(1994, 7, 20), None)


@pytest.mark.parametrize(
    ("jurisdiction", "country"),
    [
        ("us", "USA"),
        ("united-kingdom", "GBR"),
        ("South Korea", "KOR"),
        ("UKR", "UKR"),
        ("world", None),
        ("georgia", "GEO"),
    ],
)
def test_a_jurisdiction_is_a_slug_a_name_or_a_code(jurisdiction: str, country: str | None) -> None:
    (row,) = listed(f"{jurisdiction},Minister,A Person,Q1,2001,2003").rows
    assert row.country == country


def test_a_month_and_a_year_are_days_too() -> None:
    (row,) = listed("belarus,Minister of Education,A Person,Q1,2006-05,2018").rows
    assert (row.days.start, row.days.end) == (date(2006, 5, 1), date(2018, 12, 31))
    assert row.surely == (date(2006, 5, 31), date(2018, 1, 1))


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("belarus,Minister,A Person,Q1,2012-13-45,", "no day"),
        ("belarus,Minister,A Person,Q1,2013-02-30,", "no day"),
        ("belarus,Minister,A Person,Q1,last May,", "no day"),
        ("belarus,Minister,A Person,Q1,20222,", "no day"),
        ("belarus,Minister,A Person,Q1,,2001", "no start"),
        ("belarus,Minister,A Person,Q1,2005,2003", "before it begins"),
        ("belarus,Minister,A Person,Q1,2035-01-01,", "year ahead"),
        ("belarus,Minister,A Person,Q1,0900,", "years from 1500"),
        ("atlantis,Minister,A Person,Q1,2001,", "no one country"),
        ("congo,Minister,A Person,Q1,2001,", "no one country"),
        ("belarus,,A Person,Q1,2001,", "position is empty"),
        ("belarus,Minister,,Q1,2001,", "person is empty"),
        ("belarus,Minister,A Person,,2001,", "personID is empty"),
        ("belarus,Minister,A Person,Q 1,2001,", "no identifier"),
        ("belarus,Minister,12345,Q1,2001,", "no letter"),
        ("belarus,Minister,=HYPERLINK(1),Q1,2001,", "formula"),
        ("belarus,@SUM(1),A Person,Q1,2001,", "formula"),
        ("belarus,Minister,A\u202ePerson,Q1,2001,", "do not print"),
        ("belarus,Minister,A\x1b[2JPerson,Q1,2001,", "do not print"),
        (f"belarus,Minister,{'x' * 300},Q1,2001,", "300 characters"),
        ("belarus,Minister,A Person,Q1", "4 cells"),
        ('belarus,"Minister,A Person,Q1,2001,', "quotes do not close"),
    ],
)
def test_a_row_that_cannot_be_read_is_handed_back(row: str, reason: str) -> None:
    found = listed(row, "belarus,Minister,A Person,Q1,2001,2003")
    (rejected,) = found.rejected
    assert (rejected.line, rejected.text) == (2, row)
    assert reason in rejected.reason
    assert [one.line for one in found.rows] == [3]


def test_a_line_in_another_encoding_costs_only_itself() -> None:
    raw = HEADER.encode() + b"\nbelarus,Minister,Ren\xe9,Q1,2001,\nbelarus,Minister,Anna,Q2,2001,\n"
    found = read_holders(raw, today=TODAY)
    assert [(one.line, "UTF-8" in one.reason) for one in found.rejected] == [(2, True)]
    assert [one.person for one in found.rows] == ["Anna"]


@pytest.mark.parametrize("mark", [";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_other_marks_and_line_ends_are_read(mark: str, end: str) -> None:
    raw = ("\ufeff" + end.join([HEADER, "belarus,Minister,A Person,Q1,2001,"])).replace(",", mark).encode()
    assert len(read_holders(raw, today=TODAY).rows) == 1


def test_columns_may_stand_in_any_order_beside_others() -> None:
    header = "note,end,start,personid,Person,POSITION,jurisdiction"
    (row,) = listed("seen,2003,2001,Q1,A Person,Minister,belarus", header=header).rows
    assert (row.person, row.start, row.end) == ("A Person", "2001", "2003")


def test_blank_lines_are_no_rows() -> None:
    found = listed("", "belarus,Minister,A Person,Q1,2001,", "   ", ",,,,,")
    assert (found.count, found.rows[0].line) == (1, 3)


def test_the_list_speaks_until_the_last_day_that_it_names() -> None:
    found = listed("belarus,Minister,A Person,Q1,2001,2003-05-04", "belarus,Minister,B Person,Q2,2003-05-04,2027-01-01")
    assert found.last_day == date(2003, 5, 4)
    assert listed().last_day is None


@pytest.mark.parametrize("raw", [b"", b"name,office\n", b"\0\0", HEADER.replace("start", "end").encode()])
def test_a_file_without_the_header_is_no_list(raw: bytes) -> None:
    with pytest.raises(InputError):
        read_holders(raw, today=TODAY)


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r\n\0"), max_size=60), max_size=8))
def test_every_line_is_a_row_a_reject_or_blank(lines: list[str]) -> None:
    found = listed(*lines)
    there = sum(bool(line.strip(" \t,")) for line in lines)
    assert found.count == there
