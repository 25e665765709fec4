"""Bands: which probability a forecast is scored by, and the best and the worst that its band allows."""

from sitroom.core import UnresolvedQuestionError
from sitroom.ledger.forecast import Forecast

BAND_RULE = "a band is scored at its midpoint; best and worst stand for its two ends, chosen after the fact"


def point_of(forecast: Forecast) -> float:
    """Return the probability that a forecast is scored by: its own, else the midpoint of its band.

    Raises:
        UnresolvedQuestionError: it gave neither.

    >>> point_of(Forecast(question_id="q", by="author", band=(0.75, 1.0)))
    0.875
    """
    if forecast.probability is not None:
        return forecast.probability
    low, high = _band_of(forecast)
    return (low + high) / 2


def best_point(forecast: Forecast, *, outcome: bool) -> float:
    """Return the probability in the band that comes off best: its upper end where it came true, else its lower."""
    low, high = _band_of(forecast)
    return high if outcome else low


def worst_point(forecast: Forecast, *, outcome: bool) -> float:
    """Return the probability in the band that comes off worst."""
    return best_point(forecast, outcome=not outcome)


def _band_of(forecast: Forecast) -> tuple[float, float]:
    if forecast.probability is not None:
        return forecast.probability, forecast.probability
    if forecast.band is None:
        raise UnresolvedQuestionError(f"{forecast.by} gave neither a probability nor a band; there is nothing to score")
    return forecast.band
