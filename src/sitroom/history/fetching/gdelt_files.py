"""GDELT's files: which of them hold the rows of given days, and what the publisher's lists say of them."""

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sitroom.core import UsageError, english_day

DAY = timedelta(days=1)
MONTHLY_FROM, DAILY_FROM = date(2006, 1, 1), date(2013, 4, 1)


@dataclass(frozen=True, slots=True)
class Edition:
    """One of GDELT's two event data sets.

    Args:
        version: 1 or 2.
        layout: the format of its rows, and the name of the source.
        base: the folder that holds its files and its lists.
        lists: names of the lists of files, as they lie in that folder.
        list_bytes: about how much the lists are.
        first_on: the first day that it has a file for.
    """

    version: int
    layout: str
    base: str
    lists: tuple[str, ...]
    list_bytes: int
    first_on: date


EDITIONS = {
    1: Edition(
        1, "gdelt1", "http://data.gdeltproject.org/events/", ("md5sums", "filesizes"), 500_000, date(1979, 1, 1)
    ),
    2: Edition(
        2, "gdelt2", "http://data.gdeltproject.org/gdeltv2/", ("masterfilelist.txt",), 130_000_000, date(2015, 2, 18)
    ),
}


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A file of the publisher.

    Args:
        name: without any path.
        first_on: the first day whose rows it holds: rows added on it, or until March 2013 those that occurred on it.
        last_on: the last such day.
        size: bytes, None where the list does not say.
        md5: 32 hexadecimal digits, None where the list does not say.
    """

    name: str
    first_on: date
    last_on: date
    size: int | None
    md5: str | None


FIRST_GDELT_DAY = EDITIONS[1].first_on


def find_edition(version: int) -> Edition:
    """Return GDELT 1.0 or 2.0.

    Raises:
        UsageError: there is no such version.
    """
    if version not in EDITIONS:
        raise UsageError(f"GDELT has the versions 1 and 2, not {version}; say --version 1 or --version 2")
    return EDITIONS[version]


def check_days(edition: Edition, first: date, last: date) -> None:
    """Check the days asked for.

    Raises:
        UsageError: they are in the wrong order, or the data set had not begun.
    """
    if last < first:
        raise UsageError(f"--to {last} is before --from {first}; give the earlier day with --from")
    if first < edition.first_on:
        begins = f"GDELT {edition.version}.0 begins on {english_day(edition.first_on)}"
        raise UsageError(f"{begins}; give --from {edition.first_on} or a later day")


def names_of(first: date, last: date) -> dict[str, tuple[date, date]]:
    """Return the names of the GDELT 1.0 files that hold these days, oldest first, with the days that each holds.

    >>> list(names_of(date(2005, 12, 31), date(2006, 1, 1)))
    ['2005.zip', '200601.zip']
    >>> list(names_of(date(2013, 3, 31), date(2013, 4, 1)))
    ['201303.zip', '20130401.export.CSV.zip']
    """
    out, day = {}, first
    while day <= last:
        name, held = _file_of(day)
        out[name] = held
        day = held[1] + DAY
    return out


def _file_of(day: date) -> tuple[str, tuple[date, date]]:
    if day >= DAILY_FROM:
        return f"{day:%Y%m%d}.export.CSV.zip", (day, day)
    if day >= MONTHLY_FROM:
        next_month = (day.replace(day=1) + 31 * DAY).replace(day=1)
        return f"{day:%Y%m}.zip", (day.replace(day=1), next_month - DAY)
    return f"{day.year}.zip", (date(day.year, 1, 1), date(day.year, 12, 31))


def read_two_lists(md5sums: Iterable[str], filesizes: Iterable[str], first: date, last: date) -> tuple[ListedFile, ...]:
    """Return the GDELT 1.0 files of these days that the publisher lists; no other name in the lists is looked at."""
    wanted = names_of(first, last)
    sums = dict(_pairs(_MD5_LINE, md5sums, wanted))
    sizes = dict(_pairs(_SIZE_LINE, filesizes, wanted))
    return tuple(
        ListedFile(name, *held, int(sizes[name]) if name in sizes else None, sums.get(name))
        for name, held in wanted.items()
        if name in sums or name in sizes
    )


_MD5_LINE = re.compile(r"(?P<said>[0-9a-f]{32}) [ *](?P<name>\S+)\s*")
_SIZE_LINE = re.compile(r"(?P<said>[0-9]{1,12})\s+(?P<name>\S+)\s*")


def _pairs(line: re.Pattern[str], lines: Iterable[str], wanted: Container[str]) -> Iterator[tuple[str, str]]:
    for text in lines:
        found = line.fullmatch(text)
        if found and found["name"] in wanted:
            yield found["name"], found["said"]


def read_master_list(lines: Iterable[str], first: date, last: date) -> tuple[ListedFile, ...]:
    """Return the GDELT 2.0 event files of these days, oldest first.

    Of an address only the name is used, and only where it is that of an event file; mentions and graphs are left out.
    """
    found = {}
    for text in lines:
        entry = _ENTRY.fullmatch(text)
        day = _day(entry["day"]) if entry else None
        if entry and day and first <= day <= last:
            found[entry["name"]] = ListedFile(entry["name"], day, day, int(entry["size"]), entry["md5"])
    return tuple(found[name] for name in sorted(found))


_ENTRY = re.compile(
    r"(?P<size>[0-9]{1,12}) (?P<md5>[0-9a-f]{32}) https?://[A-Za-z0-9.:-]+/(?:[A-Za-z0-9_-]+/)*"
    r"(?P<name>(?P<day>[0-9]{8})[0-9]{6}\.export\.CSV\.zip)\s*"
)


def _day(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def days_without(files: Iterable[ListedFile], first: date, last: date) -> tuple[date, ...]:
    """Return the days that no file holds, oldest first."""
    held: set[date] = set()
    for file in files:
        start, end = max(file.first_on, first), min(file.last_on, last)
        held.update(start + DAY * number for number in range((end - start).days + 1))
    return tuple(day for number in range((last - first).days + 1) if (day := first + DAY * number) not in held)
