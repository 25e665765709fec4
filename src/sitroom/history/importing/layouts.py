"""Layouts: which column of a file says what, for the published formats and for a user's own map."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from pathlib import Path

from sitroom.core import HistoryError
from sitroom.history.columns import PRECISIONS

ROLES = (
    "event_id", "source", "occurred_on", "last_day", "first_known_on", "date_precision",
    "actor_name", "actor_code", "actor_country", "actor_sector", "actor_group", "actor_number",
    "recipient_name", "recipient_code", "recipient_country", "recipient_sector", "recipient_group", "recipient_number",
    "code", "event_type", "quad", "goldstein", "mentions", "sources", "story_id", "directed", "latitude", "longitude",
    "actor_state", "recipient_state", "own_code", "own_unmapped", "own_assumed", "own_row",
)  # fmt: skip
SCHEMES = ("cameo", "described", "exported", "icews", "keds", "keds_cameo", "named", "none", "table")
CODEBOOKS = ("acled", "cameo", "exported", "none", "plover", "ucdp", "weis")
KEYS = ("event_id", "content")
EXPORTED = "exported"
"""The layout of our own exports, which a file with all of our columns is read by."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How the rows of a format are laid out.

    Args:
        name: the format's name.
        title: in words.
        fields: role to the names of the columns that may hold it; the first that the file has is taken.
        columns: names by position, for a file without a header; empty where the format always has one.
        min_columns: fewer in a row, and it is rejected; 0 means as many as the file's header or ``columns`` has.
        quoted: whether cells between tabs stand in quotation marks; those between commas do.
        short_days: whether six digits are a day (YYMMDD).
        needs: columns without which the file cannot be read.
        needs_one: columns of which it must have at least one.
        codes: the codebook that its codes are of.
        parties: how it writes who did it to whom; see ``parties.py``.
        directed: ``always``, ``never``, or the one code whose rows say who did it to whom.
        precisions: printed precision to ours.
        event_key: whether the printed id is the row's own (``event_id``) or the row is known by its content.
        source: the name of the data set before ``:<file stem>``; None means the format's own name alone.
        lag: the format whose documented lag counts; None means its own.
    """

    name: str
    title: str
    fields: Mapping[str, tuple[str, ...]]
    columns: tuple[str, ...] = ()
    min_columns: int = 0
    quoted: bool = True
    short_days: bool = False
    needs: tuple[str, ...] = ()
    needs_one: tuple[str, ...] = ()
    codes: str = "cameo"
    parties: str = "table"
    directed: str = "always"
    precisions: Mapping[str, str] = field(default_factory=dict)
    event_key: str = "event_id"
    source: str | None = None
    lag: str | None = None

    def source_of(self, path: Path) -> str:
        """Return the name of the data set that a file of this layout is of, unless one is given."""
        stem = path.name.split(".")[0]
        return f"{self.source}:{stem}" if self.source else self.name


def layout_names() -> tuple[str, ...]:
    """Return the names of the shipped layouts, sorted."""
    return tuple(sorted(one.name[: -len(".toml")] for one in files(__package__).joinpath("layouts").iterdir()))


@cache
def find_layout(name: str) -> Layout:
    """Return a shipped layout.

    Raises:
        HistoryError: there is none of this name.
    """
    if name not in layout_names():
        known = ", ".join((*layout_names(), "aggregate", "readings"))
        raise HistoryError(f"the format {name!r} is not known; known are {known}")
    text = files(__package__).joinpath("layouts", f"{name}.toml").read_text(encoding="utf-8")
    return _layout(name, tomllib.loads(text), f"the layout {name}")


def read_map(path: Path) -> Layout:
    """Return the layout that a user's map describes; ``docs/reference/history-formats.md`` says how one looks.

    Raises:
        HistoryError: the file cannot be read, or what it says is not a layout.
    """
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise HistoryError(f"the map {path} cannot be read: {error}") from error
    layout = _layout("table", said, str(path))
    if "occurred_on" not in layout.fields:
        raise HistoryError(f"{path} does not say which column is occurred_on; add it under [fields]")
    needs = tuple(names[0] for names in layout.fields.values() if len(names) == 1)
    return replace(layout, source=layout.source or "table", needs=layout.needs or needs, lag=layout.lag or "table")


def fold(name: str) -> str:
    """Return a column name as it is compared: letters and digits in lower case."""
    return re.sub(r"[^0-9a-z]", "", name.casefold())


def _layout(name: str, said: Mapping[str, object], where: str) -> Layout:
    fields = said.get("fields")
    if not isinstance(fields, dict) or not fields:
        raise HistoryError(f"{where} has no [fields]; name there the column of occurred_on and of whatever else it has")
    columns: dict[str, tuple[str, ...]] = {}
    for role, names in fields.items():
        if role == "cameo":
            role = "code"  # noqa: PLW2901 - our own column name for the same
        if role not in ROLES:
            raise HistoryError(f"{where}: {role!r} is no field of an event row; fields are {', '.join(ROLES)}")
        columns[role] = _words(names, f"{where}, {role}")
    precisions = said.get("precisions", {})
    if not isinstance(precisions, dict) or set(precisions.values()) - set(PRECISIONS):
        raise HistoryError(f"{where}: precisions are {', '.join(PRECISIONS)}")
    values = {
        "codes": _one_of(said, "codes", CODEBOOKS, "cameo", where),
        "parties": _one_of(said, "parties", SCHEMES, "table", where),
        "event_key": _one_of(said, "event_key", KEYS, "event_id", where),
    }
    unknown = set(said) - _KNOWN
    if unknown:
        raise HistoryError(f"{where}: {min(unknown)!r} says nothing about a layout; {', '.join(sorted(_KNOWN))} do")
    return Layout(
        name=name,
        title=str(said.get("title", name)),
        fields=columns,
        columns=_words(said.get("columns", []), f"{where}, columns"),
        min_columns=_whole(said.get("min_columns", 0), f"{where}, min_columns"),
        quoted=said.get("quoted", True) is True,
        short_days=said.get("short_days", False) is True,
        needs=_words(said.get("needs", []), f"{where}, needs"),
        needs_one=_words(said.get("needs_one", []), f"{where}, needs_one"),
        directed=str(said.get("directed", "always")),
        precisions={str(key): str(value) for key, value in precisions.items()},
        source=str(said["source"]) if "source" in said else None,
        lag=str(said["lag"]) if "lag" in said else None,
        **values,
    )


_KNOWN = frozenset(
    {"title", "columns", "min_columns", "quoted", "short_days", "needs", "needs_one", "codes", "parties", "directed"}
    | {"precisions", "event_key", "source", "lag", "fields"}
)


def _words(said: object, where: str) -> tuple[str, ...]:
    names = [said] if isinstance(said, str) else said
    if not isinstance(names, Sequence) or any(not isinstance(one, str) for one in names):
        raise HistoryError(f"{where}: a column name or a list of them is expected, not {said!r}")
    return tuple(names)


def _whole(said: object, where: str) -> int:
    if not isinstance(said, int) or said < 0:
        raise HistoryError(f"{where}: a number of columns is expected, not {said!r}")
    return said


def _one_of(said: Mapping[str, object], key: str, known: tuple[str, ...], default: str, where: str) -> str:
    value = said.get(key, default)
    if value not in known:
        raise HistoryError(f"{where}: {key} is one of {', '.join(known)}, not {value!r}")
    return str(value)
