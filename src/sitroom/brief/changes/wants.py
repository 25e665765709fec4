"""Wants: aims that a text gives somebody anew, and those that it no longer tells of."""

from collections.abc import Sequence
from dataclasses import dataclass

from sitroom.brief.bundle import Text
from sitroom.brief.changes.citing import Citing
from sitroom.brief.model import Line, Section
from sitroom.brief.sentences import label_of
from sitroom.brief.words import shorten
from sitroom.record import ActorRef, Aim, Wording, wordings

ALIKE = 0.5
"""Share of the words of the shorter of two aims that the other has."""
MOST = 6
PRONOUNS = frozenset({"he", "her", "him", "it", "she", "them", "they", "who"})


@dataclass(frozen=True, slots=True)
class _Wanted:
    text: Text
    aim: Aim
    wording: Wording

    @property
    def holders(self) -> frozenset[str]:
        return frozenset(ref.id or ref.country or ref.span.quote.lower() for ref in self.aim.holder)


def aims_changed(earlier: Sequence[Text], later: Sequence[Text], citing: Citing) -> Section | None:
    """Return the aims that appeared, then those that vanished; one that is held and denied in turn is told as such."""
    before, now = _wanted(earlier), _wanted(later)
    lines = [_line("new", one, citing) for one in now if not _met(one, before)]
    lines += [_line("not told", one, citing) for one in before if not _met(one, now)]
    if not lines:
        return None
    return Section(
        key="aims-changed",
        title="Aims that appeared or vanished",
        lines=tuple(lines[:MOST]),
        more=max(0, len(lines) - MOST),
    )


def _wanted(texts: Sequence[Text]) -> list[_Wanted]:
    """Return the aims of some texts; whose holder is but a pronoun that nothing was made of is nobody's."""
    aims = [(text, one) for text in texts for one in text.reading.of_kind("aim") if isinstance(one, Aim)]
    found = [(text, one) for text, one in aims if any(_is_somebody(ref) for ref in one.holder)]
    words = wordings([one.content.quote for _, one in found])
    return [_Wanted(text, one, wording) for (text, one), wording in zip(found, words, strict=True)]


def _is_somebody(ref: ActorRef) -> bool:
    return bool(ref.id or ref.country or ref.span.quote.lower() not in PRONOUNS)


def _met(one: _Wanted, others: Sequence[_Wanted]) -> bool:
    return any(
        other.holders & one.holders
        and other.aim.realis == one.aim.realis
        and len(other.wording.words & one.wording.words)
        >= ALIKE * max(1, min(len(other.wording.words), len(one.wording.words)))
        for other in others
    )


def _line(label: str, wanted: _Wanted, citing: Citing) -> Line:
    given_up = wanted.aim.realis == "negated" and label == "new"
    return Line(
        label="given up" if given_up else label,
        text=f"{label_of(wanted.aim.holder)}: {shorten(wanted.aim.content.quote, 130)}",
        notes=citing.cite(wanted.text.document.id, wanted.aim.anchor),
        is_quote=True,
        crossed=given_up or label == "not told",
    )
