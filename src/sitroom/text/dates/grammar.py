"""The rules of grammar.toml, compiled to regular expressions over signs."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sitroom.core import OntologyError
from sitroom.text.dates.lexicon import Lexicon, lexicon

FRAGMENT = re.compile(r"\{([a-z_]+)(?::(\d))?\}")
GROUP = re.compile(r"\(\?P<([a-z_]+\d?)>")
NAMES = re.compile(r"(?<!\?P)<([a-z_0-9|]+)>")


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to write a date.

    Args:
        form: what the mention is: ``day``, ``month``, ``range``, ``relative`` ...
        pattern: over the signs of a scan; its groups are the parts that building.py reads.
        guard: the name of the check in guards.py that the match must pass, or an empty string.
        examples: expressions that the rule finds whole.
    """

    form: str
    pattern: re.Pattern[str]
    guard: str
    examples: tuple[str, ...]


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules in the order of the file.

    Raises:
        OntologyError: a rule uses a fragment or a table that is not there.
    """
    table = tomllib.loads(files("sitroom.text.dates").joinpath("grammar.toml").read_text(encoding="utf-8"))
    fragments = table["fragment"]
    return tuple(
        Rule(row["form"], _compiled(row["pattern"], fragments), row.get("guard", ""), tuple(row["examples"]))
        for row in table["rule"]
    )


def _compiled(pattern: str, fragments: Mapping[str, str]) -> re.Pattern[str]:
    try:
        while FRAGMENT.search(pattern):
            pattern = FRAGMENT.sub(lambda got: fragments[got[1]].replace("@>", f"{got[2] or ''}>"), pattern)
        return re.compile(in_signs(_numbered(pattern), lexicon()))
    except (KeyError, re.error) as error:
        raise OntologyError(f"grammar.toml: the rule {pattern!r} cannot be read: {error}") from error


def _numbered(pattern: str) -> str:
    """Return the pattern with a digit behind every group name that came before.

    The second ``year`` is ``year3``, since ``year2`` is the end of a range.
    """
    seen: dict[str, int] = {}

    def named(got: re.Match[str]) -> str:
        seen[got[1]] = seen.get(got[1], 0) + 1
        return got[0] if seen[got[1]] == 1 else f"(?P<{got[1]}{seen[got[1]] + 1}>"

    return GROUP.sub(named, pattern)


def in_signs(pattern: str, words: Lexicon) -> str:
    """Return a pattern with every ``<name>`` and ``<name|other>`` replaced by its class of signs."""
    return NAMES.sub(lambda got: words.charset(*got[1].split("|")), pattern)
