"""Laws: any text can be read, spans are exact, reading is repeatable, and its work grows with the text."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitroom.core import DayRange, day_range
from sitroom.text.dates import DateMention, Direction, find_dates, matching, resolve_date
from sitroom.text.dates.lexicon import lexicon
from sitroom.text.dates.scanning import Scan

WORDS = sorted({word for table in lexicon().values.values() for word in table})
NUMERALS = ["1", "3", "11", "31", "89", "1500", "2013", "2013-02-21", "11/02/89", "11-20", "2012/13", "10:30", "21st", "1990s", "'89", "1/2", "1,200", "Q3", "H1"]  # fmt: skip
SIGNS = [" ", "-", "–", ",", ".", "'s", "’s", "/", "(", "\n", "\n\n"]
DAYS = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))
LIKELY_TEXTS = st.lists(
    st.sampled_from([*WORDS, *(word.capitalize() for word in WORDS), *NUMERALS, *SIGNS]), max_size=12
).map(" ".join)


@st.composite
def references(draw: st.DrawFn) -> DayRange:
    days = sorted(draw(st.lists(DAYS, min_size=2, max_size=2)))
    return draw(
        st.sampled_from([DayRange(), day_range(days[0]), DayRange(*days), DayRange(days[0]), DayRange(None, days[1])])
    )


@settings(max_examples=400, deadline=None)
@given(LIKELY_TEXTS | st.text(max_size=60), references(), st.sampled_from(["past", "future", None]), st.none() | DAYS)
def test_any_text_is_read_and_every_mention_resolved(
    text: str, reference: DayRange, direction: Direction | None, near: date | None
) -> None:
    end = 0
    for mention in find_dates(text):
        assert text[mention.span.start : mention.span.end] == mention.quote == mention.quote.strip()
        assert mention.span.start >= end
        end = mention.span.end
        value = resolve_date(mention, reference=reference, direction=direction, near=near)
        assert value.timex_value
        assert value.basis
        assert value.end_range is None or value.end_range.start
    assert find_dates(text) == find_dates(text)


@settings(max_examples=100, deadline=None)
@given(st.integers(1900, 2100), st.integers(1, 12), st.integers(1, 28), st.sampled_from(["past", "future"]))
def test_the_tense_puts_a_yearless_day_on_its_side(year: int, month: int, day: int, direction: Direction) -> None:
    written = date(year, 6, 15)
    (mention,) = find_dates(f"on {date(2000, month, day):%B} {day}")
    value = resolve_date(mention, reference=day_range(written), direction=direction)
    assert value.days.start is not None
    assert (value.days.start <= written) if direction == "past" else (value.days.start >= written)
    assert abs((value.days.start - written).days) <= 366


@pytest.mark.parametrize(
    "unit",
    [
        "1-",
        "1-1 ",
        "2013-02-",
        "the ",
        "May ",
        "the end of ",
        "early ",
        "1 1/2 ",
        "'89",
        "Monday, ",
        "twenty ",
        "a few ",
        "10:",
        " ",
        "x",
    ],
)
def test_the_work_grows_with_the_text_and_no_faster(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = 0

    def counted(scanned: Scan, at: int, end: int) -> tuple[DateMention, int] | None:
        nonlocal steps
        steps += len(scanned.signs[at : min(end, at + matching.LONGEST)])
        return longest(scanned, at, end)

    longest = matching._longest
    monkeypatch.setattr(matching, "_longest", counted)
    work = []
    for size in (1, 4):
        steps = 0
        find_dates(unit * (size * 5000 // len(unit)))
        work.append(steps)
    assert work[1] <= 5 * work[0] + 5 * matching.LONGEST
