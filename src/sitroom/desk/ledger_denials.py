"""Denials: what a document that says an act did not happen proves of a rule, all of its days or only a part."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from sitroom.core import DayRange, EventPattern
from sitroom.desk.ledger_accounts import (
    Account,
    Record,
    days_of,
    evidence_of,
    fits,
    is_joint,
    parties_of,
    quote_of,
)
from sitroom.desk.rates import members_of
from sitroom.record import gazetteer, look_up

ONE_DAY = timedelta(days=1)
QUOTATION_MARKS = '"“”„«»'


@dataclass(frozen=True, slots=True)
class Denial:
    """A record that says that something did not happen, set against a rule and the days asked about.

    Args:
        account: the document.
        record: what it says.
        days: the days on which it did not happen, up to the day before the earliest day of writing.
        quote: its words.
        missing: why it proves no "no", in words; empty where it does.
        shared: how many of the days asked about it speaks of.
    """

    account: Account
    record: Record
    days: DayRange
    quote: str
    missing: str
    shared: int

    @property
    def whole(self) -> bool:
        """Whether it says that nothing that the rule speaks of happened on any of the days."""
        return not self.missing

    def contradicts(self, event_type: object, day: date) -> bool:
        """Return whether it denies an act of one type on one day, by a day or days that it names."""
        return self.days.start is not None and self.record.get("event_type") == event_type and self.days.contains(day)


def find_denials(account: Account, rule: EventPattern, windows: Sequence[DayRange]) -> Iterator[Denial]:
    """Yield what a document denies of a rule on any of the days asked about.

    It proves that the rule was not fulfilled where all of this holds; else it is a part of the evidence.

    - The rule asks for one type of act by one state toward another, and that is what is denied, by the author.
    - The words deny the whole type ("did not attack"), not one way of it ("did not meet" leaves a telephone call).
    - The sentence has no further word, as each may narrow it ("every day", "with missiles", "officially").
    - The days named reach from the first day asked about to the last, and the text was written after that.
    """
    starts = [window.start for window in windows if window.start]
    ends = [window.end for window in windows if window.end]
    if not starts or not ends:
        return
    asked = DayRange(min(starts), max(ends))
    for record in account.records:
        quote = quote_of(record)
        if record.get("realis") != "negated" or not quote or not fits(record, rule, min(starts)):
            continue
        days = _days_denied(account, record)
        if days is None or not days.overlaps(asked):
            continue
        missing = _missing(account, record, rule, days, asked)
        yield Denial(account, record, days, quote, missing, _shared(days, asked))


def _days_denied(account: Account, record: Record) -> DayRange | None:
    """Return the days denied; None where no day of them is known to lie before the writing."""
    said, written = days_of(record.get("date")), account.written.start
    last = written - ONE_DAY if written else None
    end = min((day for day in (said.end, last) if day), default=None)
    if said.start and end and end < said.start:
        return None
    return DayRange(said.start, end)


def _missing(account: Account, record: Record, rule: EventPattern, days: DayRange, asked: DayRange) -> str:
    """Why a denial proves no "no", or an empty text where it does."""
    assert asked.start is not None
    assert asked.end is not None
    if days.start is None:
        return "it names no days"
    if account.written.start is None:
        return "it is not known when it was written"
    if days.start > asked.start or days.end is None or days.end < asked.end:
        return f"it speaks of {days.edtf()}, the question of {asked.edtf()}"
    if record.get("asserted_by") not in (None, ["author"]):
        return "it is not said in the author's own name"
    if rule.quads or rule.types != (record.get("event_type"),):
        return "it denies one type of act, and others would fulfil the rule too"
    if not _names_both(record, rule, asked.start):
        return "others could have fulfilled the rule too"
    return _narrowed(account, record, lasts=days_of(record.get("date")).end is None)


def _names_both(record: Record, rule: EventPattern, day: date) -> bool:
    """Return whether a rule asks about one state and another, and the record names just these."""
    actors, recipients = parties_of(record)
    parties = [*actors, *recipients]
    if len(parties) != 2 or not all(_is_state(one) for one in parties):
        return False
    if rule.mutual and not is_joint(record):  # the other direction would count too
        return False
    codes = [[frozenset((str(one.get("country")),))] for one in parties]
    wanted = [[members_of(name, day) for name in names] for names in (rule.actors, rule.recipients)]
    return codes == wanted or (is_joint(record) and codes[::-1] == wanted)


def _is_state(party: Record) -> bool:
    """Return whether the words name a state, all of it and nothing else."""
    country = gazetteer().by_country.get(str(party.get("country")))
    if country is None or party.get("id") != country.slug or party.get("sectors"):
        return False
    return look_up(str(party.get("text") or ""), gazetteer()).taken == country.slug


def _narrowed(account: Account, record: Record, *, lasts: bool) -> str:
    """Name what in its sentence may narrow a denial, or return an empty text where there is nothing.

    Args:
        account: the document.
        record: what it says.
        lasts: whether the days denied go on to the day of writing, which only "has not" says.
    """
    start, end = _sentence(account.text, record)
    inside = [one for one in account.times if one[0] < end and one[1] > start]
    if len(inside) != 1:
        return "its sentence names several times, or none"
    actors, recipients = parties_of(record)
    taken = [*inside, *((int(str(one["start"])), int(str(one["end"]))) for one in (*actors, *recipients))]
    words = _words_left(account.text, start, end, taken)
    known = _denial_words(str(record.get("event_type")))
    roles = [known.get(word, frozenset()) for word in words]
    odd = [word for word, role in zip(words, roles, strict=True) if not role]
    if any(sign in account.text[start:end] for sign in QUOTATION_MARKS):
        return "it stands in quotation marks"
    if odd or account.text[start:end].rstrip().endswith("?"):
        return f"its sentence says more: {', '.join(odd) or 'it asks'}"
    if sum("denies" in role for role in roles) != 1 or not any("whole" in role for role in roles):
        return "its words deny one way of such an act, not every one"
    if lasts and not any("lasting" in role for role in roles):
        return "it does not say that it went on to the day of writing"
    return ""


def _sentence(text: str, record: Record) -> tuple[int, int]:
    """Return where the sentence of a record begins and ends; a full stop in a name makes it shorter, never longer."""
    first = evidence_of(record) or {}
    start, end = int(str(first.get("start", 0))), int(str(first.get("end", 0)))
    before = [found.end() for found in _BREAK.finditer(text, 0, start)]
    after = _BREAK.search(text, end)
    return (before[-1] if before else 0), (after.end() if after else len(text))


def _words_left(text: str, start: int, end: int, taken: Sequence[tuple[int, int]]) -> list[str]:
    """Return the words of a sentence outside some spans, lower case; phrases of the list are one word each."""
    signs = list(text)
    for first, last in taken:
        signs[first:last] = " " * (last - first)
    plain = "".join(signs[start:end]).lower().replace("’", "'")
    return _word().findall(plain)


@cache
def _denial_words(event_type: str) -> Mapping[str, frozenset[str]]:
    """Return the words that may stand in a denial of all acts of a type, each with what it does there."""
    rows = _rows()
    return {words: roles for words, roles, of in rows if of in ("", event_type)}


@cache
def _rows() -> tuple[tuple[str, frozenset[str], str], ...]:
    text = files("sitroom.desk").joinpath("denial_words.csv").read_text("utf-8")
    found = csv.DictReader(text.splitlines())
    return tuple((row["words"], frozenset(row["role"].split()), row["event_type"]) for row in found)


@cache
def _word() -> re.Pattern[str]:
    phrases = [rf"\b{words}\b" for words, _, _ in _rows() if " " in words]
    return re.compile("|".join([*phrases, r"[^\W_]+(?:['-][^\W_]+)*"]))


def _shared(days: DayRange, asked: DayRange) -> int:
    assert asked.start is not None
    assert asked.end is not None
    first, last = max(days.start or asked.start, asked.start), min(days.end or asked.end, asked.end)
    return (last - first).days + 1


_BREAK = re.compile(r"[.!?]['\"”’)\]]*(?=\s)\s*|\n\s*\n")
