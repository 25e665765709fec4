"""Means: by what an act was done, where words of its clause tell more than the act's own word."""

from dataclasses import dataclass
from functools import cache

from sitroom.record.tables import read_rows

UNSPECIFIED = "0"


@dataclass(frozen=True, slots=True)
class _Means:
    """A mode with its CAMEO code, the codes that it may stand for, the modes that it overrules, its words."""

    mode: str
    cameo: str
    within: tuple[str, ...]
    over: frozenset[str]
    words: frozenset[str]


def told_means(
    event_type: str, mode: str | None, cameo: str | None, phrases: frozenset[str]
) -> tuple[str | None, str | None]:
    """Return mode and CAMEO code of an act, both as told by its means where the act's own word left them open.

    ``killed in a suicide bombing`` is 1831 by suicide attack although ``killed`` tells no means. The first row of
    ``ontology/means.csv`` that fits counts.

    Args:
        event_type: the act's PLOVER type.
        mode: the mode by the act's own word, or None.
        cameo: the code by the act's own word, or None.
        phrases: those of its clause.
    """
    for one in _means().get(event_type, ()):
        open_mode = mode is None or mode in one.over
        if open_mode and any((cameo or "").startswith(code) for code in one.within) and phrases & one.words:
            return one.mode, one.cameo if _is_deeper(one.cameo, cameo or "") else cameo
    return mode, cameo


def _is_deeper(code: str, known: str) -> bool:
    """Whether a code says more: it has as many digits, or what is known only says that nothing was specified."""
    return len(code) >= len(known) or known.endswith(UNSPECIFIED)


@cache
def _means() -> dict[str, tuple[_Means, ...]]:
    out: dict[str, list[_Means]] = {}
    for row in read_rows("ontology/means.csv"):
        within, over, words = (tuple(filter(None, row[name].split("|"))) for name in ("within", "over", "words"))
        out.setdefault(row["event_type"], []).append(
            _Means(row["mode"], row["cameo"], within, frozenset(over), frozenset(words))
        )
    return {name: tuple(rows) for name, rows in out.items()}
