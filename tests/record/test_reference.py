"""The reference date: on which days a text can have been written, and why."""

import pytest

from .answers import read_text

SILENT = "Nothing was signed, and both sides kept silent about the border with the other."
STORY = (
    "On 14 February Vladimir Putin visited Minsk, on 21 February he flew home, and on 22 February Minsk fell silent. "
)


def written(text: str, *, on: str | None = None) -> str:
    return read_text(text, on=on).reference.days.edtf()


def why(text: str) -> str:
    return "; ".join(read_text(text).reference.basis)


def test_a_day_given_from_outside_settles_it() -> None:
    text = "Merkel met Putin on 3 May 2013."
    assert written(text, on="2013-06-01") == "2013-06-01"


def test_days_with_their_year_are_a_floor() -> None:
    text = "Merkel met Putin on 3 May 2013. Lavrov told reporters on 7 June that Moscow would wait."
    assert written(text).startswith("2013-06-07/")
    assert "'7 June' is past" in why(text)


def test_a_month_with_its_year_puts_days_without_one_in_the_next() -> None:
    text = "In December 2012 Clinton criticised Russia. " + STORY + "The two will meet again on 15 March."
    assert written(text) == "2013-02-22/2013-03-14"


def test_what_lies_ahead_is_a_ceiling() -> None:
    text = STORY.replace("February", "February 2013") + "The next round is scheduled for 15 March 2013."
    assert written(text) == "2013-02-22/2013-03-14"


@pytest.mark.parametrize("stamp", ["Last updated 3 May 2021", "Page last modified: 14 June 2019"])
def test_a_stamp_long_after_the_last_day_told_is_set_aside(stamp: str) -> None:
    text = f"{stamp}\n\n{STORY.replace('February', 'February 2013')}{SILENT}"
    assert written(text).startswith("2013-02-22")


def test_a_stamp_that_fits_is_used() -> None:
    assert written(f"Published 6 May 2013\n\nMerkel met Putin on 3 May 2013. {SILENT}") == "2013-05-06"
    assert written(f"Published 6 May 2013\n\nMerkel met Putin on 3 May. {SILENT}") == "2013-05-06"


def test_a_stamp_decides_where_the_text_is_silent() -> None:
    assert written(f"Published 6 May 2013\n\nMerkel met Putin again. {SILENT}") == "2013-05-06"


def test_the_offices_of_those_named_tell_the_year() -> None:
    text = "On 3 May Angela Merkel met Nicolas Sarkozy, Gordon Brown and Dmitry Medvedev."
    assert written(text).startswith(("2008", "2009", "2010"))
    assert "held office together" in why(text)


@pytest.mark.parametrize("text", ["Merkel met Putin on Tuesday.", "Merkel met Putin.", "Merkel met Putin last week."])
def test_weekdays_and_the_like_tell_no_year(text: str) -> None:
    assert written(text) == "../.."


def test_a_year_that_the_weekday_contradicts_is_not_taken() -> None:
    (met,) = read_text("On Tuesday, 3 September, Angela Merkel met Vladimir Putin.").records
    day = met.date.days.start if met.date else None
    assert day is None or day.strftime("%A") == "Tuesday"


def test_every_reference_has_its_reasons() -> None:
    for text in ("Merkel met Putin.", STORY, "Merkel met Putin on 3 May 2013."):
        assert read_text(text).reference.basis
