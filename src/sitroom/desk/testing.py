"""Testing: a claim as a file, a sentence or a pattern record, put to the referee."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from sitroom.core import DayRange, HistoryError, UsageError
from sitroom.desk.rates import members_of
from sitroom.history import (
    Claim,
    Coverage,
    EventStore,
    Report,
    body_slugs,
    coverage,
    judge_claim,
    keds_code_to_alpha3,
    read_claim,
)
from sitroom.record import Gazetteer, look_up, state_names

LONGEST_PATH = 240


def resolve_actor(name: str, gazetteer: Gazetteer, *, keds_first: bool = False) -> str:
    """Return the alpha-3 code or slug of an actor in a claim: an alpha-3, body, KEDS or CAMEO code, a slug or a name.

    Raises:
        HistoryError: no actor is known under the name, or several are.
    """
    slugs = {code: slug for slug, code in body_slugs().items()}
    if name in slugs:
        return slugs[name]
    keds = keds_code_to_alpha3(name)
    alpha3 = name if name in set(state_names().values()) else None
    found = (keds or alpha3) if keds_first else (alpha3 or keds)
    if found:
        return found
    if name in gazetteer.actors:
        return gazetteer.actors[name].country or name if gazetteer.actors[name].kind == "country" else name
    known = look_up(name, gazetteer)
    meant = {reading.id for reading in known.readings if reading.kind != "person" and reading.id}
    if known.taken in meant and known.taken in gazetteer.actors:
        return resolve_actor(known.taken or "", gazetteer)
    near = ", ".join((sorted(one for one in meant if one) or [one.name for one in known.near])[:5])
    said = "can mean several actors" if meant else "names no actor that event data know"
    raise HistoryError(f"{name!r} {said}" + (f": {near}" if near else "") + "; `sitroom actors find` looks names up")


def load_claim(text: str, gazetteer: Gazetteer, *, where: str = "the claim") -> Claim:
    """Return the claim of a TOML text; on a KEDS set, codes are KEDS codes where the two lists differ.

    Raises:
        HistoryError: it is not a claim.
    """
    claim = read_claim(text, resolve=lambda name: resolve_actor(name, gazetteer), where=where)
    if claim.source and claim.source.startswith("keds:"):
        return read_claim(text, resolve=lambda name: resolve_actor(name, gazetteer, keds_first=True), where=where)
    return claim


def run_claim(claim: Claim, store: EventStore, *, as_of: date | None = None) -> Report:
    """Return the referee's report on a claim."""
    return judge_claim(claim, store, members=members_of, as_of=as_of)


def claim_text(given: str) -> str | None:
    """Return the text of a claim file, or None where what is given is no file.

    Raises:
        UsageError: it looks like a file and is not there, or cannot be read.
    """
    if "\n" in given or len(given) > LONGEST_PATH:
        return None
    path = Path(given)
    try:
        if path.is_file():
            return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{given} cannot be read: {error}") from error
    if given.endswith(".toml"):
        raise UsageError(f"there is no file {given}; write the claim as docs/reference/claims.md shows")
    return None


def quote_of(record: Mapping[str, object]) -> str:
    """Return the words that a record rests on."""
    evidence = record.get("evidence")
    first = evidence[0] if isinstance(evidence, list) and evidence else {}
    return str(first.get("quote", "")) if isinstance(first, dict) else ""


def covers(names: Sequence[str], store: EventStore, period: DayRange) -> tuple[Coverage, ...]:
    """Return the coverage of the names by each source that has parties at all."""
    sources = [one.source for one in store.sources() if one.null_actor < one.rows]
    return tuple(coverage(store, names, period, one, members=members_of) for one in sources)
