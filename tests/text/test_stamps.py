"""Stamps: what a page says of itself, and what it does not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitroom.text import find_stamps

BODY = "\n\nThe ministers met in Minsk. Nothing was signed, and the talks go on.\n"


def stamps_of(text: str) -> list[tuple[str, str]]:
    return [(stamp.kind, str(stamp.day)) for stamp in find_stamps(text)[0]]


def quotes_of(text: str) -> list[str]:
    return [stamp.span.quote for stamp in find_stamps(text)[0] if stamp.span]


def codes_of(text: str) -> list[str]:
    return [problem.code for problem in find_stamps(text)[1]]


@pytest.mark.parametrize(
    ("line", "kind", "day"),
    [
        ("Updated at 13:33,29-11-2021", "updated", "2021-11-29"),
        ("Page last modified: 14 June 2021", "updated", "2021-06-14"),
        ("Last updated 2021-11-29 10:12", "updated", "2021-11-29"),
        ("Last revised 2019-11-07 08:44 UTC", "updated", "2019-11-07"),
        ("This page was last edited on 3 May 2014, at 10:45 (UTC).", "updated", "2014-05-03"),
        ("Last update: 2021-11-29T10:12:00+03:00", "updated", "2021-11-29"),
        ("Retrieved on 1 Feb. 2020", "updated", "2020-02-01"),
        ("Published: March 3, 2019", "published", "2019-03-03"),
        ("Posted on 5 May 2014", "published", "2014-05-05"),
        ("Posted on 5th of May, 2014 by the editors", "published", "2014-05-05"),
        ("First published Tue, 3 Sept 2013 at 9:05 pm", "published", "2013-09-03"),
        ("Date: 12/25/2013", "published", "2013-12-25"),
        ("**Published:** 25/12/2013", "published", "2013-12-25"),
        ("12.03.2013 | 10:45", "published", "2013-03-12"),
        ("Saturday, April 4, 2009", "published", "2009-04-04"),
        ("By A. Analyst | 5 May 2014", "published", "2014-05-05"),
    ],
)
def test_a_stamp_is_read(line: str, kind: str, day: str) -> None:
    assert stamps_of(line + BODY) == [(kind, day)]
    assert stamps_of(BODY.strip() + "\n" + line) == [(kind, day)]


@pytest.mark.parametrize(
    "line",
    [
        "On February 21st, the president asked about the talks.",
        "On 21 February 2013, the president asked about the talks.",
        "Published on 5 May 2014, the report blamed both sides.",
        "Released on 5 May 2014 after a week, the hostages flew home.",
        "21 February",
        "Elections are set for Sunday, March 3, 2019",
        "MINSK, March 3, 2019 - The talks failed.",
        "| brief | 2 September 2013 | a row of a table |",
    ],
)
def test_prose_is_no_stamp(line: str) -> None:
    assert stamps_of(line + BODY) == []


def test_the_span_is_the_whole_stamp() -> None:
    assert quotes_of("\n  Updated at 13:33,29-11-2021  " + BODY) == ["Updated at 13:33,29-11-2021"]
    assert quotes_of("12.03.2013 | 10:45" + BODY) == ["12.03.2013 | 10:45"]


def test_two_stamps_on_one_line() -> None:
    text = "Published: 1 May 2014 | Updated: 2 May 2014" + BODY
    assert stamps_of(text) == [("published", "2014-05-01"), ("updated", "2014-05-02")]


def test_a_label_may_stand_on_the_line_above() -> None:
    assert stamps_of("Last updated:\n5 May 2014" + BODY) == [("updated", "2014-05-05")]


def test_the_day_of_a_kept_copy_is_no_day_of_publication() -> None:
    assert stamps_of("18.02.2024 (archived copy)" + BODY) == [("updated", "2024-02-18")]


def test_the_days_of_a_chronicle_are_no_stamps() -> None:
    text = "1 May 2014\nTalks.\n2 May 2014\nMore talks.\n3 May 2014\nNo talks.\n"
    assert stamps_of(text) == []
    assert stamps_of("Updated: 4 May 2014\n" + text) == [("updated", "2014-05-04")]


def test_a_stamp_in_the_middle_of_a_long_text_is_not_looked_for() -> None:
    assert stamps_of("A line of prose.\n" * 11 + "Posted on 5 May 2014\n" + "A line of prose.\n" * 11) == []


def test_day_and_month_that_could_be_exchanged_are_a_problem() -> None:
    assert stamps_of("Updated: 03/05/2022" + BODY) == [("updated", "2022-05-03")]
    assert codes_of("Updated: 03/05/2022" + BODY) == ["text.stamp-ambiguous"]


@pytest.mark.parametrize("day", ["03-05-2022", "03.05.2022", "2022-05-03", "05/05/2022", "03/25/2022", "25/03/2022"])
def test_other_numeric_days_are_clear(day: str) -> None:
    assert codes_of(f"Updated: {day}" + BODY) == []


def test_an_impossible_day_is_left_out() -> None:
    assert stamps_of("Updated: 31-02-2021" + BODY) == []
    assert codes_of("Updated: 31-02-2021" + BODY) == ["text.stamp-unreadable"]


LABELS = st.sampled_from(["", "Updated ", "Published: ", "Last modified on ", "Posted at 10:12, "])
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))
FORMS = st.sampled_from(["%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%Y", "%d %B %Y", "%B %d, %Y", "%a, %d %b %Y"])
NOISE = st.lists(
    st.sampled_from(["\n", "\r\n", " ", "|", "at ", "13:33", "\u2028", "é", "(", ")", "x", "Updated "])
).map("".join)


@given(LABELS, DAYS, FORMS, NOISE, NOISE)
def test_every_quote_is_the_slice_it_cites(label: str, day: date, form: str, before: str, after: str) -> None:
    text = f"{before}{label}{day.strftime(form)}{after}"
    stamps, problems = find_stamps(text)
    spans = [stamp.span for stamp in stamps if stamp.span] + [problem.where for problem in problems if problem.where]
    assert all(text[span.start : span.end] == span.quote for span in spans)


@given(DAYS, FORMS)
def test_every_day_of_the_calendar_is_read_in_every_form(day: date, form: str) -> None:
    assert [stamp.day for stamp in find_stamps(f"Updated: {day.strftime(form)}{BODY}")[0]] == [day]


@pytest.mark.parametrize(
    "line", ["Khartoum, 12 November 2025", "New York – 12 November 2025", "Port-au-Prince, November 12, 2025"]
)
def test_a_day_behind_a_place_is_a_stamp(line: str) -> None:
    stamps, _ = find_stamps(f"# The truce frays\n\n{line}\n\nThe army has not signed.\n")
    assert [str(stamp.day) for stamp in stamps] == ["2025-11-12"]


def test_a_sentence_that_begins_with_a_place_and_a_day_is_no_stamp() -> None:
    assert find_stamps("Khartoum, 12 November 2025, was calm.\n")[0] == ()
