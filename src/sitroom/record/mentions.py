"""Mentions: which words of a sentence name actors, and which actor each one is, as of a day."""

from bisect import insort
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from spacy.tokens import Doc, Token

from sitroom.core import MONTHS, DayRange, Problem, Span
from sitroom.record.choosing import choose_person
from sitroom.record.gazetteer import Actor, Person, fold_name, gazetteer, rank_of
from sitroom.record.lexicon import cue_set
from sitroom.record.memory import PRONOUNS, Mention, agrees
from sitroom.record.names import (
    FORMER,
    TITLE_STOPS,
    TITLES,
    Hit,
    OpenName,
    agent_sectors,
    core_of,
    find_names,
    is_plain_word,
    listed_after,
    noun_phrase,
    title_words,
)
from sitroom.record.near_names import near_people, offer
from sitroom.record.offices import UNIQUE_TITLES, actor_code, as_of, office_problem, role_of, titles_of
from sitroom.record.parsing import conjuncts
from sitroom.record.records import ActorRef

LANDS = ("country", "place")
NO_ACTORS = {"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL", "LAW", "LANGUAGE", "WORK_OF_ART"}


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
    open_names: dict[int, list[OpenName]] = field(default_factory=dict)
    named: dict[str, Person] = field(default_factory=dict)

    def meet(self, offset: int, tokens: Iterable[Token]) -> None:
        """Remember the actors of a sentence in text order, so that pronouns find the nearest.

        What is not settled here may be once the day of an act is known, so no problem is noted.
        """
        noted = dict(self.problems)
        for token in tokens:
            if token.dep_ in ("nsubj", "nsubjpass", "poss", "pobj", "dobj", "appos") and token.lower_ not in PRONOUNS:
                self.resolve(offset, token)
        self.problems = noted

    def prepare(self, offset: int, doc: Doc) -> None:
        """Find the names of a paragraph; call it before resolving anything in it."""
        found = find_names(doc, self.reference, self.text)
        self.hits[offset] = [one for one in found if isinstance(one, Hit)]
        self.open_names[offset] = [one for one in found if isinstance(one, OpenName)]

    def problem(self, code: str, span: Span, message: str) -> None:
        """Note something that could not be settled, once for the same words."""
        self.problems.setdefault((code, span.quote), Problem(code, message, span))

    def span(self, offset: int, first: Token, last: Token) -> Span:
        """Return the span of the document from one token to another, both included."""
        return Span.of(self.text, offset + first.idx, offset + last.idx + len(last.text))

    # ------------------------------------------------------------------ noun phrases
    def resolve_all(self, offset: int, head: Token, days: DayRange | None = None) -> tuple[ActorRef, ...]:
        """Return the actors that a noun phrase names: its head and what is coordinated with it."""
        several = self._leaders_of_several(offset, head, days)
        if several:
            return several
        refs = [self.resolve(offset, token, days) for token in conjuncts(head)]
        found = tuple(ref for ref in refs if ref is not None)
        if found and len(found) < len(refs):
            return found
        listed = listed_after(head)
        if listed and all(ref.id is None for ref in found):
            inner = tuple(ref for token in listed for ref in self.resolve_all(offset, token, days))
            if inner:
                return inner
        return found

    def _leaders_of_several(self, offset: int, head: Token, days: DayRange | None) -> tuple[ActorRef, ...]:
        """``the presidents of Chile and Peru``: one actor for each state."""
        sectors = agent_sectors().get(head.lemma_.lower())
        if not sectors or head.tag_ not in ("NNS", "NNPS"):
            return ()
        owners = [
            one for prep in head.children if prep.lower_ == "of" for pobj in prep.children for one in conjuncts(pobj)
        ]
        refs = [ref for one in owners if (ref := self.resolve(offset, one, days)) is not None and ref.country]
        if len(refs) < 2:
            return ()
        return tuple(replace(ref, id=None, sectors=sectors, code=actor_code(ref.country, sectors)) for ref in refs)

    def resolve(self, offset: int, head: Token, days: DayRange | None = None) -> ActorRef | None:
        """Return the actor that a noun phrase's head names, or None where it names no actor."""
        when = as_of(days, self.reference)
        if head.lower_ in PRONOUNS:
            return self._pronoun(offset, head)
        if head.pos_ not in ("NOUN", "PROPN", "ADJ", "X", "NUM") and head.tag_ not in ("NNS", "NN", "NNP", "NNPS"):
            return None
        first, last = noun_phrase(head)
        span = self.span(offset, head.doc[first], head.doc[last])
        found = (
            self._person(offset, head, span, when)
            or self._named(offset, head, span)
            or self._agent(offset, head, span, when)
            or self._entity(head, span)
        )
        self._open_names(offset, head, first, last)
        if found is not None:
            self._remember(offset, head, found)
        return found

    def _open_names(self, offset: int, head: Token, first: int, last: int) -> None:
        """Tell of a name in a noun phrase that may be several actors, where nothing tells which."""
        for one in self.open_names.get(offset, ()):
            if first <= one.first and one.last <= last:
                span = self.span(offset, head.doc[one.first], head.doc[one.last])
                self.problem("record.actor-ambiguous", span, f"{span.quote!r} {one.why}; not settled; name it in full")

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
        title = " ".join(token.lower_ for token in head.doc[slice(*core_of(head))] if token.lower_ not in TITLE_STOPS)
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
                if agrees(kind, mention):
                    return replace(mention.ref, span=span)
        return None

    def _person(self, offset: int, head: Token, span: Span, when: DayRange) -> ActorRef | None:
        if head.pos_ != "PROPN" and head.ent_type_ != "PERSON":
            return None
        known = gazetteer()
        surname = fold_name(head.text)
        given = self._given_names(offset, head)
        full = fold_name(head.doc[given[0].i : head.i + 1].text if given else head.text)
        title = title_words(head)
        candidates = known.by_full_name.get(full) if given else None
        if candidates is None:
            candidates = known.by_surname.get(surname, [])
            if known.lesser_surnames and (title or surname in self.named):
                candidates = [*candidates, *known.lesser_surnames.get(surname, ())]
            if not given and not title and self._in_hit(offset, head):
                return None
            if candidates and given:
                name = self.span(offset, given[0], head)
                self._near(name, candidates)
                return self._titled(offset, head, span, name=name.quote)
        if not given and not title and is_plain_word(head) and surname not in self.named:
            return None
        if not candidates:
            if given and head.ent_type_ == "PERSON":
                name = self.span(offset, given[0], head)
                self._near(name, near_people(name.quote, known))
                return self._titled(offset, head, span, name=name.quote)
            return None
        person, why = self._choose(candidates, offset, head, span, when)
        if person is None:
            return self._titled(offset, head, span, name=None)
        if given or title:
            self.named[surname] = person
        return replace(self._person_ref(person, head, span, when), basis=why)

    def _given_names(self, offset: int, head: Token) -> list[Token]:
        """The proper names right before a surname, less titles, countries and months."""
        given: list[Token] = []
        for token in reversed(head.doc[slice(*core_of(head))]):
            if token.i >= head.i or token.pos_ != "PROPN":
                continue
            title = token.lemma_.lower() in agent_sectors() or token.lower_ in TITLES
            if title or token.text in MONTHS or self._in_hit(offset, token):
                break
            given.append(token)
        return given[::-1]

    def _choose(
        self, candidates: list[Person], offset: int, head: Token, span: Span, when: DayRange
    ) -> tuple[Person | None, str | None]:
        """Who of one name is meant, and why where several bear it."""
        title = title_words(head)
        if len(candidates) == 1:
            return candidates[0], None
        before = self.named.get(fold_name(head.text))
        if before in candidates and not title:
            return before, "named before"
        country = self._country_near(offset, head)
        former = any(token.lower_ in FORMER for token in head.doc[slice(*core_of(head))])
        choice = choose_person(candidates, when, country=country, title=title, former=former, countries=self._countries)
        if choice.person is None:
            names = ", ".join(person.name for person in choice.left[:4])
            message = f"{head.text!r} may be {names}; not settled; name the person in full"
            self.problem("record.actor-ambiguous", span, message)
        return choice.person, choice.why

    @cached_property
    def _countries(self) -> set[str]:
        """The countries that the text names more than once; all its paragraphs are prepared by then."""
        actors = (hit.alias.actor for hits in self.hits.values() for hit in hits)
        counts = Counter(actor.country for actor in actors if actor.country)
        return {country for country, count in counts.items() if count > 1}

    def _person_ref(self, person: Person, head: Token, span: Span, when: DayRange) -> ActorRef:
        held = person.terms_on(when)
        title = title_words(head)
        term = next((term for term in held if title and title in titles_of(term)), held[0] if held else None)
        trouble = office_problem(person, title, when) if title else None
        if trouble:
            self.problem(trouble[0], span, trouble[1])
        country = (term.country if term else None) or person.country
        sectors = term.sectors if term else ()
        code = actor_code(country, sectors)
        role = role_of(term) if term else None
        return ActorRef(span, person.name, person.slug, country, sectors, code, role)

    def _titled(self, offset: int, head: Token, span: Span, *, name: str | None) -> ActorRef:
        """A person that no row knows: what the title and the country beside the name tell, and no more."""
        title = title_words(head)
        body = self._body_near(offset, head)
        country = self._country_near(offset, head) or (body.country if body else None)
        sectors = (body.sectors if body else ()) or agent_sectors().get(title.split()[-1] if title else "", ())
        if title and country and not gazetteer().covers_office(country, title) and not body:
            self.problem("record.office-not-covered", span, f"the office {title!r} is not on record for that country")
        return ActorRef(span, name, None, country, sectors, actor_code(country, sectors))

    def _near(self, span: Span, people: list[Person]) -> None:
        if people:
            self.problem("record.near-name", span, offer(span.quote, people, self.reference))

    def _named(self, offset: int, head: Token, span: Span) -> ActorRef | None:
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
            else actor_code(actor.country, sectors)
        )
        return ActorRef(span, actor.name, actor.slug, actor.country, sectors, code, basis=hit.why)

    def _agent(self, offset: int, head: Token, span: Span, when: DayRange) -> ActorRef | None:
        """A common noun that stands for an actor: ``the Belarusian president``, ``EU officials``, ``rebels``."""
        sectors = agent_sectors().get(head.lemma_.lower())
        if sectors is None:
            return None
        country = self._country_near(offset, head)
        body = self._body_near(offset, head)
        title = title_words(head)
        if country and title:
            holders = gazetteer().holders(country, title, when)
            highest = min((rank_of(term) for _, term in holders), default=0)
            people = {person.slug: (person, term) for person, term in holders if rank_of(term) == highest}
            if len(people) == 1 and head.tag_ in ("NN", "NNP"):
                person, term = next(iter(people.values()))
                self.named.setdefault(fold_name(person.surnames[0]), person)
                return ActorRef(
                    span,
                    person.name,
                    person.slug,
                    country,
                    term.sectors,
                    actor_code(country, term.sectors),
                    role_of(term),
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
            code = actor_code(body.country, joint) if body.country else body.code
            return ActorRef(span, None, body.slug if not title else None, body.country, joint, code)
        if not country and not sectors:
            return None
        joint = tuple(dict.fromkeys((*(body.sectors if body else ()), *sectors)))
        owner = gazetteer().by_country.get(country or "")
        slug = owner.slug if owner and joint == ("GOV",) and not title else None
        return ActorRef(span, None, slug, country, joint, actor_code(country, joint))

    def _same_title(self, offset: int, head: Token, country: str | None) -> ActorRef | None:
        words = set(fold_name(" ".join(t.text for t in head.doc[slice(*core_of(head))])).split()) - TITLE_STOPS
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
        if head.pos_ == "PROPN" and head.ent_type_ not in NO_ACTORS:
            owner = gazetteer().by_country.get(
                gazetteer().places.get(fold_name(head.doc[slice(*core_of(head))].text), "")
            )
            if owner is not None:
                return ActorRef(span, owner.name, owner.slug, owner.country, (), owner.code)
            return ActorRef(span, span.quote.removeprefix("the ").removeprefix("The "))
        return None

    # ------------------------------------------------------------------ what stands beside a head
    def _hits_of(self, offset: int) -> list[Hit]:
        return self.hits.get(offset, [])

    def _in_hit(self, offset: int, token: Token) -> bool:
        return any(hit.first <= token.i <= hit.last for hit in self._hits_of(offset))

    def _near_hits(self, offset: int, head: Token) -> list[Hit]:
        first, last = noun_phrase(head)
        return [
            hit
            for hit in self._hits_of(offset)
            if first <= hit.first and hit.last <= last and not hit.first <= head.i <= hit.last
        ]

    def _country_near(self, offset: int, head: Token) -> str | None:
        near = [hit.alias.actor for hit in self._near_hits(offset, head) if hit.alias.actor.kind in LANDS]
        if near and near[0].country:
            return near[0].country
        owner = next((child for child in head.children if child.dep_ == "poss" and child.lower_ in PRONOUNS), None)
        ref = self._pronoun(offset, owner) if owner is not None else None
        return ref.country if ref else None

    def _body_near(self, offset: int, head: Token) -> Actor | None:
        near = [hit for hit in self._near_hits(offset, head) if hit.alias.actor.kind not in LANDS]
        return near[0].alias.actor if near else None
