"""Matching: which judgement of a later text is about the same thing as one of an earlier text."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from sitroom.brief.bundle import Text
from sitroom.core import Span
from sitroom.record import Estimate, Realis, Wording, wordings

ALIKE = 0.6
"""Share of the words of the shorter of two judgements, the rarer weighing more, that the other must have."""
LEAST_WORDS = 2
BARE = frozenset({"will", "would", "shall"})
_SENTENCE_END = re.compile(r"[.!?][\"”’)]*(?=\s)|\n\s*\n")


@dataclass(frozen=True, slots=True)
class Held:
    """A judgement that an author holds, with what its words and those of its whole sentence are about.

    Args:
        text: the text that it stands in.
        estimate: the judgement.
        sentence: the whole of its sentence.
        content: the wording of what is judged.
        around: that of the sentence.
    """

    text: Text
    estimate: Estimate
    sentence: Span
    content: Wording
    around: Wording


@dataclass(frozen=True, slots=True)
class Pair:
    """An earlier and a later judgement about the same thing; ``turned`` where one says what the other denies."""

    earlier: Held
    later: Held
    turned: bool


def held_in(texts: Sequence[Text], *, realis: Realis = "actual") -> list[Held]:
    """Return the judgements about what lies ahead that some texts hold, in text order; a bare ``will`` is none.

    With ``negated`` those that they say are not held any more.
    """
    found = [
        (text, estimate, sentence_at(text.document.text, estimate.anchor))
        for text in texts
        for estimate in text.reading.of_kind("estimate")
        if isinstance(estimate, Estimate) and _is_judged(estimate, realis)
    ]
    words = wordings([part for _, estimate, sentence in found for part in (estimate.content.quote, sentence.quote)])
    return [
        Held(text, estimate, sentence, words[2 * place], words[2 * place + 1])
        for place, (text, estimate, sentence) in enumerate(found)
    ]


def pairs_of(earlier: Sequence[Held], later: Sequence[Held]) -> list[Pair]:
    """Return the judgements that are about the same thing, each at most once, the likest pairs taken first."""
    weigh = Weights([*earlier, *later])
    scored = [
        (weigh.likeness(one, other), -i, -j)
        for i, one in enumerate(earlier)
        for j, other in enumerate(later)
        if _same_subject(one.estimate, other.estimate)
    ]
    taken: set[tuple[str, int]] = set()
    out = []
    for score, i, j in sorted(scored, reverse=True):
        if score < ALIKE or ("earlier", i) in taken or ("later", j) in taken:
            continue
        taken |= {("earlier", i), ("later", j)}
        one, other = earlier[-i], later[-j]
        out.append(Pair(one, other, one.content.denied != other.content.denied))
    return out


class Weights:
    """Words weighed by how few judgements have them.

    Args:
        judgements: all that are compared.
    """

    def __init__(self, judgements: Sequence[Held]) -> None:
        self._count = len(judgements)
        self._having = Counter(word for one in judgements for word in one.content.words | one.around.words)

    def likeness(self, one: Held, other: Held) -> float:
        """Return how alike two judgements are, in [0, 1]: the better of what is judged, and of that in the sentence."""
        return max(
            self.shared(one.content, other.content),
            self.within(one.content, other.around),
            self.within(other.content, one.around),
        )

    def shared(self, one: Wording, other: Wording) -> float:
        """Return the share of the lighter wording that both have."""
        lighter = min(one.words, other.words, key=self._weight)
        return self._share(lighter, one.words & other.words)

    def within(self, one: Wording, other: Wording) -> float:
        """Return the share of a wording that another has."""
        return self._share(one.words, one.words & other.words)

    def _share(self, words: frozenset[str], common: frozenset[str]) -> float:
        return self._weight(common) / self._weight(words) if len(common) >= LEAST_WORDS else 0.0

    def _weight(self, words: frozenset[str]) -> float:
        return sum(log(1 + (self._count + 1) / (self._having[word] or 1)) for word in words)


def sentence_at(text: str, span: Span) -> Span:
    """Return the sentence around a span, by stops and blank lines.

    >>> sentence_at("It rained. We went home. It stopped.", Span(14, 18, "went")).quote
    'We went home.'
    """
    before = [found.end() for found in _SENTENCE_END.finditer(text, 0, span.start)]
    after = _SENTENCE_END.search(text, max(span.end - 1, span.start))
    return Span.of(text, before[-1] if before else 0, after.end() if after else len(text))


def _is_judged(estimate: Estimate, realis: Realis) -> bool:
    looks_back = estimate.content.quote.lower().startswith("to have ")
    bare = estimate.band is None and estimate.words.quote.lower() in BARE
    return estimate.realis == realis and not looks_back and not bare


def _same_subject(one: Estimate, other: Estimate) -> bool:
    """Return whether nothing speaks against it: two that both name states or bodies share one of them."""
    first, second = _parties(one), _parties(other)
    return not first or not second or bool(first & second)


def _parties(estimate: Estimate) -> frozenset[str]:
    named = (ref.country or ref.id for ref in estimate.subject)
    return frozenset(one for one in named if one)
