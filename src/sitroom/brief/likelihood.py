"""The drawn likelihood: the author's band, the base rate and our own probability on one line from 0 to 100 percent."""

from markupsafe import Markup

from sitroom.brief.model import Judgement
from sitroom.brief.svg import element, picture
from sitroom.brief.words import percent, percent_range

WIDTH = 300.0
_LEFT, _RIGHT = 6.0, 294.0
_Y = 14.0


def draw_likelihood(judgement: Judgement) -> Markup:
    """Return the line as SVG, empty where the judgement has no number at all."""
    if judgement.band is None and judgement.base_rate is None and judgement.ours is None:
        return Markup("")
    parts = [element("line", x1=_LEFT, x2=_RIGHT, y1=_Y, y2=_Y, class_="axis"), *_ends()]
    told = []
    if judgement.base_rate:
        low, high = (_x(end) for end in judgement.base_rate)
        parts.append(element("rect", x=low - 1, y=_Y + 4, width=max(high - low, 2.0) + 2, height=3.0, class_="base"))
        told.append(f"base rate {percent_range(judgement.base_rate)}")
    if judgement.band:
        low, high = (_x(end) for end in judgement.band)
        parts.append(element("rect", x=low, y=_Y - 5, width=max(high - low, 3.0), height=8.0, rx=1.5, class_="band"))
        told.insert(0, f"stated {percent_range(judgement.band)}")
    if judgement.ours is not None:
        parts.append(element("circle", cx=_x(judgement.ours), cy=_Y - 1, r=4.2, class_="ours"))
        told.append(f"ours {percent(judgement.ours)}")
    return picture(WIDTH, 34, f"{judgement.label}: {', '.join(told)}", *parts, class_="likelihood")


def _x(probability: float) -> float:
    return _LEFT + (_RIGHT - _LEFT) * probability


def _ends() -> list[Markup]:
    words = ((0.0, "0", "start"), (0.5, "50", "middle"), (1.0, "100 %", "end"))
    marks = [element("line", x1=_x(at), x2=_x(at), y1=_Y - 3, y2=_Y + 3, class_="axis") for at, _, _ in words]
    return marks + [
        element("text", told, x=_x(at), y=31.0, text_anchor=anchor, class_="tick-words") for at, told, anchor in words
    ]
