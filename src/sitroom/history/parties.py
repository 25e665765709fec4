"""Parties: who acted and on whom, from what a row prints, in each of the ways in which data sets print it."""

import csv
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sitroom.record import country_codes, fold_name, home_names, state_names

Printed = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Party:
    """One side of an event.

    Args:
        name: as printed: a name, or where there is none the code.
        country: alpha-3, or a body's code such as EU.
        sector: CAMEO sector code such as GOV.
        state: whether it is the state or body itself, or its government as a whole.
    """

    name: str | None = None
    country: str | None = None
    sector: str | None = None
    state: bool = False


def read_party(scheme: str, printed: Printed) -> Party:
    """Return the party that a row prints.

    Args:
        scheme: how the data set prints it: one of ``layouts.SCHEMES``.
        printed: ``name``, ``code``, ``country``, ``sector``, ``group``, ``number``, each text or None.

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


def _icews(printed: Printed) -> Party:
    """ICEWS and POLECAT: a name, a country's name or alpha-3, sectors from general to narrow or the other way."""
    name, country, sectors = printed.get("name"), printed.get("country"), printed.get("sector")
    code = (country if _is_alpha3(country) else _countries().get(fold_name(country))) if country else None
    body = _bodies().get(fold_name(name)) if name and not code else None
    if body:
        return Party(name, body[0], "IGO", body[1])
    if name and not country and fold_name(name) in _countries():
        code = _countries()[fold_name(name)]
    sector = next((found for one in (sectors or "").split(",") if (found := _sectors().get(one.strip()))), None)
    if name and code and (_is_state(name, code) or not sectors):
        return Party(name, code, None if _names_state(name, code) else sector, _is_state(name, code))
    return Party(name, code, sector)


def _cameo(printed: Printed) -> Party:
    """GDELT and Phoenix: a code of three-letter pieces, with its country or body split off."""
    code, country, group = printed.get("code"), printed.get("country"), printed.get("group")
    name = printed.get("name") or code
    place = _cameo_places().get(country or "")
    bodies = (_body_pieces().get(piece) for piece in (group, country, *_pieces(code)) if piece)
    body = next((found for found in bodies if found), None)
    if body and not place:
        return Party(name, body, "IGO", state=True)
    rest = [piece for piece in _pieces(code) if piece != country]
    sector = next((piece for piece in rest if piece in _cameo_sectors()), None)
    return Party(name, place, sector, bool(place) and (not rest or rest[0] == "GOV"))


def _keds(printed: Printed) -> Party:
    """KEDS: a code that begins with its country or body, in KEDS's own letters or in CAMEO's."""
    code = printed.get("code") or printed.get("name")
    pieces = _pieces(code)
    if not pieces:
        return Party(code)
    head, rest = pieces[0], pieces[1:]
    place = _keds_places().get(head) or _body_pieces().get(head)
    if head == "IGO" and rest:
        body = next((found for piece in rest if (found := _body_pieces().get(piece))), None)
        return Party(code, body, "IGO", state=body is not None)
    sector = next((piece for piece in rest if piece in _cameo_sectors()), None)
    return Party(code, place, sector, bool(place) and (not rest or rest[0] == "GOV"))


def _named(printed: Printed) -> Party:
    """A bare name: ``Group (Country)``, a country, a body, or someone of whom the gazetteer knows one country."""
    name = (printed.get("name") or "").replace("_", " ").strip()
    said = re.fullmatch(r"(.+?) \(([^()]+)\)", name)
    if said:
        code = _countries().get(fold_name(said[2]))
        return Party(name, code, _sectors().get(said[1].strip()), bool(code) and said[1] == "Government")
    if body := _bodies().get(fold_name(name)):
        return Party(name, body[0], "IGO", body[1])
    if code := _countries().get(fold_name(name)):
        return Party(name, code, None, state=True)
    return Party(name, _homes().get(fold_name(name)))


def _described(printed: Printed) -> Party:
    """ACLED and UCDP: ``Government of Syria``, ``Police Forces of Kenya (2013-2022)``, or a group's own name."""
    name = printed.get("name") or ""
    number = (printed.get("number") or "").removesuffix(".0")
    plain = re.sub(r"\s*\([^()]*\)", "", name).strip()
    said = re.fullmatch(r"(Government|Military Forces|Police Forces) of (?:the )?(.+)", plain)
    code = _state_numbers().get(number)
    if said and not code:
        head = re.split(r"\s*[-:]\s", said[2])[0]
        code = _countries().get(fold_name(said[2])) or _countries().get(fold_name(head))
    if said and code:
        sector = {"Government": "GOV", "Military Forces": "MIL", "Police Forces": "COP"}[said[1]]
        return Party(name, code, sector, sector == "GOV")
    home = _countries().get(fold_name(inside[1])) if (inside := re.search(r"\(([^()]+)\)$", name)) else None
    known = next((sector for word, sector in _WORDS.items() if plain.startswith(word)), None)
    return Party(name or None, code or home, known, state=False)


_WORDS = {"Civilians": "CVL", "Protesters": "CVL", "Rioters": "CVL", "Unidentified": "UAF", "Rebel": "REB"}

_SCHEMES: Mapping[str, Callable[[Printed], Party]] = {
    "none": _nothing,
    "table": _table,
    "icews": _icews,
    "cameo": _cameo,
    "keds": _keds,
    "named": _named,
    "described": _described,
}


def _pieces(code: str | None) -> list[str]:
    """Return the three-letter pieces of an actor code; a body's longer name stands alone.

    >>> _pieces("NGAGOV"), _pieces("NATO"), _pieces("US")
    (['NGA', 'GOV'], ['NATO'], ['US'])
    """
    text = (code or "").upper()
    if text in _body_pieces() or len(text) <= 3:
        return [text] if text else []
    return [text[at : at + 3] for at in range(0, len(text), 3)]


def _is_alpha3(text: str | None) -> bool:
    return text in _alpha3()


def _names_state(name: str, country: str | None) -> bool:
    folded = fold_name(name)
    return _countries().get(folded) == country or name == country


def _is_state(name: str, country: str | None) -> bool:
    """Whether a name is that of a state, a body, or its government as a whole."""
    body = _bodies().get(fold_name(name))
    whole = re.fullmatch(r"(?:the )?government(?: of (?:the )?.+| \(.+\))?", name, re.IGNORECASE)
    return bool(whole) or _names_state(name, country) or (body is not None and body == (country, True))


@cache
def _alpha3() -> frozenset[str]:
    return frozenset(state_names().values())


@cache
def _countries() -> dict[str, str]:
    """Return alpha-3 by the folded name of a state: its names here and in ICEWS; never its people or its capital."""
    return {fold_name(name): code for name, code in state_names().items()}


@cache
def _cameo_places() -> dict[str, str]:
    return {code: alpha for alpha, code in country_codes("cameo")} | {code: code for code in _alpha3()}


@cache
def _keds_places() -> dict[str, str]:
    """Return alpha-3 by KEDS code; where KEDS has no code of its own, CAMEO's or ISO's letters are its."""
    own = {code: alpha for alpha, code in country_codes("keds")}
    return _cameo_places() | own | {"US": "USA"}


@cache
def keds_code_to_alpha3(code: str) -> str | None:
    """Return the alpha-3 code of a KEDS actor code that is a state, or None."""
    return _keds_places().get(code)


@cache
def _bodies() -> dict[str, tuple[str, bool]]:
    """Return a body's code, and whether the name is the body itself, by folded name."""
    out: dict[str, tuple[str, bool]] = {}
    for row in _rows("bodies.csv"):
        out |= {fold_name(name): (row["code"], True) for name in row["names"].split("|") if name}
        out |= {fold_name(name): (row["code"], False) for name in row["parts"].split("|") if name}
    return out


@cache
def _body_pieces() -> dict[str, str]:
    return {piece: row["code"] for row in _rows("bodies.csv") for piece in row["pieces"].split("|")}


@cache
def body_slugs() -> dict[str, str]:
    """Return the code by which event rows know a body, by its slug."""
    return {row["slug"]: row["code"] for row in _rows("bodies.csv")}


@cache
def _homes() -> dict[str, str]:
    """Return the one country of a person, party or other body, by folded name."""
    return {fold_name(name): code for name, code in home_names().items()}


@cache
def _sectors() -> dict[str, str]:
    return {row["name"]: row["sector"] for row in _rows("sectors.csv")} | {code: code for code in _cameo_sectors()}


@cache
def _cameo_sectors() -> frozenset[str]:
    return frozenset(row["sector"] for row in _rows("sectors.csv"))


@cache
def _state_numbers() -> dict[str, str]:
    return {row["number"]: row["alpha3"] for row in _rows("gleditsch_ward.csv")}


def _rows(name: str) -> list[dict[str, str]]:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
