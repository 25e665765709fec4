"""Layout of a graph: columns by distance from the start, rows so that lines cross little, ports where lines end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sitroom.game.graph import Graph, Move

SWEEPS = 6
RIM = 5.0
"""How far the ring of an equilibrium stands out."""
NODE_HEIGHT, ROW_GAP, COLUMN_GAP, SIDE_GAP = 34.0, 26.0, 96.0, 34.0


@dataclass(frozen=True, slots=True)
class Placed:
    """Where things stand, in pixels from the top left.

    Args:
        corners: of each state, its top left.
        lines: of each move, its two ends and how far a line within one column bends out.
        width: of the whole.
        height: of the whole.
    """

    corners: Mapping[int, tuple[float, float]]
    lines: Mapping[Move, tuple[tuple[float, float], tuple[float, float], float]]
    width: float
    height: float


def place(graph: Graph, node_width: float) -> Placed:
    """Return where nodes and lines go: columns by layer, rows by the mean row of neighbours, swept to and fro.

    Source: Sugiyama, Tagawa and Toda (1981), "Methods for visual understanding of hierarchical system structures".
    """
    columns = _ordered(graph)
    tallest = max(len(column) for column in columns)
    height = tallest * (NODE_HEIGHT + ROW_GAP)
    corners = {}
    x = SIDE_GAP
    for column in columns:
        top = (height - len(column) * (NODE_HEIGHT + ROW_GAP)) / 2 + ROW_GAP / 2
        for row, value in enumerate(column):
            corners[value] = (x, top + row * (NODE_HEIGHT + ROW_GAP))
        x += node_width + COLUMN_GAP
    return Placed(corners, _lines(graph, corners, node_width), x - COLUMN_GAP + 2 * SIDE_GAP, height)


def _ordered(graph: Graph) -> list[list[int]]:
    """Return the states of each layer in the order in which they stand below one another."""
    columns: list[list[int]] = [[] for _ in range(max(node.layer for node in graph.nodes) + 1)]
    for node in graph.nodes:
        columns[node.layer].append(node.value)
    columns = [column for column in columns if column]
    near: dict[int, list[int]] = {node.value: [] for node in graph.nodes}
    for move in graph.moves:
        near[move.before].append(move.after)
        near[move.after].append(move.before)
    for sweep in range(SWEEPS):
        row = {value: at / max(1, len(column) - 1) for column in columns for at, value in enumerate(column)}
        for column in columns if sweep % 2 == 0 else reversed(columns):
            column.sort(key=lambda value: (_mean([row[one] for one in near[value]], row[value]), value))
            row |= {value: at / max(1, len(column) - 1) for at, value in enumerate(column)}
    return columns


def _mean(numbers: Sequence[float], otherwise: float) -> float:
    return sum(numbers) / len(numbers) if numbers else otherwise


def _lines(
    graph: Graph, corners: Mapping[int, tuple[float, float]], node_width: float
) -> dict[Move, tuple[tuple[float, float], tuple[float, float], float]]:
    """Return the ends of every line: on the sides that face each other, spread over the side by where they lead."""
    sides: dict[tuple[int, str], list[tuple[float, Move]]] = {}
    bends = {}
    for move in graph.moves:
        (x1, y1), (x2, y2) = corners[move.before], corners[move.after]
        facing = ("right", "left") if x1 < x2 else ("left", "right") if x1 > x2 else ("right", "right")
        bends[move] = 18 + 0.16 * abs(y2 - y1) if x1 == x2 else 0.0
        sides.setdefault((move.before, facing[0]), []).append((y2, move))
        sides.setdefault((move.after, facing[1]), []).append((y1, move))
    rim = {node.value: RIM if graph.concept in node.stable_by else 0.0 for node in graph.nodes}
    ends: dict[tuple[Move, int], tuple[float, float]] = {}
    for (value, side), leading in sides.items():
        x, y = corners[value]
        for at, (_, move) in enumerate(sorted(leading, key=lambda one: (one[0], one[1].mover))):
            share = (at + 1) / (len(leading) + 1)
            edge = x + node_width + rim[value] if side == "right" else x - rim[value]
            ends[move, value] = (edge, y + NODE_HEIGHT * share)
    return {move: (ends[move, move.before], ends[move, move.after], bends[move]) for move in graph.moves}
