"""Boosted trees as plain arrays, read without the library that grew them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

AT_ONCE = 512
"""Questions taken down the trees at a time, so that the work stays in cache."""
BINARY_PLACES = 40


@dataclass(frozen=True)
class Trees:
    """Trees laid end to end; a leaf is a node that leads to itself.

    Args:
        roots: shape (trees,), the node at which each starts.
        feature: shape (nodes,), which number a node looks at.
        threshold: shape (nodes,); at or below it is left.
        left: shape (nodes,).
        right: shape (nodes,).
        value: shape (nodes,), what a leaf adds: a multiple of 2 ** -40, so that sums are exact.
        depth: steps from a root to the deepest leaf.
    """

    roots: NDArray[np.int32]
    feature: NDArray[np.int32]
    threshold: NDArray[np.float64]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: NDArray[np.float64]
    depth: int

    def margins(self, table: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return the sum of the leaves that each row of shape (n, features) ends in, shape (n,)."""
        parts = [self._margins(table[low : low + AT_ONCE]) for low in range(0, len(table), AT_ONCE)]
        return np.concatenate([np.empty(0), *parts])

    def _margins(self, table: NDArray[np.float32]) -> NDArray[np.float64]:
        row = np.arange(len(table))[:, None]
        node = np.broadcast_to(self.roots, (len(table), len(self.roots)))
        for _ in range(self.depth):
            goes_left = table[row, self.feature[node]] <= self.threshold[node]
            node = np.where(goes_left, self.left[node], self.right[node])
        summed: NDArray[np.float64] = self.value[node].sum(axis=1)
        return summed


def read_trees(dumps: Sequence[Mapping[str, Any]]) -> Trees:
    """Return the trees of boosters as LightGBM dumps them (``Booster.dump_model()``)."""
    nodes: list[tuple[int, float, int, int, float]] = []
    roots: list[int] = []
    depth = 0
    for dump in dumps:
        for tree in dump["tree_info"]:
            roots.append(len(nodes))
            depth = max(depth, _add(tree["tree_structure"], nodes))
    feature, threshold, left, right, value = zip(*nodes, strict=True)
    exact = np.round(np.array(value) * 2**BINARY_PLACES) / 2**BINARY_PLACES
    numbers = (np.array(one, dtype=np.int32) for one in (roots, feature, left, right))
    start, looked_at, low, high = numbers
    return Trees(start, looked_at, np.array(threshold), low, high, exact, depth)


def _add(node: Mapping[str, Any], nodes: list[tuple[int, float, int, int, float]]) -> int:
    """Append a node and all below it; return how deep they go."""
    here = len(nodes)
    if "leaf_value" in node:
        nodes.append((0, 0.0, here, here, float(node["leaf_value"])))
        return 0
    nodes.append((0, 0.0, here, here, 0.0))
    left = len(nodes)
    deep = _add(node["left_child"], nodes)
    right = len(nodes)
    deep = max(deep, _add(node["right_child"], nodes))
    nodes[here] = (int(node["split_feature"]), float(node["threshold"]), left, right, 0.0)
    return deep + 1
