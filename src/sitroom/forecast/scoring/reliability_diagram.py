"""The reliability diagram: how often what was said came true, and below it how often it was said."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from sitroom.forecast.scoring.calibration import BINS, Bin, calibration_bins
from sitroom.forecast.scoring.checked import Numbers, Outcomes
from sitroom.forecast.scoring.murphy import Murphy, murphy
from sitroom.history import Spec

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"  # a name, which nothing fetches
INK, DEEP, GREY, PALE = "#1a1a1a", "#0b5394", "#8c8c8c", "#9ec5e8"
SIDE, FOOT, LINE = 380, 96, 70


def reliability_diagram(
    probabilities: Numbers, outcomes: Outcomes, *, title: str, note: str = "", bins: int = BINS
) -> Spec:
    """Return a Vega-Lite specification: dots at the means of their bins with 95 % intervals, the diagonal, a histogram.

    Args:
        probabilities: shape (n,), each in [0, 1].
        outcomes: shape (n,), what happened.
        title: whose probabilities, of what.
        note: what a reader should know beside it.
        bins: how many [0, 1] is cut into, all of one width.

    Raises:
        ScoringError: the lengths differ, a probability is not in [0, 1], or there is nothing to score.

    Source: Murphy and Winkler (1977), "Reliability of subjective probability forecasts of precipitation and
        temperature"; dots at bin means after Bröcker and Smith (2007).
    """
    found, parts = calibration_bins(probabilities, outcomes, bins=bins), murphy(probabilities, outcomes, bins=bins)
    subtitle = [line for text in (_scores(parts), note, _HOW) if text for line in wrap(text, LINE)]
    return {
        "$schema": SCHEMA,
        "title": {"text": wrap(title, LINE - 18), "subtitle": subtitle},
        "padding": 12,
        "spacing": 14,
        "vconcat": [_reliability(found, parts.base_rate), _histogram(found, parts.questions)],
    }


_HOW = (
    "Dots: share that came true at the mean probability of a bin, with 95 % intervals. "
    "On the diagonal, what was said is what came true. Below: how often each was said, and on how many questions."
)


def _scores(parts: Murphy) -> str:
    return (
        f"{parts.questions:,} questions, {parts.base_rate:.1%} came true. Brier score {parts.brier:.4f}, reliability "
        f"{parts.reliability:.4f} (0 is best), resolution {parts.resolution:.4f} of {parts.uncertainty:.4f}."
    )


def _reliability(found: Sequence[Bin], base_rate: float) -> Spec:
    values: list[Spec] = [
        {"stated": one.stated, "came": one.came_true, "low": one.interval[0], "high": one.interval[1]} for one in found
    ]
    base: Spec = {"data": {"values": values}}
    y = _scale("share that came true")
    ends = {"data": {"values": [{"at": 0}, {"at": 1}]}, "mark": {"type": "line", "color": GREY, "strokeWidth": 1.5}}
    ends["encoding"] = {"x": {**_X, "field": "at"}, "y": {**y, "field": "at"}}
    rate: Spec = {
        "data": {"values": [{"rate": base_rate}]},
        "mark": {"type": "rule", "color": GREY, "strokeDash": [2, 3]},
        "encoding": {"y": {**y, "field": "rate"}},
    }
    interval: Spec = {
        **base,
        "mark": {"type": "rule", "color": DEEP, "strokeWidth": 2, "opacity": 0.75},
        "encoding": {"x": {**_X, "field": "stated"}, "y": {**y, "field": "low"}, "y2": {"field": "high"}},
    }
    dot: Spec = {
        **base,
        "mark": {"type": "point", "filled": True, "color": DEEP, "size": 70, "opacity": 1, "stroke": "#ffffff",
                 "strokeWidth": 1},
        "encoding": {"x": {**_X, "field": "stated"}, "y": {**y, "field": "came"}},
    }  # fmt: skip
    name: Spec = {
        "data": {"values": [{"rate": base_rate, "told": f"base rate {base_rate:.2f}"}]},
        "mark": {"type": "text", "align": "right", "baseline": "bottom" if base_rate < 0.9 else "top", "dx": -4,
                 "dy": -3 if base_rate < 0.9 else 5, "color": "#5c5c5c", "fontSize": 10},
        "encoding": {"x": {"value": SIDE}, "y": {**y, "field": "rate"}, "text": {"field": "told"}},
    }  # fmt: skip
    return {"width": SIDE, "height": SIDE, "layer": [ends, rate, name, interval, dot]}


def _histogram(found: Sequence[Bin], questions: int) -> Spec:
    values: list[Spec] = [
        {"low": one.low, "high": one.high, "middle": (one.low + one.high) / 2, "share": one.questions / questions,
         "told": f"{one.questions:,}"}
        for one in found
    ]  # fmt: skip
    most = max(one["share"] for one in values)
    y: Spec = {
        "type": "quantitative", "title": "share said", "scale": {"domain": [0, most * 1.25], "nice": False},
        "axis": {"format": "%", "tickCount": 3},
    }  # fmt: skip
    bars: Spec = {
        "data": {"values": values},
        "mark": {"type": "rect", "color": PALE, "stroke": "#ffffff", "strokeWidth": 1},
        "encoding": {
            "x": {**_X, "field": "low"},
            "x2": {"field": "high"},
            "y": {**y, "field": "share"},
            "y2": {"datum": 0},
        },
    }
    counts: Spec = {
        "data": {"values": values},
        "mark": {"type": "text", "baseline": "bottom", "dy": -2, "color": INK, "fontSize": 10},
        "encoding": {"x": {**_X, "field": "middle"}, "y": {**y, "field": "share"}, "text": {"field": "told"}},
    }
    return {"width": SIDE, "height": FOOT, "layer": [bars, counts]}


def _scale(title: str) -> Spec:
    return {
        "type": "quantitative", "title": title, "scale": {"domain": [0, 1], "nice": False},
        "axis": {"format": ".1f", "tickCount": 10, "labelFlush": False},
    }  # fmt: skip


_X = _scale("probability stated")
