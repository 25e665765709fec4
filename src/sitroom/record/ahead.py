"""Stretches ahead: times that a judgement counts from the day of writing, where no calendar names them."""

import re
from calendar import monthrange
from datetime import date, timedelta

from sitroom.core import DayRange
from sitroom.record.numbers import COUNT, count_of
from sitroom.text import days_later

DAY = timedelta(days=1)
UNIT = r"day|week|fortnight|month|quarter|year|decade"
MANY = rf"(?P<many>an?|{COUNT})"
FROM_EVENT = r"(?!\s+(?:of|after|from|following)\b(?! (?:now|today|writing)))"
HALF_YEAR = re.compile(r"\b(?:coming|next) half[- ]year\b", re.IGNORECASE)
COUNTED = tuple(
    re.compile(pattern + FROM_EVENT, re.IGNORECASE)
    for pattern in (
        rf"\bthis time next (?P<unit>{UNIT})\b",
        rf"\b(?:in|over|during|for) the (?P<unit>{UNIT}) ahead\b",
        rf"\b(?:in|over|during|for) the {MANY} (?P<unit>{UNIT})s? ahead\b",
        rf"\binside (?:of )?(?:the next )?{MANY} (?P<unit>{UNIT})s?\b",
        (
            rf"\bfor (?:at least |up to |perhaps |about )?(?:another (?:{MANY} )?|{MANY.replace('many', 'more')} more )"
            rf"(?P<unit>{UNIT})s?\b"
        ),
        (
            rf"\b(?:over|on|within|in|across) an? {MANY}[- ](?P<unit>{UNIT}) (?:time )?"
            r"(?:horizon|outlook|period|perspective|time ?frame|window)\b"
        ),
    )
)
DECADE = re.compile(
    r"\b(?:balance|close|course|end|remainder|rest|turn) of (?:the|this) decade\b|\bdecade['’]s end\b"
    r"|\bwithin the decade\b|\bbefore (?:the|this) decade (?:closes|ends|is out)\b",
    re.IGNORECASE,
)
NEW_YEAR = re.compile(r"\b(?:by|before|until) (?:the )?new year\b(?!['’]s)", re.IGNORECASE)
TODAY = re.compile(r"\b(?:tonight|later today|before midnight)\b", re.IGNORECASE)
TO_YEAR = re.compile(r"\b(?:until|till|to|through) (?:at least|about|around) (?P<year>20\d\d)\b", re.IGNORECASE)
TO_SEASON = re.compile(
    r"\b(?:(?:between now|from now) (?:and|to|until|through)|through to|until|till|up to)"
    r" (?:at least )?(?:the )?(?P<season>spring|summer|autumn|fall|winter)\b(?! (?:of )?\d)",
    re.IGNORECASE,
)
LAST_MONTHS = {"spring": 5, "summer": 8, "autumn": 11, "fall": 11, "winter": 2}
LASTING = re.compile(
    r"\b(?:last(?:s|ing)?|outlast(?:s|ing)?|surviv(?:e|es|ing)|see(?:s|ing)? out|liv(?:e|es|ing) out|sit(?:s|ting)? out"
    r"|complet(?:e|es|ing)|get(?:s|ting)? through|ma(?:ke|kes|king) it (?:through|to the end of)|hold(?:s|ing)? out)"
    r"\s+(?:out\s+)?the (?P<unit>week|month|quarter|year|decade)\b(?!'s)"
    r"|\bbefore the (?P<running>week|month|quarter|year|decade) (?:is|are) (?:out|over|up|done)\b",
    re.IGNORECASE,
)

Stretch = tuple[int, DayRange, str]


def find_ahead(words: str, day: date) -> Stretch | None:
    """Return the first stretch of days that some words count from a day: where it stands, its days and why.

    >>> find_ahead("will still rule by this time next year", date(2025, 3, 10))[1].edtf()
    '2025-03-10/2026-03-10'
    """
    found = [*_counted(words, day), *_to_an_end(words, day)]
    return min(found, key=lambda one: one[0]) if found else None


def find_running(words: str, day: date) -> Stretch | None:
    """Return the rest of a stretch that runs: ``unlikely to last the week``, ``before the year is out``."""
    match = LASTING.search(words)
    if match is None:
        return None
    unit = (match["unit"] or match["running"]).lower()
    return _stretch(match, day, end_of(unit, day), f"to the end of the {unit} of writing")


def end_of(unit: str, day: date) -> date:
    """Return the last day of the week, month, quarter, year or decade that a day lies in."""
    if unit == "week":
        return day + (7 - day.isoweekday()) * DAY
    months = {"month": day.month, "quarter": (day.month + 2) // 3 * 3}.get(unit, 12)
    year = day.year // 10 * 10 + 9 if unit == "decade" else day.year
    return date(year, months, monthrange(year, months)[1])


def _counted(words: str, day: date) -> list[Stretch]:
    """``for another two years``, ``inside six months``, ``in the coming half-year``."""
    out = [_stretch(match, day, days_later(day, 6, "M"), "six months on") for match in HALF_YEAR.finditer(words)]
    for pattern in COUNTED:
        for match in pattern.finditer(words):
            told = match.groupdict()
            many = told.get("many") or told.get("more") or "one"
            count = 1.0 if many.lower() in ("a", "an") else count_of(many)
            unit = match["unit"].lower()
            if count:
                last = days_later(day, count, {"fortnight": "FN", "decade": "DE"}.get(unit, unit[0].upper()))
                out.append(_stretch(match, day, last, f"{many} {unit} on"))
    return out


def _to_an_end(words: str, day: date) -> list[Stretch]:
    """``for the rest of the decade``, ``by the new year``, ``tonight``, ``until at least 2026``."""
    out = [_stretch(match, day, end_of("decade", day), "to the decade's end") for match in DECADE.finditer(words)]
    out += [_stretch(match, day, end_of("year", day), "to the year's end") for match in NEW_YEAR.finditer(words)]
    out += [_stretch(match, day, day, "the day of writing") for match in TODAY.finditer(words)]
    for match in TO_YEAR.finditer(words):
        last = date(int(match["year"]), 12, 31)
        if last >= day:
            out.append(_stretch(match, day, last, "to the end of that year"))
    for match in TO_SEASON.finditer(words):
        month = LAST_MONTHS[match["season"].lower()]
        year = day.year + (day.month > month)
        out.append(_stretch(match, day, date(year, month, monthrange(year, month)[1]), "to the end of that season"))
    return out


def _stretch(match: re.Match[str], first: date, last: date, why: str) -> Stretch:
    return match.start(), DayRange(first, last), f"{match.group()!r}: {why}"
