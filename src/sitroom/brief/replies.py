"""The picture of replies: who answered whom, oldest act on the left, each arrow pointing at what is answered."""

from collections.abc import Sequence

from markupsafe import Markup

from sitroom.brief.model import Turn
from sitroom.brief.svg import element, fitted, link, picture, wrapped

WIDTH = 680.0
HEIGHT = 92.0
MOST_COLUMNS = 4
_GAP = 34.0
_ROW_GAP = 18.0


def draw_replies(chains: Sequence[Sequence[Turn]]) -> Markup:
    """Return the chains as SVG, one row each; a chain too long for a row goes on in the next from the same act."""
    rows = [row for chain in chains for row in _rows(chain)]
    if not rows:
        return Markup("")
    columns = max(3, *(len(row) for row in rows))
    width = (WIDTH - 2 - _GAP * (columns - 1)) / columns
    parts = [
        part
        for number, row in enumerate(rows)
        for column, turn in enumerate(row)
        for part in _turn(
            turn, 1 + column * (width + _GAP), 1 + number * (HEIGHT + _ROW_GAP), width, answers=column > 0
        )
    ]
    height = len(rows) * (HEIGHT + _ROW_GAP) - _ROW_GAP + 2
    return picture(WIDTH, height, _title(chains), *parts, class_="replies")


def _title(chains: Sequence[Sequence[Turn]]) -> str:
    told = [", answered by ".join(f"{turn.who} ({turn.when})" for turn in chain) for chain in chains]
    return "Replies: " + "; ".join(told)


def _rows(chain: Sequence[Turn]) -> list[Sequence[Turn]]:
    step = MOST_COLUMNS - 1
    return [chain[first : first + MOST_COLUMNS] for first in range(0, max(1, len(chain) - 1), step)]


def _turn(turn: Turn, x: float, y: float, width: float, *, answers: bool) -> list[Markup]:
    room = width - 20
    box = [
        element("title", f"{turn.who}, {turn.when}: {turn.what}"),
        element("rect", x=x, y=y, width=width, height=HEIGHT, rx=3, class_="turn"),
        element("text", fitted(turn.when, room, 11), x=x + 10, y=y + 18, class_="when"),
        element("text", fitted(turn.who, room, 14), x=x + 10, y=y + 36, class_="who"),
    ]
    lines = wrapped(turn.what, room, 11.5, 3)
    box += [element("text", line, x=x + 10, y=y + 53 + 14 * number, class_="what") for number, line in enumerate(lines)]
    group = element("g", *box)
    parts = [link(f"e{turn.notes[0]}", group) if turn.notes else group]
    return [*parts, *_arrow(x, y + HEIGHT / 2)] if answers else parts


def _arrow(x: float, y: float) -> list[Markup]:
    """Return the arrow from an answer, whose box begins at ``x``, to what it answers on its left."""
    tip = x - _GAP + 4
    return [
        element("line", x1=x - 3, x2=tip + 5, y1=y, y2=y, class_="arrow"),
        element("path", d=f"M{tip:.1f} {y:.1f} l8 -4.5 v9 z", class_="arrow-head"),
    ]
