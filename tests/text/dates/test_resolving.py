"""What expressions mean for a text of Thursday, 21 February 2013; each row is read inside its sentence."""

from datetime import date

import pytest

from sitroom.core import DayRange, day_range
from sitroom.text.dates import DateValue, Direction, find_dates, resolve_date

WRITTEN = day_range(date(2013, 2, 21))

# the expression between the signs ‹ ›, what it means in EDTF, and its TIMEX3 value
PAST = """
He met them on ‹February 21st›.                        | 2013-02-21 | 2013-02-21
He met them on ‹21 February 2013›.                     | 2013-02-21 | 2013-02-21
He met them on ‹Feb. 21, 2013›, in Minsk.              | 2013-02-21 | 2013-02-21
He met them on ‹21.02.2013›.                           | 2013-02-21 | 2013-02-21
He met them on ‹2013-02-21›.                           | 2013-02-21 | 2013-02-21
Updated ‹29-11-2021›                                   | 2021-11-29 | 2021-11-29
Published ‹11/02/89›                                   | 1989-11-02 | 1989-11-02
Published ‹21/02/2013›                                 | 2013-02-21 | 2013-02-21
He left on ‹the 21st of February›.                     | 2013-02-21 | 2013-02-21
He left on ‹Thursday, February 21›.                    | 2013-02-21 | 2013-02-21
He left on ‹March 15th›.                               | 2012-03-15 | 2012-03-15
He left on ‹Monday, 3 December 2012›.                  | 2012-12-03 | 2012-12-03
He left on ‹3 December›.                               | 2012-12-03 | 2012-12-03
On ‹the fourth of July› he left.                       | 2012-07-04 | 2012-07-04
He left on ‹May 3 last year›.                          | 2012-05-03 | 2012-05-03
He left on ‹the 14th›.                                 | 2013-02-14 | 2013-02-14
The attacks of ‹9/11› changed that.                    | 2001-09-11 | 2001-09-11
On ‹February 11th - 20th› he was in Sochi.             | 2013-02-11/2013-02-20 | 2013-02-11/2013-02-20
On ‹February 11th – 20th› he was in Sochi.             | 2013-02-11/2013-02-20 | 2013-02-11/2013-02-20
He was there ‹11-20 February›.                         | 2013-02-11/2013-02-20 | 2013-02-11/2013-02-20
The summit of ‹28-29 November 2013› failed.            | 2013-11-28/2013-11-29 | 2013-11-28/2013-11-29
He was there from ‹3 to 9 May 2012›.                   | 2012-05-03/2012-05-09 | 2012-05-03/2012-05-09
He was there from ‹March 28 to April 3›.               | 2012-03-28/2012-04-03 | 2012-03-28/2012-04-03
It lasted from ‹20 December to 5 January›.             | 2012-12-20/2013-01-05 | 2012-12-20/2013-01-05
It lasted from ‹December 20, 2011 to January 5, 2012›. | 2011-12-20/2012-01-05 | 2011-12-20/2012-01-05
They met on ‹3 and 4 December›.                        | 2012-12-03/2012-12-04 | 2012-12-03/2012-12-04
It happened between ‹March and June 2014›.             | 2014-03/2014-06 | 2014-03/2014-06
From ‹September 2012-January 2013› it grew.            | 2012-09/2013-01 | 2012-09/2013-01
From ‹November to February 2013› it grew.              | 2012-11/2013-02 | 2012-11/2013-02
From ‹November to January› it grew.                    | 2012-11/2013-01 | 2012-11/2013-01
It grew ‹2005-2013›.                                   | 2005/2013 | 2005/2013
It grew in ‹2011/12›.                                  | 2011/2012 | 2011/2012
The war of ‹1939-45› did it.                           | 1939/1945 | 1939/1945
It grew from ‹2005 to 2013›.                           | 2005/2013 | 2005/2013
He was there from ‹Monday to Wednesday›.               | 2013-02-18/2013-02-20 | 2013-02-18/2013-02-20
She spoke in Dublin in ‹December 2012›.                | 2012-12 | 2012-12
She spoke in ‹December›.                               | 2012-12 | 2012-12
She spoke in ‹March›.                                  | 2012-03 | 2012-03
She spoke in ‹May›.                                    | 2012-05 | 2012-05
She spoke ‹last December›.                             | 2012-12 | 2012-12
She spoke ‹last February›.                             | 2012-02 | 2012-02
She spoke in ‹June last year›.                         | 2012-06 | 2012-06
It was ‹2013-02›.                                      | 2013-02 | 2013-02
It rose in ‹the third quarter›.                        | 2012-07/2012-09 | 2012-Q3
It rose in ‹the first quarter of 2013›.                | 2013-01/2013-03 | 2013-Q1
It rose in ‹the fourth quarter of last year›.          | 2012-10/2012-12 | 2012-Q4
It rose in ‹Q3›.                                       | 2012-07/2012-09 | 2012-Q3
It rose in ‹Q3 2011›.                                  | 2011-07/2011-09 | 2011-Q3
It rose in ‹H1 2014›.                                  | 2014-01/2014-06 | 2014-H1
It rose in ‹the second half of 1989›.                  | 1989-07-01/1989-12-31 | 1989-H2
In ‹autumn 2013› it fell.                              | 2013-23 | 2013-FA
In ‹the spring of 2012› it fell.                       | 2012-21 | 2012-SP
‹Last spring› it fell.                                 | 2012-21 | 2012-SP
In ‹the summer› it fell.                               | 2012-22 | 2012-SU
In ‹winter 2012/13› it fell.                           | 2012-24 | 2012-WI
In ‹early 2012› it fell.                               | 2012-01-01/2012-04-30 | 2012
In ‹mid-2012› it fell.                                 | 2012-05-01/2012-08-31 | 2012
In ‹late 1989› it fell.                                | 1989-09-01/1989-12-31 | 1989
In ‹late February› it fell.                            | 2013-02-21/2013-02-28 | 2013-02
In ‹early February› it fell.                           | 2013-02-01/2013-02-10 | 2013-02
In ‹mid-January› it fell.                              | 2013-01-11/2013-01-20 | 2013-01
At ‹the end of November› it fell.                      | 2012-11-21/2012-11-30 | 2012-11
At ‹the beginning of 2012› it fell.                    | 2012-01-01/2012-01-31 | 2012
At ‹the end of 2012› it fell.                          | 2012-12-01/2012-12-31 | 2012
At ‹the beginning of the year› it fell.                | 2013-01-01/2013-01-31 | 2013
At ‹the turn of the year› it fell.                     | 2012-12-17/2013-01-15 | 2013
In ‹the first week of February› it fell.               | 2013-02-01/2013-02-07 | 2013-02
In ‹the last week of January› it fell.                 | 2013-01-25/2013-01-31 | 2013-01
In ‹the 1990s› it fell.                                | 199X | 199
In ‹the early 1990s› it fell.                          | 1990-01-01/1993-12-31 | 199
In ‹the nineties› it fell.                             | 199X | 199
In ‹the late '80s› it fell.                            | 1987-01-01/1989-12-31 | 198
In ‹the twentieth century› it fell.                    | 19XX | 19
In ‹the 19th century› it fell.                         | 18XX | 18
It fell in ‹2012›.                                     | 2012 | 2012
It fell (‹2012›).                                      | 2012 | 2012
The ‹2012› elections were lost.                        | 2012 | 2012
In ‹'89› it fell.                                      | 1989 | 1989
In ‹nineteen ninety-six› it fell.                      | 1996 | 1996
In ‹the year two thousand› it fell.                    | 2000 | 2000
In ‹fiscal 2012› it fell.                              | 2012 | 2012
‹Last week› it fell.                                   | 2013-02-11/2013-02-17 | 2013-W07
‹Late this week› it fell.                              | 2013-02-21/2013-02-24 | 2013-W08
‹Last month› it fell.                                  | 2013-01 | 2013-01
‹Last year› it fell.                                   | 2012 | 2012
‹This year› it fell.                                   | 2013 | 2013
‹Earlier this year› it fell.                           | 2013-01-01/2013-02-21 | 2013
At ‹the end of last month› it fell.                    | 2013-01-21/2013-01-31 | 2013-01
In ‹the latest quarter› it fell.                       | 2012-10/2012-12 | 2012-Q4
Over ‹the weekend› it fell.                            | 2013-02-16/2013-02-17 | 2013-W07-WE
‹Two weeks ago› it fell.                               | 2013-02-04/2013-02-10 | 2013-W06
‹Some three weeks ago› it fell.                        | 2013-01-28/2013-02-03 | 2013-W05
‹The week before last› it fell.                        | 2013-02-04/2013-02-10 | 2013-W06
‹Three days ago› it fell.                              | 2013-02-18 | 2013-02-18
‹Six months ago› it fell.                              | 2012-08 | 2012-08
‹A year ago› it fell.                                  | 2012 | 2012
‹A decade ago› it fell.                                | 2003 | 2003
‹Years ago› it fell.                                   | ../2013-02-21 | PAST_REF
The ‹year-earlier› figure was lower.                   | 2012 | 2012
‹Yesterday› it fell.                                   | 2013-02-20 | 2013-02-20
It fell ‹today›.                                       | 2013-02-21 | 2013-02-21
‹The day before yesterday› it fell.                    | 2013-02-19 | 2013-02-19
‹Last night› it fell.                                  | 2013-02-20 | 2013-02-20TNI
‹This morning› it fell.                                | 2013-02-21 | 2013-02-21TMO
It fell on ‹Monday›.                                   | 2013-02-18 | 2013-02-18
It fell on ‹Thursday›.                                 | 2013-02-21 | 2013-02-21
It fell ‹last Tuesday›.                                | 2013-02-19 | 2013-02-19
It fell ‹last Thursday›.                               | 2013-02-14 | 2013-02-14
It fell on ‹Wednesday morning›.                        | 2013-02-20 | 2013-02-20TMO
Over ‹the past six months› it fell.                    | 2012-08-21/2013-02-21 | P6M
In ‹the last few days› it fell.                        | ../2013-02-21 | PXD
In ‹recent years› it fell.                             | ../2013-02-21 | PXY
He stayed for ‹three weeks›.                           |  | P3W
He stayed ‹two years›.                                 |  | P2Y
He made a ‹10-day› trip.                               |  | P10D
He stayed ‹several months›.                            |  | PXM
He stayed ‹half a year›.                               |  | P6M
He stayed ‹a year and a half›.                         |  | P1Y6M
He stayed for ‹2 1/2 years›.                           |  | P2Y6M
He stayed for ‹twenty-five years›.                     |  | P25Y
He stayed for ‹more than two years›.                   |  | P2Y
He stayed for ‹two decades›.                           |  | P20Y
He stayed for ‹years›.                                 |  | PXY
He stayed for ‹hundreds of years›.                     |  | PXY
He stayed for ‹ten hours›.                             |  | PT10H
For the first time in ‹two years› he spoke.            |  | P2Y
In ‹the first six months of 2012› it fell.             | 2012-01-01/2012-06-30 | P6M
They met ‹every Monday›.                               |  | XXXX-WXX-1
They met on ‹Tuesday nights›.                          |  | XXXX-WXX-2TNI
They met on ‹Mondays›.                                 |  | XXXX-WXX-1
They met ‹annually›.                                   |  | P1Y
They met ‹each year›.                                  |  | P1Y
They met ‹monthly›.                                    |  | P1M
They met ‹twice a week›.                               |  | P1W
They met ‹every two weeks›.                            |  | P2W
They met ‹every other day›.                            |  | P2D
The clashes were ‹daily›.                              |  | P1D
They are ‹now› allies.                                 | 2013-02-21 | PRESENT_REF
They are ‹currently› allies.                           | 2013-02-21 | PRESENT_REF
They are at ‹present› allies.                          | 2013-02-21 | PRESENT_REF
They ‹recently› met.                                   | ../2013-02-21 | PAST_REF
In ‹the past›, they met.                               | ../2013-02-21 | PAST_REF
It began at ‹10:30 a.m.›                               | 2013-02-21 | 2013-02-21T10:30
It began at ‹1500 GMT›.                                | 2013-02-21 | 2013-02-21T15:00
It began at ‹9 a.m. Monday›.                           | 2013-02-18 | 2013-02-18T09:00
It began at ‹noon Wednesday›.                          | 2013-02-20 | 2013-02-20T12:00
Updated at ‹13:33,29-11-2021›                          | 2021-11-29 | 2021-11-29T13:33
At ‹5 p.m. EST, Feb. 6› it ended.                      | 2013-02-06 | 2013-02-06T17:00
He spoke on ‹Christmas›.                               | 2012-12-25 | 2012-12-25
He spoke on ‹New Year's Eve›.                          | 2012-12-31 | 2012-12-31
He spoke on ‹New Year's Day 2013›.                     | 2013-01-01 | 2013-01-01
"""

FUTURE = """
They will meet on ‹March 15th›.                        | 2013-03-15 | 2013-03-15
They will meet on ‹January 15›.                        | 2014-01-15 | 2014-01-15
They will meet in ‹January›.                           | 2014-01 | 2014-01
They will meet by ‹mid-March›.                         | 2013-03-11/2013-03-20 | 2013-03
They will meet in ‹February›.                          | 2013-02 | 2013-02
They will meet ‹next June›.                            | 2013-06 | 2013-06
They will meet on ‹Monday›.                            | 2013-02-25 | 2013-02-25
They will meet ‹next Friday›.                          | 2013-02-22 | 2013-02-22
They will meet on ‹Monday next week›.                  | 2013-02-25 | 2013-02-25
They will meet ‹tomorrow›.                             | 2013-02-22 | 2013-02-22
They will meet ‹tonight›.                              | 2013-02-21 | 2013-02-21TNI
They will meet ‹the day after tomorrow›.               | 2013-02-23 | 2013-02-23
They will meet ‹next month›.                           | 2013-03 | 2013-03
They will meet ‹early next week›.                      | 2013-02-25/2013-02-26 | 2013-W09
They will meet ‹later this year›.                      | 2013-02-21/2013-12-31 | 2013
They will meet ‹this summer›.                          | 2013-22 | 2013-SU
They will meet in ‹two weeks›.                         | 2013-03-04/2013-03-10 | 2013-W10
They will meet within ‹two weeks›.                     | 2013-02-21/2013-03-07 | P2W
They will meet within ‹the next two weeks›.            | 2013-02-21/2013-03-07 | P2W
In ‹the coming three weeks› they will meet.            | 2013-02-21/2013-03-14 | P3W
In ‹the coming weeks› they will meet.                  | 2013-02-21/.. | PXW
In ‹the months to come› they will meet.                | 2013-02-21/.. | PXM
They will meet ‹two months from now›.                  | 2013-04 | 2013-04
They will meet in ‹six to nine months›.                |  | PXM
They will meet ‹the month after next›.                 | 2013-04 | 2013-04
They will meet ‹soon›.                                 | 2013-02-21/.. | FUTURE_REF
They will meet in ‹the near future›.                   | 2013-02-21/.. | FUTURE_REF
They will meet in ‹the fourth quarter›.                | 2013-10/2013-12 | 2013-Q4
They will meet from ‹Monday to Wednesday›.             | 2013-02-25/2013-02-27 | 2013-02-25/2013-02-27
They will meet from ‹28 February to 2 March›.          | 2013-02-28/2013-03-02 | 2013-02-28/2013-03-02
"""


def rows(table: str) -> list[tuple[str, str, str]]:
    return [tuple(cell.strip() for cell in line.split("|")) for line in table.strip().splitlines()]  # type: ignore[misc]


def read(marked: str, **frame: object) -> DateValue:
    text, quote = marked.replace("‹", "").replace("›", ""), marked.partition("‹")[2].partition("›")[0]
    mentions = find_dates(text)
    assert quote in [mention.quote for mention in mentions]
    mention = next(mention for mention in mentions if mention.quote == quote)
    return resolve_date(mention, **{"reference": WRITTEN, **frame})  # type: ignore[arg-type]


@pytest.mark.parametrize(("marked", "edtf", "timex"), rows(PAST))
def test_what_happened_is_dated_before_the_writing(marked: str, edtf: str, timex: str) -> None:
    value = read(marked, direction="past")
    assert (value.edtf, value.timex_value) == (edtf, timex)


@pytest.mark.parametrize(("marked", "edtf", "timex"), rows(FUTURE))
def test_what_will_happen_is_dated_after_the_writing(marked: str, edtf: str, timex: str) -> None:
    value = read(marked, direction="future")
    assert (value.edtf, value.timex_value) == (edtf, timex)


@pytest.mark.parametrize(
    ("marked", "edtf"),
    [
        ("on ‹December 20›", "2012-12-20"),
        ("on ‹March 15›", "2013-03-15"),
        ("in ‹August›", "2013-08"),  # 161 days ahead; the last one ended 174 days before
        ("on ‹Saturday›", "2013-02-23"),
        ("on ‹29 February›", "2012-02-29"),
        ("on ‹Friday, March 1›", "2013-03-01"),
    ],
)
def test_without_a_tense_the_nearest_day_is_meant(marked: str, edtf: str) -> None:
    assert read(marked).edtf == edtf


def test_a_weekday_picks_the_year() -> None:
    assert read("on ‹Friday, February 21›").edtf == "2014-02-21"


@pytest.mark.parametrize(
    ("marked", "edtf"),
    [
        ("on ‹June 3›", "2010-06-03"),
        ("on ‹that day›", "2010-05-12"),
        ("on ‹the same day›", "2010-05-12"),
        ("in ‹the previous month›", "2010-04"),
        ("in ‹the following week›", "2010-05-17/2010-05-23"),
        ("‹a day earlier›", "2010-05-11"),
        ("‹three days later›", "2010-05-15"),
        ("‹the next day›", "2010-05-13"),
        ("on ‹the 21st›", "2010-05-21"),
        ("at ‹the end of the year›", "2010-12-01/2010-12-31"),
        ("‹last week›", "2013-02-11/2013-02-17"),
    ],
)
def test_anaphora_counts_from_the_day_that_the_text_is_at(marked: str, edtf: str) -> None:
    assert read(marked, near=date(2010, 5, 12)).edtf == edtf


@pytest.mark.parametrize(
    ("marked", "edtf", "timex"),
    [
        ("on ‹February 21st›", "XXXX-02-21", "XXXX-02-21"),
        ("in ‹December›", "XXXX-12", "XXXX-12"),
        ("on ‹Monday›", "", "XXXX-WXX-1"),
        ("‹last week›", "", "XXXX-WXX"),
        ("on ‹February 11th - 20th›", "XXXX-02-11/XXXX-02-20", "XXXX-02-11/XXXX-02-20"),
        ("in ‹the third quarter›", "", "XXXX-Q3"),
        ("in ‹the coming three weeks›", "", "P3W"),
    ],
)
def test_without_days_of_writing_it_stays_open_and_says_why(marked: str, edtf: str, timex: str) -> None:
    value = read(marked, reference=DayRange())
    assert (value.days, value.edtf, value.timex_value) == (DayRange(), edtf, timex)
    assert "not known" in value.basis


def test_a_range_of_days_of_writing_gives_a_range_of_ends() -> None:
    value = read("in ‹the coming three weeks›", reference=day_range(date(2013, 2, 21), date(2013, 3, 14)))
    assert value.days == day_range(date(2013, 2, 21), date(2013, 3, 14))
    assert value.end_range == day_range(date(2013, 3, 14), date(2013, 4, 4))
    assert value.basis == "3 weeks from the day of writing (2013-02-21 at the earliest)"
    assert value.closes


@pytest.mark.parametrize(
    ("marked", "direction", "edtf"),
    [
        ("on ‹February 21st›", "past", "2013-02-21"),
        ("on ‹March 10›", "past", "2013-03-10"),
        ("on ‹March 15th›", "future", "2013-03-15"),
        ("on ‹February 20›", "future", "2014-02-20"),
    ],
)
def test_a_yearless_day_is_one_for_all_days_of_writing(marked: str, direction: Direction, edtf: str) -> None:
    value = read(marked, reference=day_range(date(2013, 2, 21), date(2013, 3, 14)), direction=direction)
    assert (value.edtf, value.end_range) == (edtf, None)


def test_a_deadline_closes() -> None:
    assert read("by ‹mid-March›", direction="future").closes
    assert not read("since ‹mid-March›").closes


@pytest.mark.parametrize("marked", ["‹9999 years from now›", "‹5,000 years ago›", "‹30 centuries ago›"])
def test_what_lies_outside_of_the_calendar_is_open(marked: str) -> None:
    assert read(marked).days == DayRange()


@pytest.mark.parametrize(
    ("marked", "kind"),
    [("on ‹Monday›", "DATE"), ("on ‹Monday night›", "TIME"), ("for ‹two days›", "DURATION"), ("‹every day›", "SET")],
)
def test_kinds_are_those_of_timeml(marked: str, kind: str) -> None:
    assert read(marked).timex_type == kind
