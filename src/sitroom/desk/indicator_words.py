"""How signs are told: what shows them, what the last look found, and as lines of a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sitroom.brief import IndicatorLine
from sitroom.core import EventPattern, english_day
from sitroom.desk.questions import words_of
from sitroom.ledger import IndicatorStanding

BY_PERSON = "a person marks it, with a source and the words there"


def shown_by(rule: EventPattern | None) -> str:
    """Return what shows a sign: events that a rule asks for, or a person."""
    return f"event data or a later text of the topic show that {words_of(rule)}" if rule else BY_PERSON


def told_of(standing: IndicatorStanding) -> str:
    """Return what the last look at a sign found, in words; empty where nobody looked."""
    check = standing.last
    if check is None:
        return ""
    when = f"on {english_day(check.occurred_on)}: " if check.occurred_on else ""
    if check.resolver == "person":
        return f"{when}“{check.quote}” ({check.source}, by {check.by})"
    told = "" if not check.quote or check.quote in check.reason else f": “{' '.join(check.quote.split())}”"
    return f"{when}{check.reason}{told}"


def indicator_lines(standings: Iterable[IndicatorStanding], documents: Sequence[str] = ()) -> tuple[IndicatorLine, ...]:
    """Return signs as lines of a page.

    Args:
        standings: the signs, each with how it stands.
        documents: ids of the texts of the page in their order; only words of these are cited.
    """
    return tuple(_line(one, documents) for one in standings)


def _line(standing: IndicatorStanding, documents: Sequence[str]) -> IndicatorLine:
    one, last = standing.indicator, standing.last
    cited = one.quote is not None and one.document_id in documents
    return IndicatorLine(
        text=one.text, speaks_for=one.speaks_for, by=one.by, state=standing.state,
        seen_on=last.occurred_on if last and standing.state == "seen" else None, last_checked=standing.last_checked,
        by_person=one.rule is None, how=one.rule_words, told=told_of(standing), span=one.quote if cited else None,
        source=documents.index(str(one.document_id)) if cited else 0,
    )  # fmt: skip
