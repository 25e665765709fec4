"""Homes: the state or the body that a party belongs to, where no row of the gazetteer knows the party itself."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from spacy.tokens import Token

from sitroom.record.draft import Draft
from sitroom.record.gazetteer import fold_name, gazetteer
from sitroom.record.names import Hit
from sitroom.record.offices import NO_COUNTRY, actor_code
from sitroom.record.parsing import children
from sitroom.record.records import ActorRef
from sitroom.record.sentence import Sentence
from sitroom.record.settings import place_of

BESIDE = "the state named beside it"
AT_PLACE = "the state of the place"


def with_home(draft: Draft, sentence: Sentence, act: Token, ref: ActorRef) -> ActorRef:
    """Return a party with the state or body that the text tells for it.

    The words of the phrase come first (``Israeli tanks``, ``the mayor of Nablus``, ``U.N. helicopters``), then what
    stands in apposition (``Salah, Algeria's leading activist``), and for people whom only a common noun names
    (``students``, ``rebels``) the place of the act. What was not in the phrase stands in ``basis``.
    """
    if ref.country or ref.id or (ref.code and not ref.code.startswith(NO_COUNTRY)):
        return ref
    tokens = [token for token in sentence.tokens if ref.span.start <= sentence.at(token) < ref.span.end]
    if not tokens or tokens[0].pos_ == "PRON":
        return ref
    named = all(not token.is_alpha or token.pos_ == "PROPN" or token.is_stop for token in tokens)
    home = _home_in(draft, sentence, tokens, named=named)
    if home:
        return _of(ref, home)
    body = _body_of(draft, sentence, tokens)
    if body is not None:
        actor = body.alias.actor
        return replace(ref, sectors=ref.sectors or actor.sectors, code=actor.code)
    held = {token.i for token in tokens}
    head = next((token for token in tokens if token.head.i not in held or token.head.i == token.i), tokens[-1])
    beside = [list(child.subtree) for child in children(head, "appos")]
    homes = {found for words in beside if (found := _home_in(draft, sentence, words, named=False))}
    if len(homes) == 1:
        return _of(ref, homes.pop(), BESIDE)
    if head.pos_ == "NOUN" and not named:
        country = _country_of_place(sentence, act)
        return _of(ref, country, AT_PLACE) if country else ref
    return ref


def _country_of_place(sentence: Sentence, act: Token) -> str | None:
    """The state of the place of an act, or of the place of its object: ``blocked streets in Hong Kong``."""
    for word in (act, *children(act, "dobj", "nsubjpass")):
        _, place = place_of(sentence, word)
        if place:
            return gazetteer().places.get(fold_name(place))
    return None


def _of(ref: ActorRef, country: str, basis: str | None = None) -> ActorRef:
    return replace(ref, country=country, code=actor_code(country, ref.sectors), basis=basis or ref.basis)


def _home_in(draft: Draft, sentence: Sentence, tokens: Sequence[Token], *, named: bool) -> str | None:
    """The one state that some words name; a proper name (``the Washington Post``) is of none by a name inside it."""
    inside = {token.i for token in tokens}
    countries = {
        hit.alias.actor.country
        for hit in draft.actors.hits.get(sentence.offset, [])
        if {hit.first, hit.last} <= inside and not (named and hit.alias.how != "demonym")
    } - {None}
    if not countries and not named:
        countries = set(_places_in(tokens))
    return countries.pop() if len(countries) == 1 else None


def _places_in(tokens: Sequence[Token]) -> Iterator[str]:
    names = [list(run) for proper, run in groupby(tokens, key=lambda one: one.pos_ == "PROPN") if proper]
    for name in names:
        country = gazetteer().places.get(fold_name(" ".join(token.text for token in name)))
        if country:
            yield country


def _body_of(draft: Draft, sentence: Sentence, tokens: Sequence[Token]) -> Hit | None:
    """The body above states whose name leads a phrase: ``U.N. weapons inspectors``, ``NATO's warships``."""
    inside = {token.i for token in tokens}
    found = [
        hit
        for hit in draft.actors.hits.get(sentence.offset, [])
        if {hit.first, hit.last} <= inside
        and hit.alias.actor.code
        and not hit.alias.actor.country
        and sentence.sent.doc[hit.last].dep_ in ("compound", "nmod", "poss", "amod")
    ]
    return found[0] if len(found) == 1 else None
