"""Names: which words of a paragraph name countries, bodies and groups, and how a noun phrase is built."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Span, Token

from sitroom.core import MONTHS, DayRange
from sitroom.record.acronyms import spelt_out
from sitroom.record.choosing import choose_alias, why_alias
from sitroom.record.gazetteer import Actor, Alias, fold_name, gazetteer
from sitroom.record.lexicon import cue_set, cues
from sitroom.record.namesakes import settle_namesake
from sitroom.record.parsing import children, conjuncts

MODIFIERS = ("det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "case", "predet", "advmod", "punct")


TITLES = {"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sir", "lord", "sheikh", "ayatollah", "comrade", "pope",
          "king", "queen", "prince", "general", "colonel", "captain", "major", "lieutenant", "vice"}  # fmt: skip


TITLE_STOPS = {"the", "a", "an", "former", "late", "then", "current", "new", "acting", "outgoing", "incumbent"}


FORMER = {"former", "ex", "one-time", "erstwhile"}


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


# words before a country's name that are no part of another's: "Soviet Russia" is no name of a person or firm
PLAIN_PREFIXES = {"central", "communist", "east", "eastern", "greater", "imperial", "mainland", "modern", "nazi",
                  "new", "north", "northern", "post-soviet", "south", "southern", "soviet", "tsarist", "west",
                  "western"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hit:
    """Some tokens of a sentence that name an actor of the gazetteer.

    Args:
        first: the first token.
        last: the last one, included.
        alias: what they name.
        why: where they may name several, the reason for this one.
    """

    first: int
    last: int
    alias: Alias
    why: str | None = None


@dataclass(frozen=True, slots=True)
class OpenName:
    """Some tokens that may name several actors, where nothing tells which; ``why`` lists them."""

    first: int
    last: int
    why: str


def find_names(doc: Doc, when: DayRange, text: str = "") -> list[Hit | OpenName]:
    """Return the names of countries, bodies and groups in a paragraph; the longest wins.

    Where several actors share a name, the day, the noun phrase, the paragraph and the text decide, in this order.
    """
    known, index = gazetteer(), 0
    out: list[Hit | OpenName] = []
    while index < len(doc):
        if not doc[index].text[:1].isupper() or _first_word(doc[index]) not in known.first_words:
            index += 1
            continue
        found = None
        for last in range(min(len(doc), index + known.longest + 3), index, -1):
            words = doc[index:last].text
            key = fold_name(words)
            aliases = known.aliases.get(key)
            if not aliases:
                continue
            found = _hit(doc[index:last], key, aliases, when, text)
            if found:
                break
        if found:
            if isinstance(found, OpenName) or found.alias.how != "elsewhere":
                out.append(found)
            index = found.last + 1
        else:
            index += 1
    return out


def _first_word(token: Token) -> str:
    return re.split(r"[ '.-]", fold_name(token.text), maxsplit=1)[0]


def _hit(words: Span, key: str, aliases: Sequence[Alias], when: DayRange, text: str) -> Hit | OpenName | None:
    """What some words name, or None where they are no name here but part of another's."""
    doc, first, last = words.doc, words.start, words.end - 1
    aliases = spelt_out(words.text, aliases, text)
    if not aliases:
        return None
    alias, why = choose_alias(aliases, when), None
    if alias is None or not _case_fits(words.text, alias):
        return None
    if _is_in_longer_name(doc, first, last, alias) or (alias.ambiguous and _is_given_name(doc[last])):
        return None
    namesakes = gazetteer().namesakes.get(key)
    if namesakes:
        settled = settle_namesake(namesakes, when, phrase=_phrase_words(doc, first, last), contexts=(doc.text, text))
        meant = settled.meant
        others = ", ".join(dict.fromkeys(one.name for one in namesakes if meant is None or one.slug != meant.slug))
        if meant is None:
            return OpenName(first, last, f"may be {others}: {settled.why}")
        alias = next((one for one in aliases if one.actor.slug == meant.slug), alias)
        rivals = any(one.slug and one.slug != meant.slug for one in namesakes)
        why = f"{meant.name}, not {others}: {settled.why}" if rivals or not meant.usual else None
    elif len(aliases) > 1:
        why = why_alias(alias, aliases, when)
    place = _in_a_state(doc, first, last, alias)
    return Hit(first, last, *place) if place else Hit(first, last, alias, why)


def _phrase_words(doc: Doc, first: int, last: int) -> str:
    """The words of the noun phrase around a name: ``Georgia's governor``, ``the governor of Georgia``."""
    head = doc[last]
    if head.dep_ in ("poss", "compound", "amod", "nmod") and head.head.pos_ in ("NOUN", "PROPN"):
        head = head.head
    elif head.dep_ == "pobj" and head.head.lower_ == "of" and head.head.head.pos_ in ("NOUN", "PROPN"):
        head = head.head.head
    start, end = noun_phrase(head)
    start, end = min(start, first), max(end, last)
    before = doc[max(0, first - 2) : first].text if first and doc[first - 1].text == "," else ""
    return f"{before} {doc[start:first].text} {doc[last + 1 : end + 1].text}"


def _in_a_state(doc: Doc, first: int, last: int, alias: Alias) -> tuple[Alias, str] | None:
    """``Lebanon, Pennsylvania``: a town in a U.S. state that bears a country's or a capital's name."""
    if last + 2 >= len(doc) or doc[last + 1].text != "," or alias.actor.country == "USA" or last - first > 1:
        return None
    states = gazetteer().states
    state = next((n for n in (2, 1) if fold_name(doc[last + 2 : last + 2 + n].text) in states), 0)
    after = doc[last + 2 + state : last + 4 + state].text or "."
    if not state or after[0] not in ",.;)" or after in (", and", ", or") or alias.actor.kind != "country":
        return None
    owner, name = gazetteer().by_country["USA"], f"{alias.words}, {doc[last + 2 : last + 2 + state].text}"
    slug = re.sub(r"\W+", "-", fold_name(name))
    town = Actor(slug, name, "place", "USA", (), owner.code, DayRange(), "")
    return Alias(name, town, "name", ambiguous=True), f"a town, not {alias.actor.name}: a U.S. state follows"


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


def _is_in_longer_name(doc: Doc, first: int, last: int, alias: Alias) -> bool:
    """``Denzel Washington``, ``Air France``: the parser sees one name, of a person or a firm, that began before."""
    token = doc[first]
    if first == 0 or first != last or token.ent_iob_ != "I" or token.ent_type_ not in ("PERSON", "ORG"):
        return False
    before = doc[first - 1]
    return (
        alias.actor.kind == "country"
        and alias.how in ("name", "metonym")
        and before.pos_ == "PROPN"
        and before.dep_ == "compound"
        and before.lower_ not in PLAIN_PREFIXES | TITLES
        and fold_name(before.text) not in gazetteer().aliases
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
        if token.ent_type_ in ("NORP", "GPE") or token.lower_ in TITLE_STOPS or _is_country(token):
            break
        title.insert(0, token.text)
    of_office = [child for child in words[ends[-1]].children if child.lower_ == "of" and child.i < head.i + 2]
    tail = ""
    if of_office and words[ends[-1]].lower_ in ("secretary", "minister", "chairman", "head", "speaker"):
        inner = children(of_office[0], "pobj")
        tail = f" of {inner[0].text}" if inner else ""
    return fold_name(" ".join(title) + tail)


def _is_country(token: Token) -> bool:
    aliases = gazetteer().aliases.get(fold_name(token.text), ()) if token.text[:1].isupper() else ()
    return any(alias.actor.kind == "country" for alias in aliases)


def is_plain_word(head: Token) -> bool:
    """Whether a surname standing alone is as likely a word: ``May``, ``Brown``, ``Store``."""
    return head.lower_ in cue_set("people", "plain_surnames") and head.ent_type_ != "PERSON"
