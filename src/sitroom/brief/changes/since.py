"""Since: what the desk hands the page about the time since the last brief on a topic, as plain values."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sitroom.brief.bundle import Text
from sitroom.core import DayRange, Span

Outcome = Literal["yes", "no", "void"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A judgement of an earlier text, as a question kept it.

    Args:
        question: in words.
        quote: the words of the text.
        document_id: which text; None where the question was entered by hand.
        by: whose it was.
        words: the likelihood as written.
        band: lowest and highest probability, in [0, 1].
        question_id: the ledger's.
    """

    question: str
    question_id: str
    quote: Span | None = None
    document_id: str | None = None
    by: str = "author"
    words: str | None = None
    band: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedLine:
    """A question that closed since the last brief.

    Args:
        said: what was judged.
        outcome: whether it came true; ``void`` where it does not apply.
        why: what closed it, in words: the rows, or the source and quote.
        ours: what we last gave it, in [0, 1].
        told: the words that closed it, and ``told_in`` the text that they stand in; None where rows did.
        days: the day of what closed it.
    """

    said: Said
    outcome: Outcome
    why: str
    ours: float | None = None
    told: Span | None = None
    told_in: str | None = None
    days: DayRange = DayRange()  # noqa: RUF009  # frozen


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedLine:
    """A question whose probability, by our own forecast, is another than at the last brief.

    Args:
        said: what is asked.
        before, after: in [0, 1], as of the last day of knowledge beside each.
        causes: the dated facts that moved it, most important first.
    """

    said: Said
    before: float
    after: float
    before_as_of: date
    after_as_of: date
    causes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLine:
    """A question whose close is over, and which a person has to settle; ``remedy`` is the command for it."""

    said: Said
    closed: DayRange
    why: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignLine:
    """A sign that was watched for and was seen, or that was expected by a day which is over.

    Args:
        text: the sign.
        by: its last day.
        told: what was found, and where.
        seen_on: the day of what was seen.
        speaks_for: what it speaks for.
        quote: the words that it comes from, and ``document_id`` the text that they stand in.
    """

    text: str
    by: DayRange
    told: str
    seen_on: date | None = None
    speaks_for: tuple[str, ...] = ()
    quote: Span | None = None
    document_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """Everything about the time since the last brief on a topic.

    Args:
        composed_at: when the last brief was composed.
        texts: its texts with their readings; what changed is counted from them.
        older: texts of the topic before those, in which a judgement may have stood already.
        closed, moved, due: what became of questions.
        seen, unmet: signs that were seen since, and those whose day is over without them.
        later: how many questions closed by what became known only after the new texts were written.
    """

    composed_at: datetime
    texts: tuple[Text, ...]
    older: tuple[Text, ...] = ()
    closed: tuple[ClosedLine, ...] = ()
    moved: tuple[MovedLine, ...] = ()
    due: tuple[DueLine, ...] = ()
    seen: tuple[SignLine, ...] = ()
    unmet: tuple[SignLine, ...] = ()
    later: int = 0
