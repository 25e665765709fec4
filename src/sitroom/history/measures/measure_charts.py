"""Measure charts: words and deeds beside comparable dyads, and whether acts answer acts, as Vega-Lite."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitroom.core import english_range
from sitroom.history.drawing import Spec
from sitroom.history.measures.charts import DEEP, INK, WIDTH, spec

if TYPE_CHECKING:
    from sitroom.history.measures.reciprocity import Association, Reciprocity
    from sitroom.history.measures.words_and_deeds import Deeds, WordsAndDeeds

_DEEDS_KEY = (
    "Diamond: its own share, 95 % interval. Below it the comparable dyads: thin lines each one, grey bar the "
    "middle 80 %, thick line the median."
)
_ASSOCIATIONS_KEY = (
    "Net Goldstein scores; right of 0 the answer is in kind. Persistence and coverage volume are held fixed. "
    "95 % intervals; filled: chance alone makes as much in under 5 % of shifts."
)


def words_and_deeds_chart(found: WordsAndDeeds) -> Spec:
    """Return both shares of deeds with their intervals over those of comparable dyads."""
    sides = [one for one in (found.cooperation, found.conflict) if one.own.share is not None]
    y = {"field": "side", "type": "nominal", "title": None, "sort": [_side_label(one) for one in sides]}
    x: Spec = {"type": "quantitative", "scale": {"domain": [0, 1]}, "axis": {"format": "%", "grid": True},
               "title": "deeds: material rows as a share"}  # fmt: skip
    others = [{"side": _side_label(one), "share": share} for one in sides for share in one.comparable.shares]
    middles = [
        {"side": _side_label(one), "low": one.comparable.middle[0], "high": one.comparable.middle[1]}
        for one in sides
        if one.comparable.middle
    ]
    medians = [{"side": _side_label(one), "median": one.comparable.median} for one in sides if one.comparable.dyads]
    own = [
        {"side": _side_label(one), "share": one.own.share, "low": (one.own.interval or (0, 1))[0],
         "high": (one.own.interval or (0, 1))[1]}
        for one in sides
    ]  # fmt: skip

    def layer(values: list[Spec], mark: Spec, **encoding: Spec) -> Spec:
        return {"data": {"values": values}, "mark": mark, "encoding": {"y": y, **encoding}}

    below, above = {"yOffset": 14}, {"yOffset": -10}
    layers = [
        layer(middles, {"type": "bar", "color": "#d5d5d5", "height": 14, **below}, x={**x, "field": "low"},
              x2={"field": "high"}),
        layer(others, {"type": "tick", "color": "#6b6b6b", "thickness": 1, "size": 14, **below},
              x={**x, "field": "share"}),
        layer([one for one in medians if one["median"] is not None],
              {"type": "tick", "color": INK, "thickness": 3, "size": 22, **below}, x={**x, "field": "median"}),
        layer(own, {"type": "rule", "color": DEEP, "strokeWidth": 2, **above}, x={**x, "field": "low"},
              x2={"field": "high"}),
        layer(own, {"type": "point", "shape": "diamond", "filled": True, "size": 130, "color": DEEP, "opacity": 1,
                    **above}, x={**x, "field": "share"}),
    ]  # fmt: skip
    return spec(
        f"{found.words}: words and deeds",
        [f"{found.source}, {english_range(found.period)}. {_DEEDS_KEY}", found.comparable],
        width=WIDTH - 160,
        height={"step": 74},
        layer=layers,
    )  # fmt: skip


def associations_chart(found: Reciprocity) -> Spec:
    """Return the correlations as dots with intervals; filled where chance alone rarely makes as much."""
    labels = {one: _association_label(one, found.by) for one in found.associations}
    y = {"field": "label", "type": "nominal", "title": None, "sort": list(labels.values())}
    told: list[Spec] = [
        {"label": labels[one], "r": one.correlation, "low": one.interval[0], "high": one.interval[1],
         "sure": one.answer in {"in kind", "the opposite"}}
        for one in found.associations
        if one.correlation is not None and one.interval
    ]  # fmt: skip
    edge = min(1.0, max([0.3, *(1.15 * abs(end) for one in told for end in (one["low"], one["high"]))]))
    x: Spec = {"type": "quantitative", "scale": {"domain": [-edge, edge]}, "title": "partial rank correlation"}
    untold = [
        {"label": labels[one], "r": 0, "said": one.answer} for one in found.associations if one.correlation is None
    ]
    fill = {"condition": {"test": "datum.sure", "value": DEEP}, "value": "#ffffff"}
    layers: list[Spec] = [
        {"data": {"values": [{}]}, "mark": {"type": "rule", "color": "#666666"}, "encoding": {"x": {"datum": 0}}},
        {
            "data": {"values": told},
            "mark": {"type": "rule", "color": DEEP, "strokeWidth": 2},
            "encoding": {"y": y, "x": {**x, "field": "low"}, "x2": {"field": "high"}},
        },
        {
            "data": {"values": told},
            "mark": {"type": "point", "size": 90, "stroke": DEEP, "strokeWidth": 2, "opacity": 1},
            "encoding": {"y": y, "x": {**x, "field": "r"}, "fill": fill},
        },
        {
            "data": {"values": untold},
            "mark": {"type": "text", "color": "#4d4d4d", "fontStyle": "italic"},
            "encoding": {"y": y, "x": {**x, "field": "r"}, "text": {"field": "said"}},
        },
    ]
    return spec(
        "Do acts answer acts?" if found.kind == "reciprocity" else "Do acts go with those of a third party?",
        [f"{found.source}, {english_range(found.period)}, by {found.by}. {_ASSOCIATIONS_KEY}"],
        width=WIDTH - 280,
        height={"step": 34},
        layer=layers,
    )  # fmt: skip


def _side_label(one: Deeds) -> str:
    verb = "2 of 1 and 2" if one.side == "cooperation" else "4 of 3 and 4"
    return f"{one.side} (quad {verb})"


def _association_label(one: Association, by: str) -> str:
    if one.lag == 0:
        return f"{one.response}, with {one.cause} in the same {by}"
    return f"{one.response}, {one.lag} {by}{'s' if one.lag > 1 else ''} after {one.cause}"
