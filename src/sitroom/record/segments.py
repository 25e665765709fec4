"""Segments: a sentence cut at its punctuation and finite verbs, where the parse may hang its clauses elsewhere."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from spacy.tokens import Token

from sitroom.core import Span
from sitroom.record.sentence import Sentence

Tokens = Sequence[Token]
PhraseIndex = Mapping[str, Sequence[tuple[tuple[str, ...], str]]]

FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
BREAKS = frozenset({";", ":", "—", "–", "--", "...", "…", "(", ")"})
JOINS = frozenset({"and", "but", "or", "nor", "so", "yet"})
OPENERS = frozenset(
    {
        "though", "although", "while", "whereas", "because", "since", "as", "which", "who", "whose", "where", "when",
        "if", "unless", "provided", "otherwise", "until", "before", "after", "even", "lest", "whatever", "whoever",
    }
)  # fmt: skip
NOMINAL = ("NOUN", "PROPN", "PRON", "NUM")


def words_of(sentence: Sentence) -> list[Token]:
    """Return the tokens of a sentence, less blanks."""
    return [token for token in sentence.tokens if not token.is_space]


def is_finite(token: Token) -> bool:
    """Return whether a token is a finite verb by its tag, or by a subject of its own without an auxiliary."""
    if token.tag_ in FINITE:
        return True
    if token.tag_ not in ("VBN", "VB"):
        return False
    labels = {child.dep_ for child in token.children}
    return "nsubj" in labels and not labels & {"aux", "auxpass"}


def has_finite(tokens: Iterable[Token]) -> bool:
    """Return whether some words hold a finite verb."""
    return any(is_finite(token) for token in tokens)


def is_break(token: Token) -> bool:
    """Return whether a sign parts two clauses whatever stands around it."""
    return token.text in BREAKS or (token.text == "-" and token.whitespace_ != "" and _after_blank(token))


def _after_blank(token: Token) -> bool:
    return token.i > 0 and token.doc[token.i - 1].whitespace_ != ""


def pieces(tokens: Tokens, start: int, stop: int) -> list[tuple[int, int]]:
    """Return the stretches between commas, brackets and other signs, as half-open pairs of places."""
    out: list[tuple[int, int]] = []
    first = start
    for place in range(start, stop + 1):
        if place == stop or tokens[place].text == "," or is_break(tokens[place]):
            if place > first:
                out.append((first, place))
            first = place + 1
    return out


def is_boundary(tokens: Tokens, place: int) -> bool:
    """Return whether a new clause begins behind the sign at a place: it has its own subject and finite verb."""
    if is_break(tokens[place]):
        return True
    return tokens[place].text == "," and opens_clause(tokens, place + 1)


def opens_clause(tokens: Tokens, place: int) -> bool:
    """Return whether a joined or subordinate clause begins at a place, up to the next sign."""
    if place >= len(tokens):
        return False
    joined = tokens[place].lower_ in JOINS
    if not joined and tokens[place].lower_ not in OPENERS:
        return False
    if joined and place + 1 < len(tokens) and tokens[place + 1].lower_ in OPENERS:
        return True
    for token in tokens[place + 1 :]:
        if token.text == "," or is_break(token):
            break
        if is_finite(token):
            return not joined or _has_subject(tokens, place + 1, token)
    return False


def _has_subject(tokens: Tokens, start: int, verb: Token) -> bool:
    for token in tokens[start:]:
        if token.i == verb.i:
            return False
        if token.pos_ in NOMINAL or token.tag_ in ("DT", "WDT", "EX"):
            return True
    return False


def segment_start(tokens: Tokens, place: int) -> int:
    """Return where the clause that a place lies in begins: behind the last boundary before it."""
    for here in range(place - 1, -1, -1):
        if is_boundary(tokens, here):
            return here + 1
    return 0


def segment_stop(tokens: Tokens, place: int) -> int:
    """Return where the clause that a place lies in ends: at the first boundary from it on, or the sentence's end."""
    for here in range(place, len(tokens)):
        if is_boundary(tokens, here):
            return here
    return len(tokens)


def trimmed(tokens: Tokens, start: int, stop: int, *, leading: frozenset[str] = JOINS) -> tuple[int, int] | None:
    """Return a stretch less the signs at its ends and the joining words at its head; None where nothing is left."""
    while start < stop and (
        (tokens[start].is_punct and tokens[start].text not in "\"'") or tokens[start].lower_ in leading
    ):
        start += 1
    while start < stop and tokens[stop - 1].is_punct and tokens[stop - 1].text not in "\"'":
        stop -= 1
    return (start, stop) if start < stop else None


def over(sentence: Sentence, tokens: Tokens, start: int, stop: int) -> Span:
    """Return the span of a stretch."""
    return sentence.over(tokens[start], tokens[stop - 1])


def head_of(tokens: Tokens) -> Token:
    """Return the word of a stretch that the rest hangs on: a verb where there is one."""
    inside = {token.i for token in tokens}
    tops = [token for token in tokens if token.head.i not in inside or token.head.i == token.i]
    verbs = [token for token in tops if token.pos_ in ("VERB", "AUX")]
    return (verbs or tops or list(tokens))[0]


def phrases_at(low: Sequence[str], place: int, index: PhraseIndex) -> Iterator[tuple[int, str]]:
    """Yield where each indexed phrase that begins at a place ends, with the group that it belongs to.

    Args:
        low: the words of a sentence in lower case.
        place: where the phrase begins.
        index: phrases by their first word, as ``index_phrases`` makes it.
    """
    for words, group in index.get(low[place], ()):
        stop = place + len(words)
        if tuple(low[place:stop]) == words:
            yield stop, group


def index_phrases(groups: Mapping[str, Iterable[str]]) -> PhraseIndex:
    """Return phrases by their first word, each split into words, with the group that lists it."""
    out: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for group, phrases in groups.items():
        for phrase in phrases:
            words = tuple(phrase.split())
            out.setdefault(words[0], []).append((words, group))
    return out
