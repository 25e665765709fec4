"""What the desk hands a brief besides the reading: questions, claims and the state of the ledger, as plain values."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sitroom.core import DayRange, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionLine:
    """A question made of an estimate or a condition, with what history and we say about it.

    Args:
        id: the ledger's id.
        text: the question in words.
        quote: the words of the document that it rests on.
        words: the likelihood as written; None where none was.
        band: lowest and highest probability that ``by`` gave, in [0, 1].
        by: ``author`` or a name.
        opens: days on which its window can open.
        closes: days on which it can close; a range until a person fixes it.
        rule_words: how it will be resolved, for a person.
        resolver: ``machine`` or ``person``.
        condition: what it depends on, in words.
        status: as in the ledger: ``open``, ``closed``, ``not_scorable``, ``not_applicable``, ``draft``.
        why_not: why it cannot be scored; ``proposed`` is a form that can.
        base_rate: how often the like happened before, in [0, 1]; ``base_rate_interval`` its uncertainty.
        base_rate_note: where the base rate comes from, or ``not covered: why``.
        ours: our own probability; ``ours_note`` says how it was made, or ``not covered: why``.
        information: ``low`` where the answer is nearly known beforehand.
        harder: a question that would tell more.
        accept: the command that puts ``harder`` or ``proposed`` on the ledger; None where it cannot be, or nothing is
            kept.
        source: the place, among the texts of the brief, of the one that its quote is from.
    """

    id: str
    text: str
    quote: Span | None = None
    words: str | None = None
    band: tuple[float, float] | None = None
    by: str = "author"
    opens: DayRange = DayRange()  # noqa: RUF009  # frozen
    closes: DayRange = DayRange()  # noqa: RUF009  # frozen
    rule_words: str | None = None
    resolver: str = "person"
    condition: str | None = None
    status: str = "open"
    scorable: bool = True
    why_not: str | None = None
    proposed: str | None = None
    base_rate: float | None = None
    base_rate_interval: tuple[float, float] | None = None
    base_rate_note: str | None = None
    ours: float | None = None
    ours_note: str | None = None
    information: Literal["low", "high"] | None = None
    harder: str | None = None
    accept: str | None = None
    source: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """A claim of the text with what a test against history said of it.

    Args:
        text: the claim in words.
        span: the words of the document.
        verdict: in words: ``supported``, ``contradicted``, ``mixed``, ``no power``, ``not tested``.
        why: one sentence of reasons, or ``no history on this desk covers it``.
        source: the place, among the texts of the brief, of the one that its words are from.
    """

    text: str
    span: Span | None = None
    verdict: str = "not tested"
    why: str = "no history on this desk covers it"
    source: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeLine:
    """What the model of a situation says of one branch of an occasion.

    Args:
        branch: its name; empty where the situation has none.
        text: what is stable, and which act tells types apart.
        aside: what the branch means.
        rests_on: what the model assumes, and what it cannot say.
    """

    branch: str
    text: str
    aside: str = ""
    rests_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerFacts:
    """The state of the ledger that is printed on every brief.

    Args:
        head: the hash of its last entry; None where it is empty.
        count: the number of its entries.
        new_entries: how many of them this brief made.
    """

    head: str | None = None
    count: int = 0
    new_entries: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorLine:
    """A sign to watch for, with what it speaks for and whether it was seen.

    Args:
        text: the sign in words.
        speaks_for: what it indicates, each in words.
        by: the days by which it would be seen, the last one included; open where none is named.
        state: ``seen``, ``not_seen`` (it did not happen by its day), ``open``, ``not_covered`` (its day is over, and
            nothing tells) or ``waits`` (its day is over, and a person has to say).
        seen_on: the day on which it happened.
        last_checked: the last day as of which someone looked; None where nobody did.
        by_person: whether a person has to mark it.
        how: what shows it, where that is not a person's word.
        told: what the last look found.
        span: the words that it rests on.
        source: the place, among the texts of the brief, of the one that its words are from.
    """

    text: str
    speaks_for: tuple[str, ...] = ()
    by: DayRange = DayRange()  # noqa: RUF009  # frozen
    state: Literal["open", "seen", "not_seen", "not_covered", "waits"] = "open"
    seen_on: date | None = None
    last_checked: date | None = None
    by_person: bool = True
    how: str = ""
    told: str = ""
    span: Span | None = None
    source: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplanationLine:
    """A line on the rival explanations of an act: the act, one explanation, or what would tell them apart.

    Args:
        label: the day of the act, or the letter of an explanation.
        text: the line.
        aside: what is to be known of it: not considered by the author, evidence against it, a struck assumption.
        spans: the words that it rests on.
        source: the place, among the texts of the brief, of the one that its words are from.
    """

    label: str
    text: str
    aside: str = ""
    spans: tuple[Span, ...] = ()
    source: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AssumptionLine:
    """Something that the text takes for granted.

    Args:
        text: in words.
        rests: what rests on it.
        state: whether a person accepted or struck it.
        said: who did, and why; empty where it is open.
        span: the words that it is read from.
        source: the place, among the texts of the brief, of the one that its words are from.
    """

    text: str
    rests: str = ""
    state: Literal["open", "accepted", "struck"] = "open"
    said: str = ""
    span: Span | None = None
    source: int = 0
