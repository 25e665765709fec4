"""Acronyms: what a short form stands for in a text that gives the name in full."""

import re
from collections.abc import Sequence
from functools import lru_cache

from sitroom.record.gazetteer import Alias, fold_name, gazetteer

SHORT = re.compile(r"[A-Z]{3,6}")
SMALL = r"(?:\s+(?:of|for|the|and|in|to|on|de|des|du|la|le))*\s+"


def spelt_out(words: str, aliases: Sequence[Alias], text: str) -> Sequence[Alias]:
    """Return what a short form means where the text spells it out; the aliases as they are where it does not.

    In a text on Sudan's Rapid Support Forces, ``RSF`` is they and not Reporters Without Borders. A name that is
    spelt out and that no row knows leaves nothing: better no actor than a wrong one.
    """
    if not SHORT.fullmatch(words):
        return aliases
    full = _in_full(words, text)
    if not full:
        return aliases
    named = [alias for name in full for alias in gazetteer().aliases.get(fold_name(name), ())]
    slugs = {alias.actor.slug for alias in named}
    return [alias for alias in aliases if alias.actor.slug in slugs] or named


@lru_cache(maxsize=1024)
def _in_full(short: str, text: str) -> tuple[str, ...]:
    """The capitalised names of a text whose words begin with the letters of a short form, each once."""
    pattern = SMALL.join(rf"{letter}[a-z\u00c0-\u024f'’-]+" for letter in short)
    return tuple(dict.fromkeys(" ".join(found.split()) for found in re.findall(rf"\b{pattern}\b", text)))
