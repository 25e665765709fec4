"""One name for each country, type, mode and CAMEO code, where gold sets and readings write them differently."""

import re

PLOVER = (
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
NO_COUNTRY = "-"
BODIES = frozenset(
    {"", "IGO", "NGO", "NGM", "IMG", "MNC", "INT", "ISM", "---", "***", "###"}
    | {"EU", "EUR", "EEC", "UN", "UNO", "NONE", "NULL"}
)
RESPELT = {
    "ITL": "ITA", "JAP": "JPN", "VTN": "VNM", "ROM": "ROU", "TMP": "TLS", "ZAR": "COD", "KSV": "XKX", "UNK": "XKX",
}  # fmt: skip
MODES_OF_2016 = {
    "demo-org": "demo", "demo-spon": "demo", "demonstrate": "demo", "riot-spon": "riot", "riot-org": "riot",
    "strike-gen": "strike", "boycott": "strike", "strike-hun": "hunger", "hunger-strike": "hunger",
    "detain": "arrest", "confiscate": "seize",
}  # fmt: skip

Party = tuple[str, frozenset[str]]


def country_of(code: str | None) -> str:
    """Return the alpha-3 code, or ``-`` for a body above states and for a side that nobody knows.

    >>> country_of("ITL"), country_of("IGO"), country_of(None)
    ('ITA', '-', '-')
    """
    plain = (code or "").strip().upper()
    return NO_COUNTRY if plain in BODIES else RESPELT.get(plain, plain)


def party(code: str | None) -> Party:
    """Split a CAMEO actor code into country and the rest; a body above states keeps its own name.

    >>> party("USAGOV")[0], sorted(party("IGOUNO")[1]), sorted(party("---REB")[1])
    ('USA', ['IGO', 'UNO'], ['REB'])
    """
    first, *rest = re.findall("...", (code or "---").upper())
    country = country_of(first)
    bare = country != NO_COUNTRY or first in {"---", "###"}
    return country, frozenset(rest if bare else [first, *rest])


def cameo_of(code: str | None) -> str:
    """Return an event code of three or four digits; a bare root gets its general form.

    >>> cameo_of("04"), cameo_of("0871")
    ('040', '0871')
    """
    plain = (code or "").strip()
    return f"{plain}0" if re.fullmatch(r"\d\d", plain) else plain


def one_yield(event_type: str | None) -> str | None:
    """Return the type with CONCEDE and RETREAT taken together as YIELD."""
    return "YIELD" if event_type in {"CONCEDE", "RETREAT"} else event_type


def mode_of(mode: str | None) -> str | None:
    """Return a mode by its PLOVER 2016 name."""
    plain = re.sub(r"[_ ]+", "-", (mode or "").strip().lower())
    return MODES_OF_2016.get(plain, plain) or None
