"""Actor codes: codes of three-letter pieces, the country or body first, as CAMEO and KEDS write them.

A code is the state or body itself, or its government as a whole, where nothing but GOV follows the country or body.
"""

from collections.abc import Mapping
from functools import cache

from sitroom.history.codebooks.party import Party, Printed
from sitroom.history.codebooks.party_tables import alpha3_codes, body_parts, body_pieces, cameo_sectors, table_rows
from sitroom.record import country_codes

HEADS = (5, 4, 3)
"""How many letters a country or body takes in a KEDS code; the longest that is known counts."""


def read_cameo(printed: Printed) -> Party:
    """GDELT and Phoenix: a code with its country or body split off; where they are not, the code says them."""
    return _coded(printed, _cameo_places())


def read_keds_cameo(printed: Printed) -> Party:
    """KEDS in CAMEO: CAMEO's letters go first; KEDS's own count where CAMEO has none."""
    return _coded({"code": _code_of(printed)}, _keds_cameo_places())


def read_keds(printed: Printed) -> Party:
    """KEDS in WEIS: a code that begins with its country or body in KEDS's own letters."""
    code = _code_of(printed)
    head, rest = _split(code or "")
    if head == "IGO" and rest:
        return _coded({"code": code}, _keds_places())
    place = _keds_places().get(head) or body_pieces().get(head)
    sector = next((piece for piece in rest if piece in cameo_sectors()), None)
    return Party(code, place or body_parts().get(head), sector, place is not None and rest in ([], ["GOV"]))


@cache
def keds_code_to_alpha3(code: str) -> str | None:
    """Return the alpha-3 code of a KEDS actor code that is a state, or None."""
    return _keds_places().get(code)


def _coded(printed: Printed, places: Mapping[str, str]) -> Party:
    code, country, group = printed.get("code"), printed.get("country"), printed.get("group")
    name, pieces = printed.get("name") or code, _pieces(code)
    place = places.get(country or (code or "")[:3])
    if not place:
        body = next((found for one in (group, country, *pieces) if one and (found := body_pieces().get(one))), None)
        if body:
            last = _last(pieces)
            return Party(name, body, "IGO", last is None or body_pieces().get(last) == body)
    rest = [piece for piece in pieces if piece != country and (not place or places.get(piece) != place)]
    sector = next((piece for piece in rest if piece in cameo_sectors()), None)
    return Party(name, place, sector, place is not None and rest in ([], ["GOV"]))


def _last(pieces: list[str]) -> str | None:
    """Return the last piece of a code, its government left off."""
    whole = pieces[:-1] if pieces[-1:] == ["GOV"] else pieces
    return whole[-1] if whole else None


def _code_of(printed: Printed) -> str | None:
    code = printed.get("code") or printed.get("name")
    return code.upper() if code else None


def _split(code: str) -> tuple[str, list[str]]:
    """Return the country or body with which a KEDS code begins, and the pieces that follow.

    >>> _split("BOSSER"), _split("USGOV"), _split("EURCO")
    (('BOS', ['SER']), ('US', ['GOV']), ('EUR', ['CO']))
    """
    known = (_keds_places(), body_pieces(), body_parts())
    sizes = [size for size in HEADS if any(code[:size] in table for table in known)]
    if not sizes and code[2:5] in cameo_sectors() and any(code[:2] in table for table in known):
        sizes = [2]
    size = sizes[0] if sizes else 3
    if len(code) < size:
        return code, []
    return code[:size], _in_threes(code[size:])


def _pieces(code: str | None) -> list[str]:
    """Return the three-letter pieces of an actor code; a body's longer name stands alone.

    >>> _pieces("NGAGOV"), _pieces("NATO"), _pieces("US")
    (['NGA', 'GOV'], ['NATO'], ['US'])
    """
    text = (code or "").upper()
    return [text] if text in body_pieces() else _in_threes(text)


def _in_threes(text: str) -> list[str]:
    return [text[at : at + 3] for at in range(0, len(text), 3)]


@cache
def _cameo_places() -> dict[str, str]:
    return {code: alpha for alpha, code in country_codes("cameo")} | {code: code for code in alpha3_codes()}


@cache
def _keds_places() -> dict[str, str]:
    """Return alpha-3 by KEDS code; CAMEO's or ISO's letters are those of states for which KEDS has none of its own."""
    own = {code: alpha for alpha, code in country_codes("keds")}
    coded = set(own.values())
    return {code: alpha for code, alpha in _cameo_places().items() if alpha not in coded} | own


@cache
def _keds_cameo_places() -> dict[str, str]:
    others = {row["code"] for row in table_rows("cameo_groups.csv")}
    own = {code: alpha for alpha, code in country_codes("keds") if code not in others}
    return own | _cameo_places()
