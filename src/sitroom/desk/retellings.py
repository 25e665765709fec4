"""Retellings: the same event told in several documents of a desk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sitroom.desk.store.jsontext import JsonObject

CLOSE = timedelta(days=6)
MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})

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
    record: str
    document: str
    first: date
    last: date


def find_retellings(documents: Sequence[tuple[str, Sequence[JsonObject]]]) -> list[Retelling]:
    """Return the events that a document shares with one before it, each tied to its first telling.

    Two are the same where both happened, are of one type, between the same two or more states or bodies in the same
    roles (a meeting has no roles), on days that overlap, and where one of them is dated to a week or better. What is
    told without a day or a known party is tied to nothing.

    Args:
        documents: ids with their records, in the order in which the desk got them.
    """
    known: dict[Key, list[_Told]] = {}
    out = []
    for document, records in documents:
        here = [(key, told) for one in records if (key := _key_of(one)) and (told := _told(one, document))]
        for key, told in here:
            earlier = next((one for one in known.get(key, ()) if _same_days(one, told)), None)
            if earlier is not None:
                start, end = max(earlier.first, told.first), min(earlier.last, told.last)
                ends = (told.record, document, earlier.record, earlier.document)
                out.append(Retelling(*ends, start.isoformat(), end.isoformat()))
        for key, told in here:
            known.setdefault(key, []).append(told)
    return out


def _key_of(record: Mapping[str, object]) -> Key | None:
    event_type = record.get("event_type")
    if record.get("realis") != "actual" or not isinstance(event_type, str):
        return None
    actors, recipients = (_homes(record.get(side)) for side in ("actors", "recipients"))
    if actors is None or recipients is None or len(actors | recipients) < 2:
        return None
    return (event_type, actors | recipients, frozenset()) if event_type in MUTUAL else (event_type, actors, recipients)


def _homes(refs: object) -> frozenset[str] | None:
    """The states or bodies of the parties; None where one of them is not known."""
    listed = refs if isinstance(refs, list) else []
    homes = [one.get("country") or one.get("id") for one in listed if isinstance(one, dict)]
    return None if None in homes else frozenset(str(home) for home in homes)


def _told(record: Mapping[str, object], document: str) -> _Told | None:
    day = record.get("date")
    if not isinstance(day, dict) or not day.get("start") or not day.get("end"):
        return None
    return _Told(str(record["id"]), document, date.fromisoformat(day["start"]), date.fromisoformat(day["end"]))


def _same_days(one: _Told, other: _Told) -> bool:
    overlap = one.first <= other.last and other.first <= one.last
    return overlap and min(one.last - one.first, other.last - other.first) <= CLOSE
