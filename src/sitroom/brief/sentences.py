"""Sentences: what a record says, in plain English, from its fields and a table of verbs."""

import csv
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sitroom.brief.words import capital, joined, one_line, quoted, quoted_span, shorten
from sitroom.record import (
    ActorRef,
    Aim,
    Coding,
    Condition,
    Estimate,
    Event,
    Occasion,
    Pattern,
    Realis,
    Record,
    Statement,
)

AUTHOR = "the author"
NAME_LIMIT = 48
WHOLE_LIMIT = 170
_SOMEONE = "someone not named"
_NEGATORS = frozenset({"not", "never", "no", "neither", "nor", "nobody", "none", "cannot"})
_SINGULAR_ENDS = ("ss", "us", "is")


@dataclass(frozen=True, slots=True)
class Verb:
    """How an act is told: with a recipient, alone, and among several parties; past tense and base form."""

    past: str
    base: str
    past_alone: str
    base_alone: str
    past_joint: str
    base_joint: str


@cache
def verbs() -> dict[tuple[str, str], Verb]:
    """Return the table of verbs by event type and mode; an empty mode stands for all others."""
    text = files(__package__).joinpath("verbs.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {
        (row["event_type"], row["mode"]): Verb(
            row["past"], row["base"], row["past_alone"], row["base_alone"], row["past_joint"], row["base_joint"]
        )
        for row in rows
    }


def find_verb(coding: Coding | None) -> Verb | None:
    """Return how an act of this type and mode is told, or None where no verb is on the list."""
    if coding is None or coding.event_type is None:
        return None
    return verbs().get((coding.event_type, coding.mode or "")) or verbs().get((coding.event_type, ""))


def name_of(ref: ActorRef) -> str:
    """Return an actor as a sentence names it: by its usual name, else by the words of the text."""
    label = shorten(ref.name or ref.span.quote, NAME_LIMIT)
    return f"the {label[4:]}" if label.startswith("The ") else label


def label_of(refs: Sequence[ActorRef]) -> str:
    """Return actors as a label: a list of their names, without a leading article and with a capital."""
    return capital(names_of(refs).removeprefix("the "))


def names_of(refs: Sequence[ActorRef]) -> str:
    """Return the names of actors as a list in prose, each once; ``someone not named`` where there is none."""
    return joined(list(dict.fromkeys(name_of(ref) for ref in refs))) or _SOMEONE


def doers(record: Record) -> tuple[ActorRef, ...]:
    """Return the actors whose act, word, aim or habit a record is."""
    match record:
        case Event():
            return record.actors
        case Statement():
            return record.speaker
        case Aim() | Pattern():
            return record.holder
        case Occasion():
            return record.parties
        case Estimate():
            return record.subject
    return ()


def sentence_of(record: Record) -> str:
    """Return a record as one sentence, without a closing stop."""
    match record:
        case Event():
            told = _event(record)
        case Statement():
            told = _statement(record)
        case Aim():
            told = f"{names_of(record.holder)} {_aims(record)}: {quoted_span(record.content, 90)}"
        case Occasion():
            told = capital(shorten(record.name.quote, 90))
        case Pattern():
            told = f"{names_of(record.holder)}, by habit: {quoted_span(record.content, 90)}"
        case Condition():
            told = condition_words(record)
        case _:
            told = quoted_span(record.anchor, 110)
    return capital(attributed(record) + told)


def speaks_in_quotes(record: Record) -> bool:
    """Return whether the sentence of a record is in the source's own words, so that they need not be shown again."""
    match record:
        case Event():
            return find_verb(record.coding) is None or not record.actors
        case Statement():
            return record.content is not None
    return not isinstance(record, Occasion)


def attributed(record: Record) -> str:
    """Return whose word a record is, where it is not the author's alone.

    The author's chain ``("author", Xinhua, Kim)`` gives ``by the word of Kim, as Xinhua reports: ``.
    """
    chain = [name_of(who) for who in record.asserted_by if who != "author"]
    if not chain:
        return ""
    relayed = "".join(f", as {who} reports" for who in reversed(chain[:-1]))
    return f"by the word of {chain[-1]}{relayed}: "


def whose_word(record: Record) -> str:
    """Return by whose word something is held: ``the author``, or the source that the author names."""
    chain = [name_of(who) for who in record.asserted_by if who != "author"]
    return " by way of ".join(reversed(chain)) or AUTHOR


def condition_words(condition: Condition) -> str:
    """Return what depends on what, in the source's words: whole where they are short, else their two halves."""
    if len(one_line(condition.anchor.quote)) <= WHOLE_LIMIT:
        return quoted_span(condition.anchor, WHOLE_LIMIT)
    cue = one_line(condition.cue.quote).lower() if condition.cue else "depends on"
    antecedent = quoted(antecedent_words(condition), 90)
    consequent = quoted_span(condition.consequent, 90)
    if cue.split(" ")[0] in {"if", "unless", "provided", "providing", "assuming", "as", "so", "in", "on"}:
        return f"{consequent}, {cue} {antecedent}"
    return f"{consequent} depends on {antecedent}"


def antecedent_words(condition: Condition) -> str:
    """Return what has to turn out first, without the ``if`` before it."""
    words = one_line(condition.antecedent.quote)
    cue = one_line(condition.cue.quote).lower() if condition.cue else ""
    return words[len(cue) :].lstrip() if cue and words.lower().startswith(f"{cue} ") else words


def _event(event: Event) -> str:
    verb = find_verb(event.coding)
    if not event.actors:
        return _did_not(event) + quoted_span(event.anchor, 110)
    if verb is None:
        remark = "" if _says_not(event) else _did_not_happen(event.realis)
        return f"{names_of(event.actors)}{remark}: {quoted_span(event.anchor, 100)}"
    told = _told(event.actors, event.recipients, verb, event.realis)
    return f"{told} ({one_line(event.place_name or event.place.quote)})" if event.place else told


def _statement(statement: Statement) -> str:
    verb = find_verb(statement.coding)
    if verb is None:
        verb = Verb("told", "tell", "said", "say", "said", "say")
        if statement.content is None:
            verb = Verb("spoke to", "speak to", "spoke", "speak", "spoke", "speak")
    told = _told(statement.speaker, statement.audience, verb, statement.realis, joint=False)
    if statement.content is None:
        return told
    content = statement.content if _tells(statement.content.quote) else statement.anchor
    stop = "" if one_line(content.quote).lower().startswith("that ") else ":"
    return f"{told}{stop} {quoted_span(content, 110)}"


def _tells(words: str) -> bool:
    """Return whether a content says something by itself: three words, or words in quotation marks."""
    return len(words.split()) > 2 or words.lstrip()[:1] in {'"', "“", "«", "‘"}


def _told(
    actors: Sequence[ActorRef], recipients: Sequence[ActorRef], verb: Verb, realis: Realis, *, joint: bool = True
) -> str:
    """Return subject, verb in the form that the realis asks for, and recipients."""
    subject, objects = names_of(actors), names_of(recipients) if recipients else ""
    past, base = (verb.past, verb.base) if objects else (verb.past_alone, verb.base_alone)
    if not objects and joint and _many(actors):
        past, base = verb.past_joint, verb.base_joint
    return f"{subject} {_inflected(past, base, realis, many=_plural(actors))} {objects}".rstrip() + (
        " as a habit" if realis == "habitual" else ""
    )


def _inflected(past: str, base: str, realis: Realis, *, many: bool) -> str:
    forms: dict[Realis, Callable[[], str]] = {
        "actual": lambda: past,
        "negated": lambda: f"did not {base}",
        "scheduled": lambda: f"{'are' if many else 'is'} to {base}",
        "hypothetical": lambda: f"might {base}",
        "habitual": lambda: f"{'are' if many else 'is'} said to {base}",
    }
    return forms[realis]()


def _many(actors: Sequence[ActorRef]) -> bool:
    return len({name_of(ref) for ref in actors}) > 1


def _plural(actors: Sequence[ActorRef]) -> bool:
    if _many(actors) or not actors:
        return bool(actors)
    one = name_of(actors[0]).lower()
    return actors[0].name is None and (
        one.endswith("police") or (one.endswith("s") and not one.endswith(_SINGULAR_ENDS))
    )


def _says_not(event: Event) -> bool:
    """Return whether the words of an event that did not happen say so themselves."""
    words = set(re.findall(r"[a-z']+", event.anchor.quote.lower().replace("’", "'")))
    return event.realis == "negated" and any(word in _NEGATORS or word.endswith("n't") for word in words)


def _did_not(event: Event) -> str:
    words = _did_not_happen(event.realis).strip(" ()")
    return f"{capital(words)}: " if words else ""


def _did_not_happen(realis: Realis) -> str:
    words = {"negated": " (did not happen)", "scheduled": " (planned)", "hypothetical": " (not said to have happened)"}
    return words.get(realis, "")


def _aims(aim: Aim) -> str:
    """Return the verb before an aim: the source's cue where it is one, else ``aims at``."""
    cue = one_line(aim.cue.quote)
    if aim.realis == "negated":
        return f"does not hold the aim ({quoted(cue, 30)})"
    return f"({cue})" if cue else "aims at"
