"""Claims in a sentence: ``Belarus cooperates more with the West after Russian pressure`` as a claim to be reviewed."""

import csv
import re
from functools import cache
from importlib.resources import files

from sitroom.core import EventPattern, HistoryError
from sitroom.history import Claim
from sitroom.record import Gazetteer, fold_name

_AFTER = re.compile(r"\b(?:after|following|in response to|whenever|when|once)\b", re.IGNORECASE)
_DAYS = re.compile(r"\bwithin (\d{1,3}) (day|week)s?\b", re.IGNORECASE)
_LONGEST = 5
_HELP = "write it as a file; `sitroom test` reads what docs/reference/claims.md shows"


def claim_of_sentence(sentence: str, gazetteer: Gazetteer, *, window_days: int) -> Claim:
    """Return a claim drafted from a sentence: a draft, which a person reads before it decides anything.

    Read are: who first, to whom next, ``after``, whose act and, if it is said, on whom; words that stand in
    ``claim_words.csv`` say which quads, and whether it falls.

    Raises:
        HistoryError: the sentence has not this form, or names no actors on one of its sides.
    """
    parts = _AFTER.split(sentence, maxsplit=1)
    if len(parts) != 2:
        raise HistoryError(f"no `after`, `following` or `when` in {sentence!r} parts response from trigger; {_HELP}")
    within = _DAYS.search(sentence)
    if within:
        window_days = int(within[1]) * (7 if within[2].lower() == "week" else 1)
        parts = [_DAYS.sub("", part) for part in parts]
    sides = [_side(part, gazetteer) for part in parts]
    for (actors, quads, _falls), words in zip(sides, parts, strict=True):
        if not actors or not quads:
            missing = "actor" if not actors else "kind of act (cooperation, pressure, threats ...)"
            raise HistoryError(f"no {missing} is read in {words.strip()!r}; {_HELP}")
    (ours, quads, falls), (theirs, other_quads, _falls) = sides
    response = EventPattern(ours[:1], ours[1:], quads=quads)
    trigger = EventPattern(theirs[:1], theirs[1:] or ours[:1], quads=other_quads)
    return Claim(" ".join(sentence.split()), response, trigger, window_days, "falls" if falls else "rises")


def _side(words: str, gazetteer: Gazetteer) -> tuple[tuple[str, ...], tuple[int, ...], bool]:
    """Return the actors in the order in which they stand, the quads, and whether it falls."""
    tokens = re.findall(r"[\w.'’-]+", words)
    actors: list[str] = []
    quads: set[int] = set()
    falls, at = False, 0
    while at < len(tokens):
        for size in range(min(_LONGEST, len(tokens) - at), 0, -1):
            slug = _actor(" ".join(tokens[at : at + size]), gazetteer)
            if slug:
                actors += [slug] if slug not in actors else []
                at += size
                break
        else:
            said = _words().get(_stem(tokens[at]))
            if said:
                quads |= set(said[0])
                falls = falls or said[1]
            at += 1
    return tuple(actors), tuple(sorted(quads)), falls


def _actor(name: str, gazetteer: Gazetteer) -> str | None:
    if not name[0].isupper():
        return None
    found = {
        alias.actor.slug: alias.actor
        for alias in gazetteer.aliases.get(fold_name(name), ())
        if not alias.ambiguous and alias.how in {"name", "demonym", "metonym"}
    }
    if len(found) != 1:
        return None
    (actor,) = found.values()
    return actor.country if actor.kind == "country" and actor.country else actor.slug


def _stem(word: str) -> str:
    """Return the word of the list that a form belongs to, or the form itself.

    >>> _stem("cooperates"), _stem("threats"), _stem("pressure")
    ('cooperate', 'threat', 'pressure')
    """
    low = word.lower()
    forms = (low, low.removesuffix("s"), low.removesuffix("es"), low.removesuffix("d"), low.removesuffix("ed"))
    return next((form for form in forms if form in _words()), low)


@cache
def _words() -> dict[str, tuple[tuple[int, ...], bool]]:
    text = files(__package__).joinpath("claim_words.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {
        row["word"]: (tuple(int(one) for one in row["quads"].split("|") if one), row["change"] == "falls")
        for row in rows
    }
