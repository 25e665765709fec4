"""Mentions: which words of a sentence name actors, and which actor each one is, as of a day."""

import re
from bisect import insort
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cache

from rapidfuzz import fuzz, process
from spacy.tokens import Doc, Token

from sitroom.core import MONTHS, DayRange, Problem, Span
from sitroom.record.gazetteer import RANKS, Actor, Alias, Person, Term, fold_name, gazetteer
from sitroom.record.lexicon import cue_set, cues
from sitroom.record.parsing import children, conjuncts
from sitroom.record.records import ActorRef, Role

MODIFIERS = ("det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "case", "predet", "advmod", "punct")
NEAR_NAME = 88.0
PRONOUNS = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f",
    "they": "p", "them": "p", "their": "p", "it": "n", "its": "n", "itself": "n", "themselves": "p",
}  # fmt: skip
TITLE_STOPS = {"the", "a", "an", "former", "late", "then", "current", "new", "acting", "outgoing", "incumbent"}


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


@dataclass(frozen=True, slots=True)
class Mention:
    """A resolved mention, kept so that later pronouns and titles can find it."""

    ref: ActorRef
    gender: str
    number: str
    subject: bool
    at: int
    title: str


@dataclass
class Actors:
    """Resolves the mentions of one document, in text order.

    Args:
        text: the stored text.
        reference: the days on which it can have been written; offices are looked up on these
            where an act has no day of its own.
    """

    text: str
    reference: DayRange
    problems: dict[tuple[str, str], Problem] = field(default_factory=dict)
    memory: list[Mention] = field(default_factory=list)
    hits: dict[int, list[Hit]] = field(default_factory=dict)
    named: dict[str, Person] = field(default_factory=dict)

    def meet(self, offset: int, tokens: Iterable[Token]) -> None:
        """Remember the actors of a sentence in text order, so that pronouns find the nearest."""
        for token in tokens:
            if token.dep_ in ("nsubj", "nsubjpass", "poss", "pobj", "dobj", "appos") and token.lower_ not in PRONOUNS:
                self.resolve(offset, token)

    def prepare(self, offset: int, doc: Doc) -> None:
        """Find the names of a paragraph; call it before resolving anything in it."""
        self.hits[offset] = find_hits(doc, self.reference)

    def problem(self, code: str, span: Span, message: str) -> None:
        """Note something that could not be settled, once for the same words."""
        self.problems.setdefault((code, span.quote), Problem(code, message, span))

    def span(self, offset: int, first: Token, last: Token) -> Span:
        """Return the span of the document from one token to another, both included."""
        return Span.of(self.text, offset + first.idx, offset + last.idx + len(last.text))

    # ------------------------------------------------------------------ noun phrases
    def resolve_all(self, offset: int, head: Token, days: DayRange | None = None) -> tuple[ActorRef, ...]:
        """Return the actors that a noun phrase names: its head and what is coordinated with it."""
        refs = [self.resolve(offset, token, days) for token in conjuncts(head)]
        found = tuple(ref for ref in refs if ref is not None)
        if found and len(found) < len(refs):
            return found
        listed = _listed_after(head)
        if listed and all(ref.id is None for ref in found):
            inner = tuple(ref for token in listed for ref in self.resolve_all(offset, token, days))
            if inner:
                return inner
        return found

    def resolve(self, offset: int, head: Token, days: DayRange | None = None) -> ActorRef | None:
        """Return the actor that a noun phrase's head names, or None where it names no actor."""
        when = days if days and (days.start or days.end) else self.reference
        if head.lower_ in PRONOUNS:
            return self._pronoun(offset, head)
        if head.pos_ not in ("NOUN", "PROPN", "ADJ", "X", "NUM") and head.tag_ not in ("NNS", "NN", "NNP", "NNPS"):
            return None
        first, last = noun_phrase(head)
        span = self.span(offset, head.doc[first], head.doc[last])
        found = (
            self._person(offset, head, span, when)
            or self._named(offset, head, span, when)
            or self._agent(offset, head, span, when)
            or self._entity(head, span)
        )
        if found is not None:
            self._remember(offset, head, found)
        return found

    def _remember(self, offset: int, head: Token, ref: ActorRef) -> None:
        plural = head.tag_ in ("NNS", "NNPS") or head.lemma_.lower() in (
            "leadership",
            "government",
            "authority",
            "police",
        )
        person = gazetteer().people.get(ref.id or "")
        human = person is not None or head.ent_type_ == "PERSON" or head.lemma_.lower() in cue_set("people", "nouns")
        gender = (person.gender if person else "") or ("h" if human else "")
        title = " ".join(token.lower_ for token in head.doc[slice(*_core(head))] if token.lower_ not in TITLE_STOPS)
        mention = Mention(
            ref,
            "p" if plural else gender,
            "p" if plural else "s",
            head.dep_ in ("nsubj", "nsubjpass"),
            offset + head.idx,
            fold_name(title),
        )
        if all(known.at != mention.at for known in self.memory[-40:]):
            insort(self.memory, mention, key=lambda one: one.at)

    def _pronoun(self, offset: int, head: Token) -> ActorRef | None:
        kind = PRONOUNS[head.lower_]
        at = offset + head.idx
        span = self.span(offset, head, head)
        before = [mention for mention in self.memory[-60:] if at - 700 < mention.at < at]
        for rank in (True, False):
            for mention in reversed(before):
                if rank and not mention.subject:
                    continue
                if _agrees(kind, mention):
                    return replace(mention.ref, span=span)
        return None

    def _person(self, offset: int, head: Token, span: Span, when: DayRange) -> ActorRef | None:
        if head.pos_ != "PROPN" and head.ent_type_ != "PERSON":
            return None
        known = gazetteer()
        surname = fold_name(head.text)
        core = head.doc[slice(*_core(head))]
        hit_last = {index for hit in self._hits_of(offset) for index in range(hit.first, hit.last + 1)}
        lefts = [token for token in core if token.i < head.i and token.pos_ == "PROPN"]
        given = []
        for token in reversed(lefts):
            if (
                token.i in hit_last
                or token.lemma_.lower() in agent_sectors()
                or token.lower_ in TITLES
                or token.text in MONTHS
            ):
                break
            given.append(token)
        given.reverse()
        full = fold_name(head.doc[given[0].i : head.i + 1].text if given else head.text)
        candidates = known.by_full_name.get(full) if given else None
        if candidates is None:
            candidates = known.by_surname.get(surname, [])
            if head.i in hit_last and not given and not _title_words(head):
                return None
            if candidates and given:
                name = self.span(offset, given[0], head)
                self._near(name, candidates)
                return self._titled(offset, head, span, when, name=name.quote)
        if not given and not _title_words(head) and _is_plain_word(head) and surname not in self.named:
            return None
        if not candidates:
            if given and head.ent_type_ == "PERSON":
                name = self.span(offset, given[0], head)
                self._near_by_spelling(name)
                return self._titled(offset, head, span, when, name=name.quote)
            return None
        person = self._choose(candidates, offset, head, span, when)
        if person is None:
            return self._titled(offset, head, span, when, name=None)
        if given or _title_words(head):
            self.named[surname] = person
        return self._person_ref(person, offset, head, span, when)

    def _choose(self, candidates: list[Person], offset: int, head: Token, span: Span, when: DayRange) -> Person | None:
        surname = fold_name(head.text)
        if len(candidates) > 1 and self.named.get(surname) in candidates and not _title_words(head):
            return self.named[surname]
        country, title = self._country_near(offset, head), _title_words(head)
        fitting = [person for person in candidates if country is None or person.country == country] or candidates
        if len(fitting) > 1 and title:
            fitting = [p for p in fitting if any(title in _titles(term) for term in p.terms_on(when))] or fitting
        if len(fitting) > 1:
            ranks = [_standing(person, when) for person in fitting]
            fitting = [person for person, rank in zip(fitting, ranks, strict=True) if rank == max(ranks)]
        if len(fitting) == 1:
            return fitting[0]
        names = ", ".join(person.name for person in fitting[:4])
        self.problem(
            "record.actor-ambiguous", span, f"{head.text!r} may be {names}; not settled; name the person in full"
        )
        return None

    def _person_ref(self, person: Person, offset: int, head: Token, span: Span, when: DayRange) -> ActorRef:
        held = person.terms_on(when)
        title = _title_words(head)
        term = next((term for term in held if title and title in _titles(term)), held[0] if held else None)
        if title and held and not any(title in _titles(one) or _same_office(title, one) for one in held):
            self.problem(
                "record.office-differs", span,
                f"the text calls {person.name} {title!r}; on record for that day: {term.title if term else 'no office'}",
            )  # fmt: skip
        if title and not held:
            self.problem(
                "record.office-not-covered", span,
                f"no office of {person.name} is on record for that day; the text's {title!r} is kept as words only",
            )  # fmt: skip
        country = (term.country if term else None) or person.country
        sectors = term.sectors if term else ()
        code = _code(country, sectors)
        role = _role(term) if term else None
        return ActorRef(span, person.name, person.slug, country, sectors, code, role)

    def _titled(self, offset: int, head: Token, span: Span, when: DayRange, *, name: str | None) -> ActorRef:
        """A person that no row knows: what the title and the country beside the name tell, and no more."""
        title = _title_words(head)
        body = self._body_near(offset, head)
        country = self._country_near(offset, head) or (body.country if body else None)
        sectors = (body.sectors if body else ()) or agent_sectors().get(title.split()[-1] if title else "", ())
        if title and country and not gazetteer().covers_office(country, title) and not body:
            self.problem("record.office-not-covered", span, f"the office {title!r} is not on record for that country")
        return ActorRef(span, name, None, country, sectors, _code(country, sectors))

    def _near(self, span: Span, candidates: list[Person]) -> None:
        shown = "; ".join(_describe(person, self.reference) for person in candidates[:3])
        self.problem("record.near-name", span, f"{span.quote!r} is not on record; nearest known: {shown}; not changed")

    def _near_by_spelling(self, span: Span) -> None:
        found = process.extractOne(
            fold_name(span.quote), gazetteer().by_full_name.keys(), scorer=fuzz.ratio, score_cutoff=NEAR_NAME
        )
        if found:
            self._near(span, gazetteer().by_full_name[found[0]])

    def _named(self, offset: int, head: Token, span: Span, when: DayRange) -> ActorRef | None:
        """A country, body or group whose name ends at the head of the phrase."""
        over = [hit for hit in self._hits_of(offset) if hit.first <= head.i <= hit.last]
        if not over:
            return None
        hit = max(over, key=lambda one: one.last - one.first)
        if hit.alias.how == "demonym" and head.pos_ == "ADJ" and head.dep_ in ("amod", "compound"):
            return None
        actor = hit.alias.actor
        if head.lemma_.lower() in agent_sectors() and hit.first == hit.last and actor.kind == "country":
            return None
        sectors = actor.sectors or (("GOV",) if hit.alias.how == "metonym" else ())
        code = (
            actor.code
            if not (hit.alias.how == "metonym" and actor.kind == "country")
            else _code(actor.country, sectors)
        )
        return ActorRef(span, actor.name, actor.slug, actor.country, sectors, code)

    def _agent(self, offset: int, head: Token, span: Span, when: DayRange) -> ActorRef | None:
        """A common noun that stands for an actor: ``the Belarusian president``, ``EU officials``, ``rebels``."""
        sectors = agent_sectors().get(head.lemma_.lower())
        if sectors is None:
            return None
        country = self._country_near(offset, head)
        body = self._body_near(offset, head)
        title = _title_words(head)
        if country and title:
            holders = gazetteer().holders(country, title, when)
            people = {person.slug: (person, term) for person, term in holders}
            if len(people) == 1 and head.tag_ in ("NN", "NNP"):
                person, term = next(iter(people.values()))
                self.named.setdefault(fold_name(person.surnames[0]), person)
                return ActorRef(
                    span, person.name, person.slug, country, term.sectors, _code(country, term.sectors), _role(term)
                )
            if head.tag_ in ("NN", "NNP") and title in UNIQUE_TITLES:
                why = "more than one holder is" if people else "no holder is"
                self.problem("record.office-not-covered", span, f"{why} on record for {span.quote!r} on that day")
        if title and head.tag_ in ("NN", "NNP"):
            again = self._same_title(offset, head, country)
            if again is not None:
                return replace(again, span=span)
        if body is not None and not country:
            joint = tuple(dict.fromkeys((*body.sectors, *sectors)))
            code = _code(body.country, joint) if body.country else body.code
            return ActorRef(span, None, body.slug if not title else None, body.country, joint, code)
        if not country and not sectors:
            return None
        joint = tuple(dict.fromkeys((*(body.sectors if body else ()), *sectors)))
        owner = gazetteer().by_country.get(country or "")
        slug = owner.slug if owner and joint == ("GOV",) and not title else None
        return ActorRef(span, None, slug, country, joint, _code(country, joint))

    def _same_title(self, offset: int, head: Token, country: str | None) -> ActorRef | None:
        words = set(fold_name(" ".join(t.text for t in head.doc[slice(*_core(head))])).split()) - TITLE_STOPS
        holder = self._most_named(words, offset + head.idx, country)
        if holder is not None:
            return holder
        for mention in reversed(self.memory[-200:]):
            if mention.at >= offset + head.idx or not mention.title or mention.ref.name is None:
                continue
            if words and words <= set(mention.title.split()) and (country in (None, mention.ref.country)):
                return mention.ref
        return None

    def _most_named(self, words: set[str], at: int, country: str | None) -> ActorRef | None:
        """The person of that office whom the text has named most often so far; none where two are even."""
        held = [
            mention.ref
            for mention in self.memory
            if mention.at < at
            and mention.ref.role
            and set(fold_name(mention.ref.role.title).split()) == words
            and country in (None, mention.ref.country)
        ]
        ranked = Counter(ref.id for ref in held).most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return None
        return next(ref for ref in reversed(held) if ref.id == ranked[0][0])

    def _entity(self, head: Token, span: Span) -> ActorRef | None:
        if head.pos_ == "PROPN" and head.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
            owner = gazetteer().by_country.get(
                gazetteer().places.get(fold_name(head.doc[slice(*_core(head))].text), "")
            )
            if owner is not None:
                return ActorRef(span, owner.name, owner.slug, owner.country, (), owner.code)
            return ActorRef(span, span.quote.removeprefix("the ").removeprefix("The "))
        return None

    # ------------------------------------------------------------------ what stands beside a head
    def _hits_of(self, offset: int) -> list[Hit]:
        return self.hits.get(offset, [])

    def _near_hits(self, offset: int, head: Token) -> list[Hit]:
        first, last = noun_phrase(head)
        return [
            hit
            for hit in self._hits_of(offset)
            if first <= hit.first and hit.last <= last and not hit.first <= head.i <= hit.last
        ]

    def _country_near(self, offset: int, head: Token) -> str | None:
        near = [hit for hit in self._near_hits(offset, head) if hit.alias.actor.kind == "country"]
        if near:
            return near[0].alias.actor.country
        owner = next((child for child in head.children if child.dep_ == "poss" and child.lower_ in PRONOUNS), None)
        ref = self._pronoun(offset, owner) if owner is not None else None
        return ref.country if ref else None

    def _body_near(self, offset: int, head: Token) -> Actor | None:
        near = [hit for hit in self._near_hits(offset, head) if hit.alias.actor.kind != "country"]
        return near[0].alias.actor if near else None


TITLES = {"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sir", "lord", "sheikh", "ayatollah", "comrade", "pope",
          "king", "queen", "prince", "general", "colonel", "captain", "major", "lieutenant", "vice"}  # fmt: skip
UNIQUE_TITLES = {"president", "prime minister", "foreign minister", "chancellor", "defence minister", "defense minister",
                 "kgb chairman", "interior minister", "supreme leader", "secretary of state"}  # fmt: skip


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
    return min(valid, key=lambda alias: (alias.actor.valid.end is None, alias.actor.kind != "country"), default=None)


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
    first, last = _core(head)
    last -= 1
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ == "of" and child.i == last + 1:
            for inner in children(child, "pobj"):
                last = max(last, noun_phrase(inner)[1], *(noun_phrase(one)[1] for one in conjuncts(inner)))
    return first, last


def _core(head: Token) -> tuple[int, int]:
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


def _listed_after(head: Token) -> list[Token]:
    """What a plural head spells out: ``the regional powers - Russia, the EU and the U.S.``"""
    return [child for child in children(head, "appos") if child.pos_ == "PROPN"] if head.tag_ == "NNS" else []


def _title_words(head: Token) -> str:
    """The title in a noun phrase, folded: ``kgb chairman``, ``prime minister``; empty where there is none."""
    words = [token for token in head.doc[slice(*_core(head))] if token.pos_ in ("NOUN", "PROPN", "ADJ")]
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


def _titles(term: Term) -> set[str]:
    return {fold_name(words) for words in (term.title, *term.titles)}


def _is_plain_word(head: Token) -> bool:
    """Whether a surname standing alone is as likely a word: ``May``, ``Brown``, ``Store``."""
    return head.lower_ in cue_set("people", "plain_surnames") and head.ent_type_ != "PERSON"


def _standing(person: Person, when: DayRange) -> int:
    """How likely a bare surname means this person: in high office then, until lately, in some office, or in none."""
    if any(term.kind in RANKS for term in person.terms_on(when)):
        return 3
    lately = DayRange(when.start - timedelta(days=730), when.end) if when.start else when
    if any(term.kind in RANKS for term in person.terms_on(lately)):
        return 2
    return 1 if person.terms_on(when) else 0


def _same_office(title: str, term: Term) -> bool:
    last = title.rsplit(maxsplit=1)[-1]
    return any(last in one.split() for one in _titles(term)) or last in (
        "leader",
        "chief",
        "head",
        "strongman",
        "ruler",
    )


def _role(term: Term) -> Role:
    days = term.days
    return Role(
        term.title, term.kind, days.start.isoformat() if days.start else None,
        days.end.isoformat() if days.end else None, f"{term.row}: {term.source}",
    )  # fmt: skip


def _code(country: str | None, sectors: tuple[str, ...]) -> str | None:
    if not country:
        return "---" + sectors[0] if sectors and len(sectors[0]) == 3 and sectors[0] != "IGO" else None
    owner = gazetteer().by_country.get(country)
    return (owner.code if owner and owner.code else country) + _first_sector(sectors)


def _first_sector(sectors: tuple[str, ...]) -> str:
    """The most telling sector: a spy chief is of the government too, but first of the service."""
    return next((sector for sector in sectors if sector != "GOV"), sectors[0] if sectors else "")


def _describe(person: Person, when: DayRange) -> str:
    """A person with the office held then, else the last one on record."""
    held = person.terms_on(when) or person.terms[-1:]
    return f"{person.name} ({held[0].title} from {held[0].days.start or 'an unknown day'})" if held else person.name


def _agrees(kind: str, mention: Mention) -> bool:
    if kind in ("m", "f"):
        return mention.number == "s" and mention.gender in (kind, "h")
    if kind == "p":
        return mention.number == "p"
    return (mention.number == "s" and not mention.gender and mention.ref.country is not None) or (
        mention.gender == "" and mention.ref.id is not None
    )
