"""The text of a draft as the rules of usage look at it: its sentences, what is quoted in it, and its own judgements."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from sitroom.core import Span, overlaps_any
from sitroom.record.reading import Reading
from sitroom.record.records import Estimate, Statement
from sitroom.record.usage.finding import UsageFinding, usage_rules
from sitroom.record.usage.scale_terms import term_pattern
from sitroom.record.usage.sentences import DraftSentence, sentences_of

_QUOTED = re.compile(r"“[^”]*(?:”|\Z)|«[^»]*(?:»|\Z)|(?<!\w)\"[^\"]*(?:\"|\Z)|(?<!\w)‘[^’]{2,80}’(?!\w)")
_NEW_PARAGRAPH = re.compile(r"\r?\n[ \t]*\r?\n")


@dataclass(frozen=True)
class DraftText:
    """A draft with what was read from it, and the scale that its terms are held to."""

    text: str
    reading: Reading
    scale: str

    @cached_property
    def sentences(self) -> tuple[DraftSentence, ...]:
        """The sentences, in order."""
        return sentences_of(self.text)

    @cached_property
    def quoted(self) -> tuple[Span, ...]:
        """What stands in quotation marks: the words of others, or words that are spoken about."""
        edges = [0, *(gap.end() for gap in _NEW_PARAGRAPH.finditer(self.text)), len(self.text)]
        return tuple(
            Span.of(self.text, start + found.start(), start + found.end())
            for start, end in pairwise(edges)
            for found in _QUOTED.finditer(self.text[start:end])
        )

    @cached_property
    def judgements(self) -> tuple[Estimate, ...]:
        """The author's own judgements with words of likelihood, outside quotation marks, in order."""
        own = [one for one in self.reading.records if isinstance(one, Estimate) and one.asserted_by == ("author",)]
        return tuple(sorted((one for one in own if not self.is_quoted(one.words)), key=lambda one: one.words.start))

    @cached_property
    def terms(self) -> tuple[Span, ...]:
        """Every term of the scale outside quotation marks, whatever it is said of."""
        return tuple(self.find(term_pattern(self.scale)))

    def is_quoted(self, span: Span) -> bool:
        """Return whether words stand in quotation marks."""
        return overlaps_any(span, self.quoted)

    def find(self, pattern: re.Pattern[str], group: str | int = 0) -> Iterator[Span]:
        """Yield where a pattern fits outside quotation marks and inside one sentence."""
        for found in pattern.finditer(self.text):
            span = Span.of(self.text, *found.span(group))
            if not self.is_quoted(span) and self.sentence_at(span.start).span.covers(span):
                yield span

    def sentence_at(self, offset: int) -> DraftSentence:
        """Return the sentence in which an offset lies, or the last one that begins before it."""
        return self.sentences[max(0, bisect_right(self._starts, offset) - 1)]

    def beside(self, sentence: DraftSentence) -> tuple[DraftSentence, ...]:
        """Return the sentences of the same paragraph, in order."""
        return tuple(one for one in self.sentences if one.paragraph == sentence.paragraph)

    def judged_in(self, sentence: DraftSentence) -> tuple[Estimate, ...]:
        """Return the author's judgements whose words of likelihood stand in a sentence."""
        return tuple(one for one in self.judgements if sentence.span.covers(one.words))

    def is_told_of_others(self, span: Span) -> bool:
        """Return whether the sentence of some words is what somebody else says or judges."""
        sentence = self.sentence_at(span.start).span
        for record in self.reading.records:
            if sentence.covers(record.anchor) and (
                record.asserted_by != ("author",)
                or (isinstance(record, Statement) and record.trigger.start < span.start)
            ):
                return True
        return False

    def finding(self, code: str, where: Span, instead: str = "") -> UsageFinding:
        """Return a finding of a rule at some words."""
        rule = usage_rules()[code]
        return UsageFinding(rule, where, self.text.count("\n", 0, where.start) + 1, instead or rule.instead)

    @cached_property
    def _starts(self) -> list[int]:
        return [one.span.start for one in self.sentences]
