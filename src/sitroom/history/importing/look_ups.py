"""Look-ups: small tables of what each date, party and code that a file prints stands for."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from sitroom.core import canonical_json
from sitroom.history.codebooks.codes import known_types, read_code
from sitroom.history.codebooks.parties import read_party
from sitroom.history.codebooks.party import Party
from sitroom.history.engine import Workbench
from sitroom.history.importing.days import read_day
from sitroom.history.importing.layouts import Layout

PARTY_FIELDS = ("name", "code", "country", "sector", "group", "number", "state")
ACT_ROLES = ("code", "event_type", "quad", "date_precision", "directed")
NOTHING = frozenset({"", "NA", "---"})
_QUADS = {
    "verbal cooperation": 1, "material cooperation": 2, "verbal conflict": 3, "material conflict": 4,
    "vc": 1, "mc": 2, "vk": 3, "mk": 4, "1": 1, "2": 2, "3": 3, "4": 4,
}  # fmt: skip
_FLAGS = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
_PARTY_KINDS = {
    "as_key": "VARCHAR",
    "as_name": "VARCHAR",
    "as_country": "VARCHAR",
    "as_sector": "VARCHAR",
    "as_state": "BOOLEAN",
}
_ACT_KINDS = {
    **{f"in_{role}": "VARCHAR" for role in ACT_ROLES},
    "code": "VARCHAR", "cameo": "VARCHAR", "quad": "BIGINT", "event_type": "VARCHAR", "score": "DOUBLE",
    "precision": "VARCHAR", "directed": "BOOLEAN", "act_key": "VARCHAR", "unmapped": "BOOLEAN",
    "unknown_type": "BOOLEAN", "uncoded": "BOOLEAN", "quad_unreadable": "BOOLEAN", "precision_unreadable": "BOOLEAN",
    "directed_unreadable": "BOOLEAN",
}  # fmt: skip


def fill_look_ups(bench: Workbench, layout: Layout, cells: Mapping[str, str], *, dates: Sequence[str]) -> None:
    """Fill the tables ``days``, ``actors``, ``recipients`` and ``acts`` of the engine from its view ``raw_rows``.

    Args:
        bench: the engine.
        layout: how the file prints parties, codes and days.
        cells: SQL for what a row prints, by role; of our own making.
        dates: the roles of days that the file has.
    """
    union = " UNION ".join(f"SELECT DISTINCT {cells[role]} FROM raw_rows" for role in dates)  # noqa: S608 - column numbers
    days = ((one[0], read_day(one[0], short=layout.short_days)) for one in bench.rows(union))
    bench.fill("days", {"printed": "VARCHAR", "day": "DATE"}, days)
    for side in ("actor", "recipient"):
        columns = ", ".join(cells[f"{side}_{name}"] for name in PARTY_FIELDS)
        found = bench.rows(f"SELECT DISTINCT {columns} FROM raw_rows")  # noqa: S608
        kinds = {**dict.fromkeys(PARTY_FIELDS, "VARCHAR"), **_PARTY_KINDS}
        bench.fill(f"{side}s", kinds, ((*one, *_party(layout.parties, one)) for one in found))
    codes = ", ".join(cells[role] for role in ACT_ROLES)
    found = bench.rows(f"SELECT DISTINCT {codes} FROM raw_rows")  # noqa: S608
    bench.fill("acts", _ACT_KINDS, ((*one, *_act(layout, *map(trimmed, one))) for one in found))


def trimmed(cell: str | None) -> str | None:
    """Return what a cell prints, or None where it prints nothing."""
    text = (cell or "").strip()
    return None if text in NOTHING else text


@lru_cache(maxsize=200_000)
def _party(scheme: str, printed: tuple[str | None, ...]) -> tuple[object, ...]:
    """Return a key by which rows with the same party as printed are known, and the party."""
    cells = {name: trimmed(cell) for name, cell in zip(PARTY_FIELDS, printed, strict=True)}
    found: Party = read_party(scheme, cells)
    told = ("name", "code", "country") if cells["name"] or cells["code"] else ("country", "sector")
    key = canonical_json([cells[name] for name in told])
    return key, found.name, found.country, found.sector, found.state


def _act(layout: Layout, code: str | None, kind: str | None, quad: str | None, *rest: str | None) -> tuple[object, ...]:
    """Return what was done, how exactly it is dated and whether it is directed, with what could not be read."""
    act = read_code(layout.codes, code)
    said = _QUADS.get((quad or "").removesuffix(".0").casefold().replace("_", " "))
    event_type = kind.upper() if kind and kind.upper() in known_types() else kind
    precision, directed = rest
    exact = layout.precisions.get((precision or "").removesuffix(".0"), (precision or "day").casefold())
    flag = _FLAGS.get((directed or "true").casefold())
    if layout.directed == "never":
        flag = False
    elif layout.directed != "always":
        flag = (code or "").removesuffix(".0") == layout.directed
    known = exact in {"day", "week", "month", "year"}
    return (
        code, act.cameo, said or act.quad, event_type or act.event_type, act.goldstein,
        exact if known else "day", flag is not False, code or kind or quad,
        act.unmapped, bool(kind) and event_type not in known_types(),
        layout.codes != "none" and code is None and said is None, bool(quad) and said is None,
        not known, flag is None,
    )  # fmt: skip
