"""Likelihood: the words of a sentence that say how likely something is, with their band on a scale or their number."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sitroom.core import Span
from sitroom.record.lexicon import cue_set, cues
from sitroom.record.modals import is_forecast
from sitroom.record.numbers import find_numbers
from sitroom.record.ontology import find_band
from sitroom.record.segments import Tokens, over, segment_start, segment_stop, words_of
from sitroom.record.sentence import Sentence

Band = tuple[float, float]
NOUNS = re.compile(r"\b(?:chances|odds|prospects?|possibility|probability|likelihood|risks?)$")
LINKS = frozenset({"be", "seem", "look", "appear", "remain", "become", "stay"})
PAST = frozenset({"was", "were", "seemed", "looked", "appeared", "became", "remained", "'d"})
DENIALS = frozenset({"not", "n't", "never", "no", "nor", "neither", "none"})
OBJECTS = ("NOUN", "PROPN", "ADJ")
RULED_OUT = re.compile(
    r"\b(?:can(?:not|\s?n['’]t|['’]t|\snot)|could\s?(?:not|n['’]t)|must not|should not|may not)\s+"
    r"(?:(?:now|yet|wholly|entirely|fully|altogether)\s+)?be\s+(?:(?:wholly|entirely|fully|altogether)\s+)?"
    r"(?:ruled out|excluded|discounted|dismissed)"
    r"|\b(?:can(?:not|['’]t|\snot)|do(?:es)?(?:\s+not|n['’]t)|would(?:\s+not|n['’]t))\s+(?:rule out|exclude)\b",
    re.IGNORECASE,
)
CERTAINTY = re.compile(r"\b(?:near|virtual|dead|racing|absolute|practical|mathematical)[-\s]certainty\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """Likelihood words with their band; ``noun`` is where what is judged hangs, if not on the words themselves."""

    words: Span
    band: Band | None
    scale: str | None
    noun: Span | None = None


def find_likelihoods(sentence: Sentence, scale: str) -> list[Found]:
    """Return the words of likelihood in a sentence, in order; numbers go first, then the longer words."""
    tokens = words_of(sentence)
    asked = tokens[-1].text == "?"
    numbers = [Found(one.words, one.band, "numeric", one.noun) for one in find_numbers(sentence)]
    worded = [
        *_phrases(sentence, tokens),
        *([] if asked else _terms(sentence, tokens, scale)),
        *_graded(sentence, tokens, scale),
        *_nouns_graded(sentence, tokens, scale),
    ]
    modals = [Found(span, None, None) for span in _modals(sentence, tokens)]
    out: list[Found] = []
    for one in (*numbers, *sorted(worded, key=lambda one: one.words.start - one.words.end), *modals):
        if not any(one.words.overlaps(other.words) for other in out):
            out.append(one)
    return sorted(out, key=lambda one: one.words.start)


def _found(sentence: Sentence, tokens: Tokens, start: int, stop: int, scale: str | None) -> Found:
    span = over(sentence, tokens, start, stop)
    band = (
        next((band for words in _wordings(span.quote.lower()) if (band := find_band(words, scale))), None)
        if scale
        else None
    )
    return Found(span, band, scale if band else None)


def _wordings(words: str) -> Iterator[str]:
    """The words as they stand, then as a scale may put them: ``about even odds`` as ``roughly even chance``."""
    plain = re.sub(r"^(?:an?|the|only|at best) ", "", words)
    yield plain
    rough = re.sub(r"^(?:about|around|approximately|more or less|close to) (?:an )?(?=even)", "roughly ", plain)
    yield rough
    yield NOUNS.sub("chance", rough)
    yield f"{rough} chance"


# ---------------------------------------------------------------------- set phrases
def _phrases(sentence: Sentence, tokens: Tokens) -> Iterator[Found]:
    """``cannot be ruled out``, ``more likely than not``, ``out of the question``: no scale has a band for them."""
    text = sentence.text[sentence.span.start : sentence.span.end]
    for match in RULED_OUT.finditer(text):
        yield Found(_span(sentence, match.start(), match.end()), None, None)
    for match in CERTAINTY.finditer(text):
        yield Found(_span(sentence, match.start(), match.end()), None, None)
    for words in cues("estimate")["phrases"]:
        for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE):
            span = _span(sentence, match.start(), match.end())
            place = next((p for p, token in enumerate(tokens) if sentence.at(token) >= span.start), 0)
            if not _in_past(tokens, place):
                yield Found(span, None, None)


def _span(sentence: Sentence, start: int, end: int) -> Span:
    return Span.of(sentence.text, sentence.span.start + start, sentence.span.start + end)


def _in_past(tokens: Tokens, place: int) -> bool:
    """``was out of the question``: a judgement of earlier days that the author recalls, and no new one."""
    near = [token.lower_ for token in tokens[max(0, place - 3) : place]]
    return any(word in PAST for word in near) or ("had" in near and "been" in near)


# ---------------------------------------------------------------------- likely, probably
def _terms(sentence: Sentence, tokens: Tokens, scale: str) -> Iterator[Found]:
    """``likely`` and its kin with their adverbs: bare, or with the degree by which the scale knows them."""
    for place, token in enumerate(tokens):
        adjective = token.lower_ in cue_set("estimate", "adjectives")
        if not adjective and token.lower_ not in cue_set("estimate", "adverbs"):
            continue
        start = place
        while start and tokens[start - 1].lower_ in cue_set("estimate", "degrees"):
            start -= 1
        if start and tokens[start].lower_ == "but" and tokens[start - 1].lower_ == "all":
            start -= 1
        start -= _prefix(tokens, start)
        said = _is_said(tokens, start, place) if adjective else _is_adverb(tokens, start, place)
        if not said or (_in_past(tokens, start) and not _guesses_past(tokens, place)):
            continue
        denied = _is_denied(tokens, start) if adjective else 0
        one = _found(sentence, tokens, start - max(denied, 0), place + 1, scale)
        yield Found(one.words, None, None) if denied else one


def _prefix(tokens: Tokens, start: int) -> int:
    """How many words before a term turn it: ``by no means``, ``anything but``, ``as`` (likely as)."""
    low = [token.lower_ for token in tokens[max(0, start - 3) : start]]
    if low[-3:] == ["by", "no", "means"]:
        return 3
    if low[-2:] in (["anything", "but"], ["not", "at"], ["far", "from"]):
        return 2
    return int(low[-1:] == ["as"])


def _guesses_past(tokens: Tokens, place: int) -> bool:
    """``was probably killed``: a judgement of today on what is past; ``was likely to`` was one of that day."""
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    word = tokens[place].lower_
    if word in cue_set("estimate", "adverbs"):
        return word != "hardly"
    return word == "likely" and after is not None and after.tag_ in ("VBN", "VBG", "VBD")


def _is_said(tokens: Tokens, start: int, place: int) -> bool:
    """Whether an adjective of likelihood is said of a clause, and does not only colour a noun."""
    word = tokens[place].lower_
    before = tokens[start - 1] if start else None
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    while before is not None and before.i > tokens[0].i and before.lower_ in cue_set("estimate", "hedges"):
        before = before.nbor(-1)
    linked = before is not None and (before.lemma_.lower() in LINKS or before.lower_ in DENIALS | {"'s", "'re"})
    parsed = tokens[place].dep_ in ("acomp", "oprd") and tokens[place].head.lemma_.lower() in LINKS
    linked = linked or (parsed and tokens[place].head.lower_ not in PAST)
    if after is not None and after.lower_ in ("to", "that", "whether", "if"):
        return _takes_clause(tokens, place, linked=linked)
    if start == 0 and place and word == "likely" and after is not None and after.pos_ in ("PROPN", "DET", "PRON"):
        return any(token.tag_ == "MD" for token in tokens[place:])
    if linked and word == "likely" and after is not None and after.dep_ in ("acomp", "ccomp") and after.pos_ == "ADJ":
        return True
    if after is not None and after.pos_ in OBJECTS and not (word.endswith("likely") and after.ent_type_ == "DATE"):
        return word == "likely" and linked and before is not None and before.tag_ == "MD"
    if linked:
        return word != "possible" or _says_possible(tokens, start)
    if word in ("likely", "unlikely") and after is not None and (after.tag_ in ("VB", "VBZ", "VBD", "VBP", "MD")):
        return True
    if word == "likely" and before is not None and before.tag_ in ("MD", "VBZ", "VBP") and after is not None:
        return after.pos_ in ("VERB", "AUX", "ADV", "ADP")
    return _is_judged(tokens, start, place) or _is_detached(tokens, start, place)


def _takes_clause(tokens: Tokens, place: int, *, linked: bool) -> bool:
    """``is likely to``, ``unlikely that``; ``sure that`` is a frame of mind, and ``possible to`` an ability."""
    word, after = tokens[place].lower_, tokens[place + 1].lower_
    if word == "possible":
        return after == "that"
    if word in ("certain", "sure") and after != "to":
        subject = [token.lower_ for token in tokens[segment_start(tokens, place) : place]]
        return after == "that" and word == "certain" and ("it" in subject or "we" in subject)
    return linked or word not in ("certain", "sure") or tokens[place - 1].tag_ in ("NN", "NNS", "NNP", "NNPS", "RB")


def _says_possible(tokens: Tokens, start: int) -> bool:
    """``A coup is possible``; ``as soon as possible`` and ``made it possible`` say nothing of the kind."""
    segment = [token.lower_ for token in tokens[segment_start(tokens, start) : start]]
    return not any(word in ("as", "if", "where", "whenever", "when", "made", "makes", "make") for word in segment[-3:])


def _is_judged(tokens: Tokens, start: int, place: int) -> bool:
    """``we judge a wider war very unlikely``, ``think it unlikely``, and what is coordinated with such words."""
    segment = tokens[segment_start(tokens, start) : start]
    verbs = [token for token in segment if token.pos_ in ("VERB", "AUX")]
    judged = bool(verbs) and verbs[-1].lemma_.lower() in cue_set("estimate", "judges")
    joined = (
        start > 0 and tokens[start - 1].lower_ in ("and", "or", "but", "if") and tokens[place].head.i < tokens[place].i
    )
    inverted = tokens[segment_start(tokens, start)].lower_ in ("nor", "neither", "so") and tokens[place].dep_ != "amod"
    return judged or inverted or (joined and tokens[place].head.lower_ in cue_set("estimate", "adjectives"))


def _is_detached(tokens: Tokens, start: int, place: int) -> bool:
    """``Very likely, Minsk will ...``, ``..., most likely in May``: set off from its clause."""
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    opens = start == 0 or tokens[start - 1].is_punct
    return (
        opens
        and after is not None
        and (after.is_punct or after.pos_ in ("ADP", "SCONJ"))
        and tokens[place].lower_
        in (
            "likely",
            "unlikely",
        )
    )


def _is_adverb(tokens: Tokens, start: int, place: int) -> bool:
    """Whether an adverb of likelihood colours a clause; ``hardly`` only where something ahead is doubted."""
    word = tokens[place].lower_
    before = tokens[start - 1] if start else None
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if word == "hardly":
        modal = before is not None and before.tag_ == "MD" and before.lower_ in ("can", "will", "may")
        return modal and after is not None and after.tag_ in ("VB", "RB")
    if word in ("certainly", "surely"):
        degree = tokens[start].lower_ in ("almost", "nearly", "virtually", "most")
        return degree or (
            word == "certainly"
            and (before is not None and before.tag_ == "MD" and before.lower_ in ("will", "wo", "shall"))
        )
    return after is not None


def _is_denied(tokens: Tokens, start: int) -> int:
    """How many words before an adjective deny it; -1 where its subject does: ``none of which is likely``."""
    near = [token.lower_ for token in tokens[max(0, start - 2) : start]]
    for count in (1, 2):
        if len(near) >= count and near[-count] in ("not", "n't", "never", "nor"):
            return count
    segment = [token.lower_ for token in tokens[segment_start(tokens, start) : start]]
    return -1 if any(word in ("none", "neither", "nobody") for word in segment) else 0


# ---------------------------------------------------------------------- chances
def _graded(sentence: Sentence, tokens: Tokens, scale: str) -> Iterator[Found]:
    """``little chance``, ``roughly even odds``, ``no prospect``: a grade before a noun of chance."""
    for place, token in enumerate(tokens):
        if token.lower_ not in cue_set("estimate", "nouns"):
            continue
        start = place
        while start and tokens[start - 1].lower_ in cue_set("estimate", "grades") | cue_set("estimate", "degrees"):
            start -= 1
        if not any(one.lower_ in cue_set("estimate", "grades") for one in tokens[start:place]):
            continue
        if start > 1 and tokens[start - 1].lower_ == "than":
            start -= 2
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        held = token.head.lemma_.lower() in ("stand", "have")
        if after is not None and after.lower_ == "to" and not held:
            continue
        ends = after is None or after.is_punct or after.pos_ in ("ADP", "SCONJ", "VERB", "PART", "DET", "PRON")
        if ends and not _in_past(tokens, start):
            yield _found(sentence, tokens, start, place + 1, scale)


def _nouns_graded(sentence: Sentence, tokens: Tokens, scale: str) -> Iterator[Found]:
    """``The likelihood of a vote is low``, ``Chances are slim that ...``."""
    for place, token in enumerate(tokens):
        if token.lower_ not in cue_set("estimate", "nouns"):
            continue
        stop = segment_stop(tokens, place)
        link = next((p for p in range(place + 1, stop) if tokens[p].lemma_.lower() in LINKS), None)
        if (
            link is None
            or tokens[link].lower_ in PAST
            or token.dep_ not in ("nsubj", "nsubjpass", "attr", "ROOT", "conj")
        ):
            continue
        last = link + 1
        while last < stop and tokens[last].lower_ in cue_set("estimate", "degrees") | cue_set("estimate", "hedges"):
            last += 1
        if (
            last < stop
            and tokens[last].lower_ in cue_set("estimate", "grades")
            and tokens[last].lower_ not in ("no", "fair")
        ):
            first = next(p for p in range(link + 1, last + 1) if tokens[p].lower_ not in cue_set("estimate", "hedges"))
            one = _found(sentence, tokens, first, last + 1, scale)
            yield Found(one.words, one.band, one.scale, over(sentence, tokens, place, place + 1))


# ---------------------------------------------------------------------- may, might, could
def _modals(sentence: Sentence, tokens: Tokens) -> Iterator[Span]:
    for place, token in enumerate(tokens):
        if token.lower_ in ("may", "might", "could") and token.tag_ == "MD" and is_forecast(tokens, place):
            well = place + 1 < len(tokens) and tokens[place + 1].lower_ in ("well", "possibly", "yet")
            yield over(sentence, tokens, place, place + 1 + well)
