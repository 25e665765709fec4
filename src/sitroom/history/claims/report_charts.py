"""Report charts: what a referee saw, in two pictures: the course around a trigger, and every way of counting."""

from __future__ import annotations

from collections.abc import Mapping

from sitroom.core import english_range
from sitroom.history.claims.verdicts import Report
from sitroom.history.drawing import Spec
from sitroom.history.measures.charts import BAND, DEEP, INK, PALE, WARM, WIDTH, spec

NARROWEST, WIDEST = 0.05, 20.0


def report_charts(report: Report) -> Mapping[str, Spec]:
    """Return the pictures of a report by name: ``course`` and ``specifications``; none where nothing was counted."""
    out = {}
    if report.course:
        out["course"] = course_chart(report)
    if any(cell.ratio is not None for cell in report.specifications):
        out["specifications"] = specifications_chart(report)
    return out


def course_chart(report: Report) -> Spec:
    """Return the mean number of responses a day before and after a trigger, the window shaded."""
    window = report.claim.window_days
    values = [
        {"from": lag - 0.45, "to": lag + 0.45, "mean": mean, "in": 0 < lag <= window} for lag, mean in report.course
    ]
    first, last = report.course[0][0], report.course[-1][0]
    x: Spec = {"type": "quantitative", "title": "days from the trigger", "axis": {"grid": False, "tickMinStep": 1},
               "scale": {"domain": [first - 1, last + 1], "nice": False}}  # fmt: skip
    ink = {"condition": {"test": "datum.in", "value": DEEP}, "value": PALE}
    top: Spec = {"data": {"values": [{"at": 0, "said": "trigger"}]}, "encoding": {"x": {**x, "field": "at"}}}
    layers: list[Spec] = [
        {
            "data": {"values": [{"from": 0.5, "to": window + 0.5}]},
            "mark": {"type": "rect", "color": BAND},
            "encoding": {"x": {**x, "field": "from"}, "x2": {"field": "to"}},
        },
        {
            "data": {"values": values},
            "mark": {"type": "rect"},
            "encoding": {
                "x": {**x, "field": "from"},
                "x2": {"field": "to"},
                "y": {"field": "mean", "type": "quantitative", "title": "responses a day, mean"},
                "y2": {"datum": 0},
                "color": ink,
            },
        },
        {**top, "mark": {"type": "rule", "color": WARM, "strokeDash": [4, 3], "strokeWidth": 1.5}},
        {**top, "mark": {"type": "text", "align": "right", "dx": -5, "y": 8, "color": WARM},
         "encoding": {**top["encoding"], "text": {"field": "said"}}},
    ]  # fmt: skip
    days = f"The {window} days that the claim speaks of are shaded."
    return spec(
        report.claim.text or "Responses around a trigger",
        [_where(report), f"Mean over {report.counts.get('trigger_days', 0)} trigger days. {days} {report.sentence}"],
        width=WIDTH,
        height=220,
        layer=layers,
    )


def specifications_chart(report: Report) -> Spec:
    """Return every cell of the specification curve with its interval, in order of size, the verdict's own marked."""
    values = _cells(report)
    y = {"field": "label", "type": "nominal", "title": None, "sort": [one["label"] for one in values],
         "axis": {"labelLimit": 420}}  # fmt: skip
    ends = [end for one in values for end in (one["low"], one["high"], one["ratio"])]
    domain = [max(NARROWEST, min([*ends, 0.5])), min(WIDEST, max([*ends, 2.0]))]
    x: Spec = {
        "type": "quantitative",
        "title": "times as many responses after a trigger (log scale)",
        "scale": {"type": "log", "domain": domain, "nice": False, "clamp": True},
        "axis": {"values": [0.05, 0.1, 0.2, 0.5, 0.7, 1, 1.5, 2, 3, 5, 10, 20], "format": "~g"},
    }
    ink = {"condition": {"test": "datum.main", "value": WARM}, "value": DEEP}
    size = {"condition": {"test": "datum.main", "value": 170}, "value": 55}
    shape = {"condition": {"test": "datum.main", "value": "diamond"}, "value": "circle"}
    width = {"condition": {"test": "datum.main", "value": 3}, "value": 1.5}
    base: Spec = {"data": {"values": values}}
    layers: list[Spec] = [
        {"data": {"values": [{}]}, "mark": {"type": "rule", "color": INK}, "encoding": {"x": {"datum": 1}}},
        {**base, "mark": {"type": "rule"},
         "encoding": {"y": y, "x": {**x, "field": "low"}, "x2": {"field": "high"}, "color": ink, "strokeWidth": width}},
        {**base, "mark": {"type": "point", "filled": True, "opacity": 1},
         "encoding": {"y": y, "x": {**x, "field": "ratio"}, "color": ink, "size": size, "shape": shape}},
    ]  # fmt: skip
    return spec(
        f"Every way of counting: {report.claim.text}" if report.claim.text else "Every way of counting",
        [f"{_where(report)} Diamond: the one that the verdict rests on. 95 % intervals, cut at the edge.",
         report.sentence],
        width=WIDTH - 240,
        height={"step": 21},
        layer=layers,
    )  # fmt: skip


def _where(report: Report) -> str:
    return f"{report.source}, {english_range(report.period)}."


def _cells(report: Report) -> list[Spec]:
    """Return the cells that have a ratio, smallest first, each named by what sets it apart from the verdict's own."""
    told = sorted((cell for cell in report.specifications if cell.ratio is not None), key=lambda one: one.ratio or 0.0)
    usual = next((cell.adjustment for cell in told if cell.main), "")
    several = len({cell.source for cell in told}) > 1
    out = []
    for cell in told:
        assert cell.ratio is not None
        low, high = cell.interval or (cell.ratio, cell.ratio)
        how = "not adjusted" if cell.adjustment == "none" else f"for {cell.adjustment} alone"
        parts = (
            cell.source if several else "",
            f"{cell.window_days} days",
            cell.coding,
            "" if cell.adjustment == usual else how,
            "(the verdict's)" if cell.main else "",
        )
        label = " · ".join(part for part in parts if part)
        ends = {"low": max(low, NARROWEST), "high": min(high, WIDEST)}
        out.append({"label": label, "ratio": cell.ratio, "main": cell.main, **ends})
    return out
