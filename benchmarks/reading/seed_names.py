"""Names in the seed: whether an actor reference carries the name of a gold item."""

import re
import unicodedata
from collections.abc import Iterable

from benchmarks.reading.answers import Record, Ref, actors, country

BILL = re.compile(r"\b(bill|william)\b")


def fold(words: str) -> str:
    """Return words in lower case, without accents.

    >>> fold("Orbán")
    'orban'
    """
    plain = unicodedata.normalize("NFKD", words).lower()
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def named(refs: Iterable[Ref], name: str, *, strict: bool = True) -> bool:
    """Whether any reference carries a name, by its last part.

    Clinton must be Hillary; where not ``strict``, a bare Clinton will do, but not Bill. A Belarusian body goes by name
    or country.
    """
    return any(_carries(ref, name, strict=strict) for ref in refs)


def speakers(record: Record) -> list[Ref]:
    """Return the speaker of a statement, else the actors of an event."""
    return record.get("speaker") or record.get("actors") or []


def holders(record: Record) -> list[Ref]:
    """Return everybody whose act, word, aim or habit a record is."""
    return [*actors(record), *(record.get("holder") or []), *(record.get("speaker") or [])]


def _carries(ref: Ref, name: str, *, strict: bool) -> bool:
    words = fold(" ".join(ref.get(part) or "" for part in ("name", "text", "id")))
    if "Clinton" in name:
        return "clinton" in words and ("hillary" in words or (not strict and not BILL.search(words)))
    if name.startswith("Belarusian"):
        return "belarus" in words or country(ref) == "BLR"
    return fold(name.rsplit(maxsplit=1)[-1])[:9] in words
