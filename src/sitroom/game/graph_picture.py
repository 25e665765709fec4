"""The picture of a state-transition graph, as SVG that stands by itself: on paper, on a dark screen, and read aloud."""

from html import escape

from sitroom.game.graph import Graph, Move, Node, graph_words
from sitroom.game.graph_layout import NODE_HEIGHT, SIDE_GAP, Placed, place

SQUARE, GROUP_GAP, PAD = 17.0, 5.0, 8.0
INKS = ("#37526e", "#8a2b1d", "#3f6b35", "#7a5a12", "#6a3d7c", "#4c4a45")
DARK_INKS = ("#8fb0d3", "#e29a83", "#9cc78f", "#d9b768", "#c7a0d8", "#b5b1a8")
DASHES = ("", "7 4", "2 3", "10 3 2 3", "12 5", "4 2 1 2")
FACE = '"Avenir Next", Avenir, "Segoe UI", "Noto Sans", "Helvetica Neue", Arial, sans-serif'
LINE_HEIGHT = 17.0


def draw_graph(graph: Graph) -> str:
    """Return the graph as SVG, with a title and a description in words.

    Columns count moves from the status quo. Squares are options, filled where taken; bold arrows are improvements in
    the line of whoever gains; thin lines are moves that pay nobody; a ring is an equilibrium.
    """
    marks = option_marks(graph.situation.option_names)
    node_width = 2 * PAD + SQUARE * len(marks) + GROUP_GAP * (len(graph.decision_makers) - 1)
    placed = place(graph, node_width)
    key = _key(graph, marks, placed)
    width = max(placed.width, 430.0)
    height = placed.height + LINE_HEIGHT * len(key) + 34
    label = f"State-transition graph of {graph.situation.title}" + (f", branch {graph.branch}" if graph.branch else "")
    parts = [
        _element("title", label),
        _element("desc", graph_words(graph)),
        f"<style>{_style()}</style>",
        _element("rect", width=width, height=height, fill="#fdfcf9", class_="paper"),
        *(_line(move, placed, bold=move.pays) for move in sorted(graph.moves, key=lambda move: move.pays)),
        *(_node(node, graph, marks, placed, node_width) for node in graph.nodes),
        *(_key_line(line, placed.height + 28 + LINE_HEIGHT * row) for row, line in enumerate(key)),
    ]
    return _element(
        "svg", *parts, xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {_number(width)} {_number(height)}",
        width=width, height=height, role="img", aria_label=label, class_="situation-graph", color="#1d1c1a",
        font_family=FACE, raw=True,
    )  # fmt: skip


def option_marks(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return a short mark for each option, its initial, with a number where several share it.

    >>> option_marks(("attack", "accept", "leave"))
    ('A1', 'A2', 'L')
    """
    initials = [next((sign for sign in name if sign.isalnum()), "?").upper() for name in names]
    seen: dict[str, int] = {}
    out = []
    for initial in initials:
        seen[initial] = seen.get(initial, 0) + 1
        out.append(f"{initial}{seen[initial]}" if initials.count(initial) > 1 else initial)
    return tuple(out)


def _node(node: Node, graph: Graph, marks: tuple[str, ...], placed: Placed, width: float) -> str:
    x, y = placed.corners[node.value]
    ring = graph.concept in node.stable_by
    parts = [_element("title", f"State {node.number}: {', '.join(graph.situation.taken(node.value)) or 'no option'}")]
    if ring:
        parts.append(
            _element("rect", x=x - 4, y=y - 4, width=width + 8, height=NODE_HEIGHT + 8, rx=9, fill="none",
                     stroke="currentColor", stroke_width=2.2)
        )  # fmt: skip
    parts.append(
        _element("rect", x=x, y=y, width=width, height=NODE_HEIGHT, rx=5, fill="#f7f4ec", stroke="currentColor",
                 stroke_width=0.8, class_="card")
    )  # fmt: skip
    at = x + PAD
    for number, name in enumerate(graph.decision_makers):
        for option in graph.situation.owned_by(name):
            parts += _square(at, y + 4, marks[option], taken=bool(node.value >> option & 1), ink=number)
            at += SQUARE
        at += GROUP_GAP
    told = f"{node.number}" + (" · start" if node.value == graph.start else "")
    parts.append(_text(told, x + PAD, y + 30, 8.5))
    stable = ", ".join(node.stable_by) if len(node.stable_by) < 4 else "all four"
    if stable:
        parts.append(_text(stable, x + width / 2, y + NODE_HEIGHT + (14 if ring else 10), 8.5, anchor="middle"))
    return _element("g", *parts, raw=True)


def _square(x: float, y: float, mark: str, *, taken: bool, ink: int) -> list[str]:
    colour = INKS[ink % len(INKS)]
    kind = f"ink{ink % len(INKS)}"
    box = _element(
        "rect", x=x, y=y, width=SQUARE - 2, height=SQUARE - 2, rx=2, fill=colour if taken else "none", stroke=colour,
        stroke_width=1, class_=f"{kind} {'taken' if taken else 'open'}",
    )  # fmt: skip
    text = _element(
        "text", mark, x=x + (SQUARE - 2) / 2, y=y + 10.6, font_size=8.5 if len(mark) < 3 else 7, text_anchor="middle",
        fill="#fdfcf9" if taken else "currentColor", class_="on" if taken else None,
    )  # fmt: skip
    return [box, text]


def _line(move: Move, placed: Placed, *, bold: bool) -> str:
    (x1, y1), (x2, y2), bend = placed.lines[move]
    colour = INKS[move.mover % len(INKS)]
    reach = bend or (x2 - x1) * 0.42
    if bend:
        path = f"M{x1:.1f} {y1:.1f} C{x1 + bend:.1f} {y1:.1f} {x2 + bend:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
        toward = -1.0
    else:
        path = f"M{x1:.1f} {y1:.1f} C{x1 + reach:.1f} {y1:.1f} {x2 - reach:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
        toward = 1.0 if x2 > x1 else -1.0
    kind = f"line{move.mover % len(INKS)}"
    parts = [
        _element(
            "path", d=path, fill="none", stroke=colour, stroke_width=2 if bold else 0.7, class_=kind,
            stroke_dasharray=DASHES[move.mover % len(DASHES)] or None, opacity=None if bold else 0.55,
        )
    ]  # fmt: skip
    if bold or move.one_way:
        size = 7 if bold else 5
        head = f"M{x2:.1f} {y2:.1f} l{-toward * size:.1f} {-size * 0.6:.1f} v{size * 1.2:.1f} z"
        parts.append(_element("path", d=head, fill=colour, class_=f"head{move.mover % len(INKS)}"))
    return "".join(parts)


def _key(graph: Graph, marks: tuple[str, ...], placed: Placed) -> list[tuple[int | None, str]]:
    """Return the lines of the key: a decision maker's number, or None, and the words."""
    lines: list[tuple[int | None, str]] = []
    for number, name in enumerate(graph.decision_makers):
        owned = [f"{marks[k]} {graph.situation.option_names[k]}" for k in graph.situation.owned_by(name)]
        lines += [(number if at == 0 else None, part) for at, part in enumerate(_wrapped(name, owned, placed.width))]
    lines.append((None, f"bold arrow: gains for whoever moves; ring: stable for all by {graph.concept}"))
    lines += [(None, part) for note in graph.notes for part in _broken(note, placed.width)]
    return lines


def _wrapped(name: str, owned: list[str], width: float) -> list[str]:
    return _broken(f"{name}: {' · '.join(owned) or 'no option'}", width)


def _broken(words: str, width: float) -> list[str]:
    """Break words into lines that fit, at about 5.6 pixels a letter."""
    most = int((max(width, 430.0) - 70) / 5.6)
    lines = [""]
    for word in words.split(" "):
        if lines[-1] and len(lines[-1]) + len(word) >= most:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _key_line(line: tuple[int | None, str], y: float) -> str:
    number, words = line
    sample = ""
    if number is not None:
        sample = _element(
            "path", d=f"M{SIDE_GAP:.1f} {y - 3.5:.1f} h22", fill="none", stroke=INKS[number % len(INKS)],
            stroke_width=2, stroke_dasharray=DASHES[number % len(DASHES)] or None, class_=f"line{number % len(INKS)}",
        )  # fmt: skip
    return sample + _text(words, SIDE_GAP + 30, y, 10.5)


def _text(words: str, x: float, y: float, size: float, anchor: str | None = None) -> str:
    return _element("text", words, x=x, y=y, font_size=size, text_anchor=anchor, fill="currentColor")


def _style() -> str:
    """Return the colours for a dark screen; the attributes hold those for paper."""
    dark = [
        ".situation-graph{color:#e8e4db}.situation-graph .card{fill:#24231f}",
        ".situation-graph .paper,.situation-graph .on{fill:#171716}",
    ]
    for number, ink in enumerate(DARK_INKS):
        dark.append(
            f".situation-graph .line{number},.situation-graph .ink{number}{{stroke:{ink}}}"
            f".situation-graph .head{number},.situation-graph .ink{number}.taken{{fill:{ink}}}"
        )
    return "@media (prefers-color-scheme: dark){" + "".join(dark) + "}"


def _element(name: str, *children: str, raw: bool = False, **attributes: object) -> str:
    """Return one element: attributes are escaped, and so are children unless they are elements themselves."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-") if key != "viewBox" else key}="{escape(_number(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    inner = "".join(children if raw else (escape(child, quote=False) for child in children))
    return f"<{name}{written}>{inner}</{name}>"


def _number(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)
