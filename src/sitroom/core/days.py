"""Days and ranges of days: inclusive at both ends, open where an end is None."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class DayRange:
    """A range of days, inclusive at both ends; None is an open end.

    Raises:
        ValueError: the range ends before it starts.
    """

    start: date | None = None
    end: date | None = None

    def __post_init__(self) -> None:
        if self.start and self.end and self.end < self.start:
            raise ValueError(f"the range ends ({self.end}) before it starts ({self.start})")

    @property
    def is_day(self) -> bool:
        """Whether the range is one single day."""
        return self.start is not None and self.start == self.end

    @property
    def days(self) -> int | None:
        """The number of days in it, or None where an end is open."""
        return (self.end - self.start).days + 1 if self.start and self.end else None

    def contains(self, day: date) -> bool:
        """Return whether the day lies in the range."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    def overlaps(self, other: "DayRange") -> bool:
        """Return whether the two ranges share a day."""
        starts = [day for day in (self.start, other.start) if day]
        ends = [day for day in (self.end, other.end) if day]
        return not starts or not ends or max(starts) <= min(ends)

    def plus(self, days: int) -> "DayRange":
        """Return the range moved by a number of days."""
        move = timedelta(days=days)
        return DayRange(self.start + move if self.start else None, self.end + move if self.end else None)

    def edtf(self) -> str:
        """Return the range in EDTF (ISO 8601-2): a day, or ``start/end`` with ``..`` for an open end.

        >>> DayRange(date(2013, 2, 11), date(2013, 2, 20)).edtf()
        '2013-02-11/2013-02-20'
        """
        if self.is_day and self.start:
            return self.start.isoformat()
        return f"{self.start or '..'}/{self.end or '..'}"

    def to_json(self) -> dict[str, object]:
        """Return ``{start, end}`` as ISO days."""
        return {"start": iso(self.start), "end": iso(self.end)}


def day_range(first: date, last: date | None = None) -> DayRange:
    """Return the range of one day, or from the first to the last."""
    return DayRange(first, last or first)


def iso(day: date | None) -> str | None:
    """Return the ISO form of a day, or None."""
    return day.isoformat() if day else None


def english_day(day: date, *, year: bool = True) -> str:
    """Return a day as analysts write it, without a locale.

    >>> english_day(date(2013, 2, 21))
    '21 Feb 2013'
    """
    name = MONTHS[day.month - 1][:3]
    return f"{day.day} {name} {day.year}" if year else f"{day.day} {name}"


def english_range(days: DayRange) -> str:
    """Return a range as analysts write it: ``11-20 Feb 2013``, ``Dec 2012``, ``since 3 Mar 2012``."""
    if days.start is None or days.end is None:
        if days.start:
            return f"since {english_day(days.start)}"
        return f"until {english_day(days.end)}" if days.end else "undated"
    first, last = days.start, days.end
    if first == last:
        return english_day(first)
    whole_month = first.day == 1 and (last + timedelta(days=1)).day == 1
    if whole_month and (first.year, first.month) == (last.year, last.month):
        return f"{MONTHS[first.month - 1][:3]} {first.year}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return str(first.year)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}-{english_day(last)}"
    return f"{english_day(first, year=first.year != last.year)} - {english_day(last)}"


MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
