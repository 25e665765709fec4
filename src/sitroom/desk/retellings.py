"""Retellings: the same event told in several documents of a desk."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sitroom.desk.store.jsontext import JsonObject
from sitroom.record import Link

if TYPE_CHECKING:
    from sitroom.brief import Text

CLOSE = timedelta(days=6)
WIDE = timedelta(days=30)
ALIKE = 0.5
"""Share of the words of the shorter telling that the longer must have, where the parties alone do not tell."""
LEAST_WORDS = 2
MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})
FAR = frozenset({"phone", "third-party"})
"""Modes of meeting that are another event than one at a table."""
SAID = "said"
_WORD = re.compile(r"[^\W\d_]{4,}")

Key = tuple[str, frozenset[str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Retelling:
    """A later document's event that an earlier document told already: a ``same_event`` link across documents."""

    source: str
    source_document: str
    target: str
    target_document: str
    start: str
    end: str

    def to_json(self) -> dict[str, object]:
        """Return the link, with the documents of both ends and the days that both may mean."""
        ends = {"from": self.source, "from_document": self.source_document}
        ends |= {"to": self.target, "to_document": self.target_document}
        return {"kind": "same_event", **ends, "start": self.start, "end": self.end}


@dataclass(frozen=True, slots=True)
class _Told:
    """One telling; ``persons`` are pairs of a state or body and one whom the text names of it."""

    key: Key
    record: str
    document: str
    first: date
    last: date
    mode: str | None
    place: str
    persons: frozenset[tuple[str, str]]
    words: frozenset[str]


def ties_of(texts: Sequence[Text]) -> list[Link]:
    """Return the events that several texts share, as links between their records."""
    if len(texts) < 2:
        return []
    told = [(one.document.id, [record.to_json() for record in one.reading.records]) for one in texts]
    return [Link("same_event", one.source, one.target, ()) for one in find_retellings(told)]


def find_retellings(documents: Sequence[tuple[str, Sequence[JsonObject]]]) -> list[Retelling]:
    """Return the events that a document shares with one before it, each tied to its first telling.

    Two are the same where both happened, are of one type, between the same states or bodies in the same roles (a
    meeting has no roles), on days that overlap, one told to a week or better and neither more loosely than to a month.
    Two modes, two persons of one state, or two places without a common person are two events. An act with but one
    party, and words said, must be told to the same day and in like words. What is told without a day or a known party
    is tied to nothing. No two events of one document are tied to the same telling.

    Args:
        documents: ids with their records, in the order in which the desk got them.
    """
    known: list[list[_Told]] = []
    out: list[Retelling] = []
    for document, records in documents:
        here = [told for one in records if (told := _told(one, document))]
        left = here
        for earlier in known:
            tied = _pairs(earlier, left)
            out += [_retelling(one, other) for one, other in tied]
            left = [one for one in left if all(one is not other for _, other in tied)]
        known.append(here)
    order = {one.record: place for place, one in enumerate(one for told in known for one in told)}
    return sorted(out, key=lambda one: order[one.source])


def _pairs(earlier: Sequence[_Told], later: Sequence[_Told]) -> list[tuple[_Told, _Told]]:
    """Return the tellings of one event in two documents, each at most once, the likest taken first."""
    by_key: dict[Key, list[int]] = {}
    for place, one in enumerate(earlier):
        by_key.setdefault(one.key, []).append(place)
    found = [
        (_likeness(earlier[i], other), -i, -j)
        for j, other in enumerate(later)
        for i in by_key.get(other.key, ())
        if _is_same(earlier[i], other)
    ]
    out, taken = [], set[tuple[str, int]]()
    for _, i, j in sorted(found, reverse=True):
        if not taken & {("earlier", i), ("later", j)}:
            taken |= {("earlier", i), ("later", j)}
            out.append((earlier[-i], later[-j]))
    return out


def _retelling(earlier: _Told, later: _Told) -> Retelling:
    start, end = max(earlier.first, later.first), min(earlier.last, later.last)
    ends = (later.record, later.document, earlier.record, earlier.document)
    return Retelling(*ends, start.isoformat(), end.isoformat())


def _is_same(one: _Told, other: _Told) -> bool:
    """Return whether nothing sets two tellings with the same key apart."""
    if not _same_days(one, other) or not _same_mode(one, other):
        return False
    shared = one.persons & other.persons
    homes = {home for home, _ in one.persons} & {home for home, _ in other.persons}
    if any(home not in {of for of, _ in shared} for home in homes):
        return False
    if not shared and one.place not in other.place and other.place not in one.place:
        return False
    if one.key[0] == SAID or len(one.key[1] | one.key[2]) < 2:
        return one.first == one.last == other.first == other.last and _same_words(one, other)
    return True


def _same_days(one: _Told, other: _Told) -> bool:
    lengths = (one.last - one.first, other.last - other.first)
    return one.first <= other.last and other.first <= one.last and min(lengths) <= CLOSE and max(lengths) <= WIDE


def _same_mode(one: _Told, other: _Told) -> bool:
    if None in (one.mode, other.mode):
        return not {one.mode, other.mode} & FAR
    return one.mode == other.mode


def _same_words(one: _Told, other: _Told) -> bool:
    common = len(one.words & other.words)
    return common >= LEAST_WORDS and common >= ALIKE * min(len(one.words), len(other.words))


def _likeness(one: _Told, other: _Told) -> tuple[int, bool, bool, bool, int]:
    return (
        len(one.persons & other.persons),
        one.mode == other.mode,
        bool(one.place) and one.place == other.place,
        (one.first, one.last) == (other.first, other.last),
        len(one.words & other.words),
    )


def _told(record: Mapping[str, object], document: str) -> _Told | None:
    day, key = record.get("date"), _key_of(record)
    if key is None or not isinstance(day, dict) or not day.get("start") or not day.get("end"):
        return None
    parties = [one for side in _sides(record) for one in side]
    place, mode = record.get("place"), record.get("mode")
    return _Told(
        key,
        str(record["id"]),
        document,
        date.fromisoformat(day["start"]),
        date.fromisoformat(day["end"]),
        mode if isinstance(mode, str) else None,
        str(place.get("name") or "").casefold() if isinstance(place, dict) else "",
        frozenset((str(_home(one)), str(one["id"])) for one in parties if one.get("id") and not _is_whole(one)),
        _words(record, parties),
    )


def _key_of(record: Mapping[str, object]) -> Key | None:
    event_type = record.get("event_type")
    if event_type is None and record.get("kind") == "statement" and isinstance(record.get("content"), dict):
        event_type = SAID
    if record.get("realis") != "actual" or not isinstance(event_type, str):
        return None
    actors, recipients = (_homes(side) for side in _sides(record))
    if actors is None or recipients is None or not actors:
        return None
    if event_type == SAID:
        return (SAID, actors, frozenset())
    return (event_type, actors | recipients, frozenset()) if event_type in MUTUAL else (event_type, actors, recipients)


def _sides(record: Mapping[str, object]) -> tuple[list[JsonObject], list[JsonObject]]:
    """The parties in their roles; of words that are no act, only who said them."""
    said = record.get("kind") == "statement" and not record.get("event_type")
    sides = (record.get("speaker"), None) if said else (record.get("actors"), record.get("recipients"))
    first, second = ([one for one in side if isinstance(one, dict)] if isinstance(side, list) else [] for side in sides)
    return first, second


def _homes(refs: Sequence[JsonObject]) -> frozenset[str] | None:
    """The states or bodies of the parties; None where one of them is not known."""
    homes = [_home(one) for one in refs]
    return None if None in homes else frozenset(str(home) for home in homes)


def _home(ref: JsonObject) -> object:
    return ref.get("country") or ref.get("id")


def _is_whole(ref: JsonObject) -> bool:
    """Whether a party is a state or body as a whole, and no person or part of it."""
    return ref.get("id") == _home(ref) or ref.get("code") == ref.get("country")


def _words(record: Mapping[str, object], parties: Sequence[JsonObject]) -> frozenset[str]:
    """The longer words of a telling, or of what was said, without the names of its parties."""
    content, evidence = record.get("content"), record.get("evidence")
    quotes = [content] if isinstance(content, dict) else evidence if isinstance(evidence, list) else []
    told = " ".join(str(one.get("quote") or "") for one in quotes)
    names = " ".join(f"{one.get('name') or ''} {one.get('text') or ''}" for one in parties if one.get("name"))
    return frozenset(_WORD.findall(told.casefold())) - frozenset(_WORD.findall(names.casefold()))
