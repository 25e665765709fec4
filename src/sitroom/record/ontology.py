"""The ontology: PLOVER types and quads, CAMEO codes, and the scales of estimative words."""

from dataclasses import dataclass, fields
from functools import cache

from sitroom.core import UnknownCodeError
from sitroom.record.tables import read_rows

DEFAULT_SCALE = "icd203"
QUAD_OF_ROOT = {1: 1, 2: 1, 3: 1, 4: 1, 5: 1, 6: 2, 7: 2, 8: 2, 9: 3, 10: 3, 11: 3, 12: 3, 13: 3}


@dataclass(frozen=True, slots=True)
class EventType:
    """A PLOVER event type with its quad class, its CAMEO root and plain verbs for a reader."""

    name: str
    quad: int
    cameo_root: str
    past: str
    base: str


@cache
def event_types() -> dict[str, EventType]:
    """Return the event types of PLOVER 2021 by name."""
    return {
        row["event_type"]: EventType(row["event_type"], int(row["quad"]), row["cameo_root"], row["past"], row["base"])
        for row in read_rows("ontology/plover.csv")
    }


def get_event_type(name: str) -> EventType:
    """Return one event type.

    Raises:
        UnknownCodeError: PLOVER 2021 has no such type.
    """
    found = event_types().get(name)
    if found is None:
        raise UnknownCodeError(f"PLOVER 2021 has no event type {name!r}; known: {', '.join(event_types())}")
    return found


def quad_of(event_type: str | None, cameo: str | None) -> int | None:
    """Return the quad class of a type, else of a CAMEO code by its root, else None.

    >>> quad_of("CONSULT", "042"), quad_of(None, "190"), quad_of(None, None)
    (1, 4, None)
    """
    if event_type:
        return get_event_type(event_type).quad
    if cameo and cameo[:2].isdigit():
        return QUAD_OF_ROOT.get(int(cameo[:2]), 4)
    return None


@dataclass(frozen=True, slots=True)
class IntentCodes:
    """CAMEO codes of agreeing to an act, refusing, threatening, asking for or demanding it; empty where it has none."""

    agreed: str = ""
    refused: str = ""
    threatened: str = ""
    asked: str = ""
    demanded: str = ""


@cache
def intent_codes(cameo: str) -> IntentCodes:
    """Return the codes of what somebody says of an act to come, as deep as CAMEO goes for it.

    >>> intent_codes("0831").agreed, intent_codes("1822").threatened
    ('0341', '138')
    """
    rows = {row["act"]: row for row in read_rows("ontology/intents.csv")}
    row = next((rows[cameo[:size]] for size in range(len(cameo), 1, -1) if cameo[:size] in rows), None)
    return IntentCodes(**{one.name: row[one.name] for one in fields(IntentCodes)}) if row else IntentCodes()


@cache
def _scales() -> dict[str, dict[str, tuple[float, float]]]:
    out: dict[str, dict[str, tuple[float, float]]] = {}
    for row in read_rows("ontology/scales.csv"):
        out.setdefault(row["scale"], {})[row["words"]] = (float(row["low"]), float(row["high"]))
    return out


def scale_names() -> tuple[str, ...]:
    """Return the names of the scales that a band can be taken from."""
    return tuple(_scales())


def terms_of(scale: str) -> dict[str, tuple[float, float]]:
    """Return the terms of a scale with their bands, in the order of the table.

    Raises:
        UnknownCodeError: there is no such scale.
    """
    find_band("", scale)
    return dict(_scales()[scale])


def find_band(words: str, scale: str = DEFAULT_SCALE) -> tuple[float, float] | None:
    """Return the band in [0, 1] that a scale gives to likelihood words, or None where it has none.

    Raises:
        UnknownCodeError: there is no such scale.

    >>> find_band("very likely"), find_band("cannot be ruled out")
    ((0.8, 0.95), None)
    """
    if scale not in _scales():
        raise UnknownCodeError(f"no scale {scale!r}; known: {', '.join(_scales())}")
    return _scales()[scale].get(" ".join(words.lower().split()))
