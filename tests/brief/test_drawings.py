import re
from datetime import date, timedelta
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from sitroom.brief import Moment, Turn
from sitroom.brief.replies import draw_replies
from sitroom.brief.scale import scale_of
from sitroom.brief.svg import width_of
from sitroom.brief.timeline import WIDTH, draw_timeline
from sitroom.core import DayRange, day_range

NOTHING = DayRange()
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
RANGES = st.builds(lambda first, length: DayRange(first, first + timedelta(days=length)), DAYS, st.integers(0, 900))


def boxes(svg: str) -> list[tuple[float, float, float]]:
    """Return left, right and height of every text of a drawing."""
    out = []
    for text in ET.fromstring(svg).iter("text"):
        size = 12.5 if "told" in text.get("class", "").split() else 11
        wide = width_of(text.text or "", size)
        x = float(text.get("x", ""))
        left = {"start": x, "end": x - wide, "middle": x - wide / 2}[text.get("text-anchor", "start")]
        out.append((left, left + wide, float(text.get("y", ""))))
    return out


@given(
    st.lists(
        st.builds(
            Moment,
            days=RANGES,
            text=st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), min_size=1, max_size=90),
        ),
        min_size=1,
        max_size=14,
    )
)
def test_no_words_overlap_or_leave_the_drawing(moments):
    found = boxes(draw_timeline(moments, NOTHING))
    for number, (left, right, y) in enumerate(found):
        assert left >= -1
        assert right <= WIDTH + 1
        for other_left, other_right, other_y in found[number + 1 :]:
            assert abs(y - other_y) > 8 or right <= other_left or other_right <= left


@given(st.lists(RANGES, min_size=1, max_size=12))
def test_a_scale_keeps_the_order_of_days(ranges):
    scale = scale_of(ranges, 0, 100)
    days = sorted(day for one in ranges for day in (one.start, one.end))
    places = [scale.left_of(day) for day in days]
    assert places == sorted(places)
    assert all(-0.001 <= place <= 100.001 for place in places)


def test_an_empty_decade_is_cut_out():
    scale = scale_of([day_range(date(2001, 1, 1)), day_range(date(2013, 2, 1), date(2013, 2, 20))], 0, 600)
    assert len(scale.breaks) == 1
    assert scale.right_of(date(2013, 2, 20)) - scale.left_of(date(2013, 2, 1)) > 300


def test_what_is_ahead_is_hollow_and_what_did_not_happen_is_crossed():
    day = day_range(date(2031, 5, 1))
    shapes = ["event", "scheduled", "negated"]
    svg = draw_timeline([Moment(days=day, text=shape, shape=shape) for shape in shapes], NOTHING)
    assert re.findall(r'<g class="(\w+)"', svg) == shapes
    assert svg.count('class="cross"') == 2


def test_the_days_of_writing_are_shaded():
    day = day_range(date(2031, 5, 1))
    svg = draw_timeline([Moment(days=day, text="x")], day_range(date(2031, 5, 3), date(2031, 5, 8)))
    assert svg.count('class="written"') == 1


def test_nothing_dated_draws_nothing():
    assert draw_timeline([], NOTHING) == ""
    assert draw_replies([]) == ""


def test_a_long_chain_goes_on_in_the_next_row():
    chain = [Turn(who=f"Party {number}", when="May 2031", what="“No”") for number in range(6)]
    svg = draw_replies([chain])
    assert svg.count('class="arrow"') == 5
    assert svg.count('class="turn"') == 7
