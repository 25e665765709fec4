"""Parties: who acted and on whom, from what a row prints, in each of the ways in which data sets print it."""

import re
from collections.abc import Callable, Mapping
from functools import cache

from sitroom.history.codebooks.actor_codes import read_cameo, read_keds, read_keds_cameo
from sitroom.history.codebooks.party import Party, Printed
from sitroom.history.codebooks.party_tables import (
    alpha3_codes,
    body_by_name,
    body_pieces,
    cameo_sectors,
    sector_by_name,
    state_by_name,
    state_numbers,
)
from sitroom.record import fold_name, home_names


def read_party(scheme: str, printed: Printed) -> Party:
    """Return the party that a row prints.

    Args:
        scheme: how the data set prints it: one of ``layouts.SCHEMES``.
        printed: ``name``, ``code``, ``country``, ``sector``, ``group``, ``number``, ``state``, each text or None.

    >>> read_party("keds", {"code": "BOSSER"})
    Party(name='BOSSER', country='BIH', sector=None, state=False)
    >>> read_party("named", {"name": "Police (India)"})
    Party(name='Police (India)', country='IND', sector='COP', state=False)
    """
    if not any(printed.values()):
        return Party()
    return _SCHEMES[scheme](printed)


def _nothing(_printed: Printed) -> Party:
    return Party()


def _table(printed: Printed) -> Party:
    """Our own columns: what they print stands; a name alone is looked up."""
    name, country, sector = printed.get("name"), printed.get("country"), printed.get("sector")
    if name and not country:
        found = _named({"name": name})
        return Party(name, found.country, sector or found.sector, found.state and not sector)
    whole = {"GOV"} if len(country or "") == 3 else {"GOV", "IGO"}  # a body's own officials are its government
    state = sector in whole or (not sector and (not name or _is_state(name, country)))
    return Party(name, country, sector, bool(country) and state)


def _exported(printed: Printed) -> Party:
    """Our own export: what it prints stands, and nothing is looked up."""
    return Party(printed.get("name"), printed.get("country"), printed.get("sector"), printed.get("state") == "true")


def _icews(printed: Printed) -> Party:
    """ICEWS and POLECAT: a name, a country's name or alpha-3, sectors in no order."""
    name, country, sectors = printed.get("name"), printed.get("country"), printed.get("sector")
    code = (country if country in alpha3_codes() else state_by_name().get(fold_name(country))) if country else None
    body = body_by_name().get(fold_name(name)) if name and not code else None
    if body:
        return Party(name, body[0], "IGO", body[1])
    if name and not country and fold_name(name) in state_by_name():
        code = state_by_name()[fold_name(name)]
    sector = _sector(name, sectors)
    if name and code and (_is_state(name, code) or not sectors):
        return Party(name, code, None if _names_state(name, code) else sector, _is_state(name, code))
    return Party(name, code, sector)


def _named(printed: Printed) -> Party:
    """A bare name: ``Group (Country)``, a country, a body, or someone of whom the gazetteer knows one country."""
    name = (printed.get("name") or "").replace("_", " ").strip()
    if said := _GROUP.fullmatch(name):
        code = state_by_name().get(fold_name(said[2]))
        return Party(name, code, _sector(name, None), bool(code) and said[1] == "Government")
    if body := body_by_name().get(fold_name(name)):
        return Party(name, body[0], "IGO", body[1])
    if code := state_by_name().get(fold_name(name)):
        return Party(name, code, None, state=True)
    return Party(name, _homes().get(fold_name(name)))


_GROUP = re.compile(r"(.+?) \(([^()]+)\)")


def _sector(name: str | None, sectors: str | None) -> str | None:
    """Return a sector: CAMEO's own letters as printed, else that of ``Group (Country)``, else the most specific one."""
    told = [one.strip() for one in (sectors or "").split(",")]
    if told[0] in cameo_sectors():
        return told[0]
    group = _GROUP.fullmatch(name or "")
    if group and group[1] in sector_by_name():
        return sector_by_name()[group[1]]
    return next((sector for one, sector in sector_by_name().items() if one in told), None)


def _described(printed: Printed) -> Party:
    """ACLED and UCDP: ``Government of Syria``, ``Police Forces of Kenya (2013-2022)``, or a group's own name."""
    name = printed.get("name") or ""
    number = (printed.get("number") or "").removesuffix(".0")
    plain = re.sub(r"\s*\([^()]*\)", "", name).strip()
    said = re.fullmatch(r"(Government|Military Forces|Police Forces) of (?:the )?(.+)", plain)
    code = state_numbers().get(number)
    if said and not code:
        head = re.split(r"\s*[-:]\s", said[2])[0]
        code = state_by_name().get(fold_name(said[2])) or state_by_name().get(fold_name(head))
    if said and code:
        sector = {"Government": "GOV", "Military Forces": "MIL", "Police Forces": "COP"}[said[1]]
        return Party(name, code, sector, sector == "GOV")
    if body := _body_of(plain):
        return Party(name, body[0], "IGO", body[1])
    home = state_by_name().get(fold_name(inside[1])) if (inside := re.search(r"\(([^()]+)\)$", name)) else None
    known = next((sector for word, sector in _WORDS.items() if plain.startswith(word)), None)
    return Party(name or None, code or home, known, state=False)


def _body_of(name: str) -> tuple[str, bool] | None:
    """Return the body that ``NATO: North Atlantic Treaty Organization`` is, and whether it is itself one."""
    parts = [part.strip() for part in name.split(":", 1)]
    known = (body_by_name().get(fold_name(part)) for part in parts)
    letters = body_pieces().get(parts[0]) if len(parts) == 2 else None
    return next((body for body in known if body), (letters, True) if letters else None)


_WORDS = {"Civilians": "CVL", "Protesters": "CVL", "Rioters": "CVL", "Unidentified": "UAF", "Rebel": "REB"}

_SCHEMES: Mapping[str, Callable[[Printed], Party]] = {
    "none": _nothing,
    "table": _table,
    "exported": _exported,
    "icews": _icews,
    "cameo": read_cameo,
    "keds": read_keds,
    "keds_cameo": read_keds_cameo,
    "named": _named,
    "described": _described,
}


def _names_state(name: str, country: str | None) -> bool:
    folded = fold_name(name)
    return state_by_name().get(folded) == country or name == country


def _is_state(name: str, country: str | None) -> bool:
    """Whether a name is that of a state, a body, or its government as a whole."""
    body = body_by_name().get(fold_name(name))
    whole = re.fullmatch(r"(?:the )?government(?: of (?:the )?.+| \(.+\))?", name, re.IGNORECASE)
    return bool(whole) or _names_state(name, country) or (body is not None and body == (country, True))


@cache
def _homes() -> dict[str, str]:
    """Return the one country of a person, party or other body, by folded name."""
    return {fold_name(name): code for name, code in home_names().items()}
