"""Charts: Vega-Lite v5 specifications of a series and of its shares, readable in grey and by those who see no red."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

from sitroom.core import english_range
from sitroom.history.drawing import Spec
from sitroom.history.measures.periods import next_start
from sitroom.history.measures.proportions import in_words, share_of

if TYPE_CHECKING:
    from sitroom.history.measures.series import Series
    from sitroom.history.measures.shares import SharePoint, Shares

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"  # a name, which nothing fetches
WIDTH = 640
LINE = 86
INK, DEEP, WARM, PALE, BAND = "#1a1a1a", "#0b5394", "#b45309", "#9ec5e8", "#efefef"
QUAD_NAMES = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
QUAD_INKS = {1: "#6fa8dc", 2: DEEP, 3: "#e39a4f", 4: WARM}
MANY_POINTS = 60


def spec(title: str, subtitle: Sequence[str], **parts: object) -> Spec:
    """Return a specification with its title in lines of readable length."""
    under = [line for text in subtitle if text for line in wrap(text, LINE + 14)]
    heading = {"text": wrap(title, LINE) or [""], "subtitle": under}
    return {"$schema": SCHEMA, "title": heading, "padding": 12, **parts}


def quads_chart(series: Series) -> Spec:
    """Return small multiples: the rows of each quad by period, and grey where the source is silent."""
    ends = [_end(series, at) for at in range(len(series.points))]
    gaps = _gaps(series, ends)
    panels = []
    for quad, name in QUAD_NAMES.items():
        bars: list[Spec] = [
            {"start": one.start.isoformat(), "end": ends[at], "rows": one.quads[quad - 1]}
            for at, one in enumerate(series.points)
            if one.quads and one.quads[quad - 1]
        ]
        most = max((one["rows"] for one in bars), default=1)
        y: Spec = {"title": f"rows a {series.by}", "axis": _WHOLE, "scale": {"domain": [0, most]}}
        heading = {"text": f"{name} (quad {quad}): {in_words(series.quads[quad - 1])} rows", **_PANEL_TITLE}
        layers = [_gap_layer(gaps), _bar_layer(series, bars, "rows", y, {"value": QUAD_INKS[quad]})]
        panels.append({"title": heading, "width": WIDTH, "height": 72, "layer": layers})
    return spec(
        f"{series.words}: what kinds of acts, by {series.by}",
        [f"{_where(series)} Each kind has a scale of its own.", _silent(gaps)],
        vconcat=panels,
        spacing=12,
    )


def goldstein_chart(series: Series) -> Spec:
    """Return two pictures, never one: the sum of the scores by period, and the mean of a row."""
    ends = [_end(series, at) for at in range(len(series.points))]
    values: list[Spec] = [
        {
            "start": one.start.isoformat(), "end": ends[at], "sum": one.goldstein_sum, "mean": one.goldstein_mean,
            "way": "conflict" if (one.goldstein_sum or 0) < 0 else "cooperation",
        }
        for at, one in enumerate(series.points)
        if one.goldstein_rows
    ]  # fmt: skip
    gaps = _gaps(series, ends)
    ink = {"field": "way", "legend": None, "scale": {"domain": ["cooperation", "conflict"], "range": [DEEP, WARM]}}
    zero: Spec = {
        "data": {"values": [{}]},
        "mark": {"type": "rule", "color": "#666666"},
        "encoding": {"y": {"datum": 0}},
    }
    total = _bar_layer(series, values, "sum", {"title": f"sum a {series.by}"}, ink)
    mean: Spec = {
        "data": {"values": values},
        "mark": {"type": "point", "filled": True, "size": 14, "color": INK, "opacity": 1},
        "encoding": {
            "x": _days("start", series),
            "y": {"field": "mean", "type": "quantitative", "title": "mean of a row", "scale": {"domain": [-10, 10]}},
        },
    }
    panels = [
        {"width": WIDTH, "height": height, "layer": [_gap_layer(gaps), zero, layer]}
        for height, layer in ((150, total), (110, mean))
    ]
    return spec(
        f"{series.words}: Goldstein scores, by {series.by}",
        [_where(series), "Above 0 cooperation prevails, below 0 conflict. A sum grows with coverage, a mean does not.",
         _silent(gaps)],
        vconcat=panels,
    )  # fmt: skip


def shares_chart(shares: Shares) -> Spec:
    """Return the share of conflict by period with its interval, beside that over all of them."""
    step = max(1, -(-len(shares.points) // MANY_POINTS))
    told = [one for at in range(0, len(shares.points), step) if (one := _pooled(shares.points[at : at + step]))]
    x = {"field": "start", "type": "temporal", "scale": {"type": "utc"}, "title": None, "axis": {"grid": False}}
    y: Spec = {"type": "quantitative", "scale": {"domain": [0, 1]}, "axis": {"format": "%"},
               "title": "share of conflict among rows"}  # fmt: skip
    interval: Spec = {
        "data": {"values": told},
        "mark": {"type": "rule", "color": "#7a7a7a"},
        "encoding": {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}},
    }
    point: Spec = {
        "data": {"values": told},
        "mark": {"type": "point", "filled": True, "color": DEEP, "size": 40, "opacity": 1},
        "encoding": {"x": x, "y": {**y, "field": "share"}},
    }
    whole: Spec = {
        "data": {"values": [{"all": shares.conflict.share}]},
        "mark": {"type": "rule", "color": INK, "strokeDash": [5, 4]},
        "encoding": {"y": {**y, "field": "all"}},
    }
    low, high = shares.conflict.interval or (0.0, 1.0)
    overall = f"Dashed: over all, {shares.conflict.share or 0:.0%} ({low:.0%} to {high:.0%})."
    many = f"Each point takes {step} {shares.by}s together." if step > 1 else ""
    return spec(
        f"{shares.words}: share of conflict, by {shares.by}",
        [f"{shares.source}, {english_range(shares.period)}. {overall} The rest is cooperation. 95 % intervals. {many}"],
        width=WIDTH,
        height=220,
        layer=[interval, whole, point],
    )


def _pooled(points: Sequence[SharePoint]) -> Spec | None:
    """Return the share of conflict over some periods together; None where they have no row."""
    found = share_of(sum(one.conflict.hits for one in points), sum(one.conflict.rows for one in points))
    if found.share is None or found.interval is None:
        return None
    low, high = found.interval
    return {"start": points[0].start.isoformat(), "share": found.share, "low": low, "high": high}


def _bar_layer(series: Series, values: list[Spec], field: str, y: Spec, color: Spec) -> Spec:
    edge = {"stroke": "#555555", "strokeWidth": 0.3} if len(series.points) <= MANY_POINTS * 4 else {}
    return {
        "data": {"values": values},
        "mark": {"type": "rect", **edge},
        "encoding": {
            "x": _days("start", series),
            "x2": {"field": "end"},
            "y": {"field": field, "type": "quantitative", **y},
            "y2": {"datum": 0},
            "color": color,
        },
    }


_PANEL_TITLE: Spec = {"fontSize": 11, "fontWeight": "normal", "color": INK, "offset": 4}
_WHOLE: Spec = {"tickMinStep": 1, "tickCount": 3, "format": "~s"}


def _days(field: str, series: Series) -> Spec:
    domain = [series.points[0].start.isoformat(), _end(series, len(series.points) - 1)]
    scale = {"type": "utc", "domain": domain}
    return {"field": field, "type": "temporal", "title": None, "scale": scale, "axis": {"grid": False}}


def _end(series: Series, at: int) -> str:
    return next_start(series.points[at].start, series.by).isoformat()


def _gaps(series: Series, ends: Sequence[str]) -> list[Spec]:
    """Return the runs of periods in which the source is silent."""
    out: list[Spec] = []
    for point, end in zip(series.points, ends, strict=True):
        start = point.start.isoformat()
        if point.gap and out and out[-1]["end"] == start:
            out[-1]["end"] = end
        elif point.gap:
            out.append({"start": start, "end": end})
    return out


def _gap_layer(gaps: list[Spec]) -> Spec:
    x = {"field": "start", "type": "temporal", "scale": {"type": "utc"}}
    return {
        "data": {"values": gaps},
        "mark": {"type": "rect", "color": BAND},
        "encoding": {"x": x, "x2": {"field": "end"}},
    }


def _silent(gaps: list[Spec]) -> str:
    return "Grey: the source is silent altogether; a gap is not peace." if gaps else ""


def _where(series: Series) -> str:
    return f"{series.source}, {english_range(series.period)}, {in_words(series.rows)} rows."
