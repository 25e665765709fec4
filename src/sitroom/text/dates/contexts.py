"""Contexts: a match of a rule and the words around it."""

from collections.abc import Mapping
from dataclasses import dataclass

from sitroom.text.dates.lexicon import lexicon
from sitroom.text.dates.scanning import Scan


def words(line: str) -> frozenset[str]:
    """Return the words of a line as a set."""
    return frozenset(line.split())


DETERMINERS = words("the a an this that its his her their our s no any")
COMPOUND_LEADS = {"post": "after", "pre": "before"}
NAMED_TIMES = words("black bloody good holy palm super ash arab prague croatian red")  # Black September, Prague Spring


@dataclass(frozen=True, slots=True)
class Match:
    """A rule's match over a scan, from piece ``start`` to before piece ``end``, with the words of its groups."""

    scan: Scan
    start: int
    end: int
    parts: Mapping[str, str]

    @property
    def before(self) -> str:
        """The word or sign before it, in small letters."""
        return self.scan.word(self.scan.word_before(self.start))

    @property
    def after(self) -> str:
        """The word or sign after it, in small letters."""
        return self.scan.word(self.scan.word_after(self.end))

    @property
    def after_piece(self) -> str:
        """The word or sign after it as written."""
        at = self.scan.word_after(self.end)
        return self.scan.pieces[at] if at < len(self.scan.pieces) else ""

    @property
    def before_piece(self) -> str:
        """The word or sign before it as written."""
        at = self.scan.word_before(self.start)
        return self.scan.pieces[at] if at >= 0 else ""

    @property
    def lead(self) -> str:
        """The preposition before it, or an empty string.

        "No later than" is "by", and "post-2014" is "after"; the "in" of "for the first time in two years" is none.
        """
        farther = self.scan.word(self.scan.word_before(self.scan.word_before(self.start)))
        if self.before == "in" and farther == "time":
            return ""
        if self.before == "than" and farther == "later":
            return "by"
        if self.before in ("-", "–") and farther in COMPOUND_LEADS:
            return COMPOUND_LEADS[farther]
        return self.before if self.before in lexicon().values["lead"] else ""

    @property
    def heads_a_noun(self) -> bool:
        """Whether a word follows that this could be an adjective of."""
        return self.after_piece[:1].islower() and self.after not in lexicon().values["closed"]

    @property
    def inside(self) -> frozenset[str]:
        """Its own words in small letters."""
        return frozenset(self.scan.word(at) for at in range(self.start, self.end))

    @property
    def counts(self) -> bool:
        """Whether a plural in small letters follows, as it does after a count."""
        word = self.after_piece
        return word[:1].islower() and len(word) > 3 and word.endswith("s") and word not in lexicon().values["closed"]

    @property
    def is_counted(self) -> bool:
        """Whether a noun or a sign follows that makes a count of any number: people, tonnes, %."""
        return self.after in lexicon().values["counted"] or self.after == "%"

    def has(self, *stems: str) -> bool:
        """Return whether a group that begins with one of these matched."""
        return any(name.startswith(stems) for name in self.parts)
