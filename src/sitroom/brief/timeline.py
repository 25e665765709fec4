"""The drawn timeline: one row a moment, its mark on a line of days and its words beside it, so that none overlap."""

from collections.abc import Sequence

from markupsafe import Markup

from sitroom.brief.model import Moment
from sitroom.brief.scale import DayScale, scale_of
from sitroom.brief.svg import element, fitted, link, picture, width_of
from sitroom.brief.words import days_words
from sitroom.core import DayRange

WIDTH = 680.0
ROW = 23.0
TOP = 42.0
SIZE = 12.5
_MARGIN = 8.0
# Room kept free at the right, so that the words of a bar as long as the line have a place.
_WORDS = 170.0
_GAP = 9.0
_MARK = 5.0


def draw_timeline(moments: Sequence[Moment], reference: DayRange) -> Markup:
    """Return the timeline as SVG, empty where no moment has a day.

    Filled marks happened, hollow ones are ahead, crossed ones did not happen; a bar lasts; the shaded days are those on
    which the text can have been written.
    """
    dated = [moment for moment in moments if moment.days.start or moment.days.end]
    if not dated:
        return Markup("")
    shaded = reference if reference.start and reference.end else DayRange()
    scale = scale_of([*(moment.days for moment in dated), shaded], _MARGIN, WIDTH - _WORDS)
    bottom = TOP + ROW * len(dated) + 6
    rows = [_row(moment, scale, TOP + ROW * (number + 0.5)) for number, moment in enumerate(dated)]
    parts = [*_shade(shaded, scale, bottom), *_axis(scale, bottom), *rows]
    return picture(WIDTH, bottom + 2, _title(dated), *parts, class_="timeline")


def _title(moments: Sequence[Moment]) -> str:
    return "Timeline: " + "; ".join(f"{days_words(one.days)}, {one.text}" for one in moments)


def _shade(days: DayRange, scale: DayScale, bottom: float) -> list[Markup]:
    if not (days.start and days.end):
        return []
    left, right = scale.left_of(days.start), scale.right_of(days.end)
    words = "text written"
    wide = width_of(words, 10.5)
    at = min(max((left + right) / 2, wide / 2), WIDTH - wide / 2)
    return [
        element("rect", x=left, y=20.0, width=max(right - left, 3.0), height=bottom - 20.0, class_="written"),
        element("text", words, x=at, y=30.0, text_anchor="middle", class_="written-words"),
    ]


def _axis(scale: DayScale, bottom: float) -> list[Markup]:
    parts = [element("line", x1=one.left, x2=one.right, y1=18.0, y2=18.0, class_="axis") for one in scale.stretches]
    taken = -1.0
    for x, words in scale.ticks():
        left = min(x, WIDTH - width_of(words, 11))
        if left < taken:
            continue
        taken = left + width_of(words, 11) + 6
        parts.append(element("line", x1=x, x2=x, y1=18.0, y2=bottom, class_="tick"))
        parts.append(element("text", words, x=left, y=11.0, class_="tick-words"))
    for x in scale.breaks:
        parts += [element("line", x1=x + at - 3, x2=x + at + 3, y1=23.0, y2=13.0, class_="break") for at in (-3.0, 3.0)]
    return parts


def _row(moment: Moment, scale: DayScale, y: float) -> Markup:
    first, last = moment.days.start or moment.days.end, moment.days.end or moment.days.start
    assert first is not None
    assert last is not None
    left, right = scale.left_of(first), scale.right_of(last)
    mark, (left, right) = _mark(moment.shape, left, right, y)
    words = _words(moment.text, left, right, y, crossed=moment.shape == "negated")
    row = element("g", element("title", f"{days_words(moment.days)}: {moment.text}"), *mark, words, class_=moment.shape)
    return link(f"e{moment.notes[0]}", row) if moment.notes else row


def _mark(shape: str, left: float, right: float, y: float) -> tuple[list[Markup], tuple[float, float]]:
    if right - left > 3 * _MARK:
        bar = element("rect", x=left, y=y - 4, width=right - left, height=8.0, rx=2, class_="mark")
        marks, ends = [bar], (left, right)
    else:
        middle = (left + right) / 2
        marks, ends = [element("circle", cx=middle, cy=y, r=_MARK, class_="mark")], (middle - _MARK, middle + _MARK)
    if shape == "negated":
        middle = sum(ends) / 2
        for up in (-1, 1):
            marks.append(element("line", x1=middle - 6, x2=middle + 6, y1=y - 6 * up, y2=y + 6 * up, class_="cross"))
    return marks, ends


def _words(text: str, left: float, right: float, y: float, *, crossed: bool) -> Markup:
    """Return the words beside a mark, on the side where more of them fit."""
    room_right, room_left = WIDTH - right - _GAP, left - _GAP
    on_right = room_right >= min(width_of(text, SIZE), room_left)
    room = room_right if on_right else room_left
    x, anchor = (right + _GAP, "start") if on_right else (left - _GAP, "end")
    class_ = "told not" if crossed else "told"
    return element("text", fitted(text, room, SIZE), x=x, y=y + 4.3, text_anchor=anchor, class_=class_)
