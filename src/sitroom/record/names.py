"""Names: which words of a paragraph name countries, bodies and groups, and how a noun phrase is built."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from sitroom.core import MONTHS, DayRange
from sitroom.record.gazetteer import Alias, fold_name, gazetteer
from sitroom.record.lexicon import cue_set, cues
from sitroom.record.parsing import children, conjuncts

MODIFIERS = ("det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "case", "predet", "advmod", "punct")


TITLES = {"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sir", "lord", "sheikh", "ayatollah", "comrade", "pope",
          "king", "queen", "prince", "general", "colonel", "captain", "major", "lieutenant", "vice"}  # fmt: skip


TITLE_STOPS = {"the", "a", "an", "former", "late", "then", "current", "new", "acting", "outgoing", "incumbent"}


PLAIN_AGENTS = {
    "official",
    "officials",
    "authorities",
    "authority",
    "leadership",
    "government",
    "regime",
    "people",
    "side",
    "state",
}


@cache
def agent_sectors() -> dict[str, tuple[str, ...]]:
    """Return the sectors of each common noun that stands for an actor."""
    out: dict[str, tuple[str, ...]] = {}
    for sector, words in cues("agents").items():
        for word in words:
            if word not in out or sector == "BODY":
                out.setdefault(word, () if sector == "BODY" else (sector,))
    return out


@dataclass(frozen=True, slots=True)
class Hit:
    """Some tokens of a sentence that name an actor of the gazetteer."""

    first: int
    last: int
    alias: Alias


def find_hits(doc: Doc, when: DayRange) -> list[Hit]:
    """Return the names of countries, bodies and groups in a paragraph; the longest wins.

    Where two actors share a name, the one that existed on those days is taken, and of these one that no longer exists.
    """
    known, out, index = gazetteer(), [], 0
    while index < len(doc):
        if not doc[index].text[:1].isupper() or _first_word(doc[index]) not in known.first_words:
            index += 1
            continue
        found = None
        for last in range(min(len(doc), index + known.longest + 3), index, -1):
            words = doc[index:last].text
            alias = _valid_alias(known.aliases.get(fold_name(words), ()), when)
            if alias and _case_fits(words, alias) and not (alias.ambiguous and _is_given_name(doc[last - 1])):
                found = Hit(index, last - 1, alias)
                break
        if found:
            out.append(found)
            index = found.last + 1
        else:
            index += 1
    return out


def _first_word(token: Token) -> str:
    return re.split(r"[ '.-]", fold_name(token.text), maxsplit=1)[0]


def _valid_alias(aliases: Sequence[Alias], when: DayRange) -> Alias | None:
    valid = [alias for alias in aliases if not (when.start or when.end) or alias.actor.valid.overlaps(when)]
    undated = not (when.start or when.end)
    return min(
        valid,
        key=lambda alias: ((alias.actor.valid.end is None) != undated, alias.actor.kind != "country"),
        default=None,
    )


def _case_fits(words: str, alias: Alias) -> bool:
    short = alias.words.replace(".", "")
    return not (short.isupper() and len(short) <= 5) or words.replace(".", "").isupper()


def _is_given_name(token: Token) -> bool:
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    return (
        following is not None
        and following.pos_ == "PROPN"
        and token.dep_ == "compound"
        and following.ent_type_ == "PERSON"
    )


def noun_phrase(head: Token) -> tuple[int, int]:
    """Return the first and last token of a noun phrase: modifiers, head, and what ``of`` adds."""
    first, last = core_of(head)
    last -= 1
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ == "of" and child.i == last + 1:
            for inner in children(child, "pobj"):
                last = max(last, noun_phrase(inner)[1], *(noun_phrase(one)[1] for one in conjuncts(inner)))
    return first, last


def core_of(head: Token) -> tuple[int, int]:
    """Return the tokens of a noun phrase up to its head, half-open: modifiers and head, less a date run into it."""
    first = head.i
    for child in reversed(list(head.lefts)):
        if head.ent_type_ != "DATE" and (child.ent_type_ == "DATE" or child.text in MONTHS):
            break
        if (
            child.dep_ in MODIFIERS
            and child.dep_ != "advmod"
            and not (child.dep_ == "punct" and child.text not in "-'\"")
        ):
            first = min(first, int(child.left_edge.i))
    while first < head.i and head.doc[first].dep_ == "punct" and head.doc[first].text not in "'\"":
        first += 1
    return first, head.i + 1


def listed_after(head: Token) -> list[Token]:
    """Return what a plural head spells out, as in ``the regional powers - Russia, the EU and the U.S.``."""
    return [child for child in children(head, "appos") if child.pos_ == "PROPN"] if head.tag_ == "NNS" else []


def title_words(head: Token) -> str:
    """The title in a noun phrase, folded: ``kgb chairman``, ``prime minister``; empty where there is none."""
    words = [token for token in head.doc[slice(*core_of(head))] if token.pos_ in ("NOUN", "PROPN", "ADJ")]
    ends = [
        n
        for n, token in enumerate(words)
        if token.lemma_.lower() in agent_sectors() and token.lower_ not in PLAIN_AGENTS
    ]
    if not ends:
        return ""
    title = [words[ends[-1]].text]
    for token in reversed(words[: ends[-1]]):
        if token.ent_type_ in ("NORP", "GPE") or token.lower_ in TITLE_STOPS:
            break
        title.insert(0, token.text)
    of_office = [child for child in words[ends[-1]].children if child.lower_ == "of" and child.i < head.i + 2]
    tail = ""
    if of_office and words[ends[-1]].lower_ in ("secretary", "minister", "chairman", "head", "speaker"):
        inner = children(of_office[0], "pobj")
        tail = f" of {inner[0].text}" if inner else ""
    return fold_name(" ".join(title) + tail)


def is_plain_word(head: Token) -> bool:
    """Whether a surname standing alone is as likely a word: ``May``, ``Brown``, ``Store``."""
    return head.lower_ in cue_set("people", "plain_surnames") and head.ent_type_ != "PERSON"
