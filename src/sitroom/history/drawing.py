"""Drawing: a Vega-Lite specification as SVG or PNG, without a browser and without the network."""

from collections.abc import Callable
from typing import Any

from sitroom.core import HistoryError

Spec = dict[str, Any]
VEGA_LITE = "5.21"
FONT = "DejaVu Sans, Verdana, Arial, sans-serif"
CONFIG: Spec = {
    "background": "#ffffff",
    "font": FONT,
    "view": {"stroke": None},
    "title": {
        "anchor": "start", "fontSize": 14, "fontWeight": "bold", "color": "#1a1a1a", "subtitleColor": "#4d4d4d",
        "subtitleFontSize": 11, "offset": 12, "subtitlePadding": 4,
    },
    "axis": {
        "labelColor": "#333333", "titleColor": "#333333", "labelFontSize": 11, "titleFontSize": 11,
        "titleFontWeight": "normal", "gridColor": "#e6e6e6", "domainColor": "#8c8c8c", "tickColor": "#8c8c8c",
        "labelLimit": 320, "titleLimit": 320,
    },
    "header": {"labelColor": "#1a1a1a", "labelFontSize": 12, "labelFontWeight": "bold", "title": None},
    "legend": {"labelColor": "#333333", "titleColor": "#333333", "labelFontSize": 11, "orient": "top", "title": None},
}  # fmt: skip


def svg(spec: Spec) -> str:
    """Return a chart as SVG.

    Args:
        spec: a Vega-Lite v5 specification with its data in it; it can fetch nothing.

    Raises:
        HistoryError: vl-convert is not installed, or the specification is none.
    """
    return str(_converted(spec, lambda library: library.vegalite_to_svg))


def png(spec: Spec, *, scale: float = 2.0) -> bytes:
    """Return a chart as PNG; as ``svg``.

    Args:
        spec: as for ``svg``.
        scale: pixels a unit.
    """
    return bytes(_converted(spec, lambda library: library.vegalite_to_png, scale=scale))


def _converted(spec: Spec, choose: Callable[[Any], Any], **options: object) -> Any:
    try:
        import vl_convert
    except ImportError as error:
        raise HistoryError("charts need the package vl-convert-python; install it, or take the numbers") from error
    try:
        return choose(vl_convert)(spec, vl_version=VEGA_LITE, config=CONFIG, allowed_base_urls=[], **options)
    except ValueError as error:
        raise HistoryError(f"the chart cannot be drawn: {str(error)[:200]}") from error
