"""What a piece with digits in it can be."""

from datetime import date

import pytest

from sitroom.text.dates.durations import moved, period
from sitroom.text.dates.holidays import holiday
from sitroom.text.dates.numerals import date_value, full_year, numeral_names, years_value
from sitroom.text.dates.spelled import spelled_count, spelled_year


@pytest.mark.parametrize(
    ("piece", "day"),
    [
        ("2013-02-21", date(2013, 2, 21)),
        ("21.02.13", date(2013, 2, 21)),
        ("21-2-2013", date(2013, 2, 21)),
        ("2/21/2013", date(2013, 2, 21)),
        ("21/2/2013", date(2013, 2, 21)),
        ("3/4/2013", date(2013, 3, 4)),
        ("3.4.2013", date(2013, 4, 3)),
        ("1.2.13", None),
        ("31.02.2013", None),
        ("1-1-1", None),
        ("10.0.0.1", None),
    ],
)
def test_numeric_dates(piece: str, day: date | None) -> None:
    assert date_value(piece) == day


@pytest.mark.parametrize(
    ("piece", "years"),
    [
        ("2005-2013", (2005, 2013)),
        ("2011-12", (2011, 2012)),
        ("2011-02", None),
        ("1999/00", (1999, 2000)),
        ("2013-2005", None),
    ],
)
def test_pairs_of_years(piece: str, years: tuple[int, int] | None) -> None:
    assert years_value(piece) == years


@pytest.mark.parametrize("piece", ["", "1" * 30, "1-1-1-1", "12:99:99", "3½", "²", "٣", "1/0", "99th's", "25:00"])
def test_no_piece_breaks_the_reading(piece: str) -> None:
    if piece:
        assert "date" not in numeral_names(piece)


def test_two_digits_belong_to_the_nearer_century() -> None:
    assert (full_year("89"), full_year("'13"), full_year("2013")) == (1989, 2013, 2013)


def test_numbers_in_words() -> None:
    assert [spelled_count(words) for words in ("a hundred", "two and a half", "a couple of", "two or three", "fifteen")] == [
        100, 2.5, 2, None, 15,
    ]  # fmt: skip
    assert [spelled_year(words) for words in ("nineteen eighty-four", "two thousand thirteen", "twenty one")] == [
        1984,
        2013,
        None,
    ]


def test_periods_and_moves() -> None:
    assert [period(1.5, "Y"), period(1.5, "D"), period(0.5, "DE"), period(None, "CE"), period(1, "FN")] == [
        "P1Y6M", "P1.5D", "P5Y", "PXCE", "P2W",
    ]  # fmt: skip
    assert moved(date(2012, 2, 29), 1, "Y") == date(2013, 2, 28)
    assert moved(date(2012, 3, 31), -1, "M") == date(2012, 2, 29)


def test_moving_holidays() -> None:
    assert [holiday("easter", year) for year in (2000, 2013, 2024)] == [
        date(2000, 4, 23),
        date(2013, 3, 31),
        date(2024, 3, 31),
    ]
    assert holiday("thanksgiving", 1999) == date(1999, 11, 25)
