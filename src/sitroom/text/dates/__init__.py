"""The date grammar: every expression of time in a text, and what it means on the calendar."""

from sitroom.text.dates.durations import days_later
from sitroom.text.dates.matching import find_dates
from sitroom.text.dates.mentions import DateMention, DateValue, Direction, Point
from sitroom.text.dates.resolving import resolve_date

__all__ = ["DateMention", "DateValue", "Direction", "Point", "days_later", "find_dates", "resolve_date"]
