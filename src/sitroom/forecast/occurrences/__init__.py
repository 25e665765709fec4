"""Occurrences: on which days patterns held, counted for many questions at once over rows read once."""

from sitroom.forecast.occurrences.counting import Occurrences, count
from sitroom.forecast.occurrences.known_rows import KnownRows, known_rows
from sitroom.forecast.occurrences.matching import matching_rows

__all__ = ["KnownRows", "Occurrences", "count", "known_rows", "matching_rows"]
