"""Closings: questions that came true or did not, judgements that a text takes back, and what waits for a person."""

from collections.abc import Sequence

from sitroom.brief.bundle import Text
from sitroom.brief.changes.citing import Citing, asked_as, likelihood_of, words_of
from sitroom.brief.changes.matching import LEAST_WORDS, Held, Weights
from sitroom.brief.changes.since import ClosedLine, Since
from sitroom.brief.model import Line, Section
from sitroom.brief.words import (
    capital,
    clause,
    counted,
    days_words,
    joined,
    one_line,
    percent,
    percent_range,
    quoted,
    quoted_span,
    shorten,
)
from sitroom.core import DayRange, Span, day_range
from sitroom.record import Retrospect, find_retrospects, wordings

OUTCOMES = {"yes": "came true", "no": "did not", "void": "not applicable"}
EVEN = 0.5
TOLD_AGAIN = 0.5
"""Share of the words of a judgement told again that the judgement it is taken for must have."""
MOST_DUE = 5


def closed_section(since: Since, withdrawn: Sequence[Line], citing: Citing) -> Section | None:
    """Return what closed: by data or a person, except what was expected and failed; and by the texts' own word."""
    told = [one for one in since.closed if not is_unmet(one)]
    lines = (*(_line(one, citing) for one in told), *withdrawn)
    later = ""
    if since.later:
        many = counted(since.later, "more question")
        later = f"{capital(many)} closed by what became known only after this text was written: `sitroom ledger list`."
    return Section(key="closed", title="Closed", intro=later, lines=lines) if lines or later else None


def is_unmet(closed: ClosedLine) -> bool:
    """Return whether something that was held likelier than not did not come true."""
    said = closed.said
    middle = sum(said.band) / 2 if said.band else closed.ours
    return closed.outcome == "no" and middle is not None and middle > EVEN


def _line(closed: ClosedLine, citing: Citing) -> Line:
    said = closed.said
    held = likelihood_of(said)
    ours = f"{'we' if held else 'We'} gave it {percent(closed.ours)}" if closed.ours is not None else ""
    gave = "; ".join(part for part in (held, ours) if part)
    told = f" {quoted_span(closed.told, 170)}" if closed.told else ""
    why = capital(one_line(closed.why)).rstrip(".")
    return Line(
        label=OUTCOMES[closed.outcome],
        text=f"{words_of(said)}.{f' {gave}.' if gave else ''}{asked_as(said)} {why}.{told}",
        notes=(*citing.said(said), *citing.cite(closed.told_in, closed.told)),
        is_quote=said.quote is not None,
        crossed=closed.outcome == "no",
    )


def withdrawn_lines(texts: Sequence[Text], earlier: Sequence[Held], citing: Citing) -> tuple[list[Line], set[str]]:
    """Return the earlier judgements that the new texts themselves call right or wrong, and the ids of those.

    The words are the author's; whether an outcome goes on the ledger is for a person to say.
    """
    lines, ids = [], set[str]()
    for text in texts:
        for found in find_retrospects(text.document.text):
            held = _told_again(found, [one for one in earlier if one.estimate.id not in ids])
            if held is not None:
                ids.add(held.estimate.id)
            lines.append(_withdrawn(text, found, held, citing))
    return lines, ids


def _told_again(found: Retrospect, earlier: Sequence[Held]) -> Held | None:
    """Return the judgement that is told again: the one that shares most of its words."""
    again = wordings([found.claim.quote])[0]
    weigh = Weights(earlier)
    scored = [
        (max(weigh.within(one.content, again), weigh.within(again, one.content)), -n) for n, one in enumerate(earlier)
    ]
    best = max(scored, default=(0.0, 0))
    shares = earlier[-best[1]].content.words & again.words if scored else frozenset()
    return earlier[-best[1]] if best[0] >= TOLD_AGAIN and len(shares) >= LEAST_WORDS else None


def _withdrawn(text: Text, found: Retrospect, held: Held | None, citing: Citing) -> Line:
    estimate = held.estimate if held else None
    band = f", {percent_range(estimate.band)}" if estimate and estimate.band else ""
    was = f"It was held “{one_line(estimate.words.quote)}”{band}. " if estimate else ""
    settled = [found.after] if found.after and _settles(text, found) else []
    because = f" {quoted_span(settled[0], 170)}" if settled else ""
    judged = quoted(clause((estimate.content if estimate else found.claim).quote), 130)
    is_ = "is" if found.verdict == "withdrawn" else "was"
    verdict = f"By the author’s own word it {is_} {found.verdict}: “{shorten(_last_sentence(found), 120)}”"
    return Line(
        label=found.verdict,
        text=f"{judged}. {was}{verdict}{because}",
        notes=(
            *(citing.cite(held.text.document.id, held.estimate.anchor) if held else ()),
            *citing.cite(text.document.id, found.span, *settled),
        ),
        is_quote=True,
    )


def _last_sentence(found: Retrospect) -> str:
    """Return the words of the verdict: what follows the judgement that is told again."""
    rest = found.span.quote[max(found.claim.end - found.span.start, 0) :].lstrip(' .!?”"’')
    return rest if len(rest.split()) > 2 else found.span.quote


def _settles(text: Text, found: Retrospect) -> bool:
    """Return whether the sentence after a verdict is about the same thing, and tells what happened."""
    if found.after is None or found.verdict == "withdrawn":
        return False
    claim, after = wordings([found.claim.quote, found.after.quote])
    return bool(claim.words & after.words) and _tells_an_act(text, found.after)


def _tells_an_act(text: Text, span: Span) -> bool:
    """Return whether a sentence tells what happened: an act or a word that was read in it, or a day."""
    told = [one.anchor for one in text.reading.records if one.realis == "actual" and one.kind in ("event", "statement")]
    return any(span.covers(one) for one in (*told, *(one.span for one in text.reading.dates)))


def due_section(since: Since, citing: Citing) -> Section | None:
    """Return the questions whose close is over and which a person has to settle."""
    lines = tuple(
        Line(
            label=days_words(one.closed),
            text=f"{words_of(one.said)}. {capital(one_line(one.why)).rstrip('.')}: `{one.remedy}`",
            notes=citing.said(one.said),
            is_quote=one.said.quote is not None,
        )
        for one in since.due[:MOST_DUE]
    )
    if not lines:
        return None
    return Section(key="due", title="Waiting for a person", lines=lines, more=len(since.due) - len(lines))


def unmet_section(since: Since, missed: Sequence[Line], citing: Citing) -> Section | None:
    """Return what was expected and did not happen: questions held likely, occasions, and signs with a day."""
    lines = [_line(one, citing) for one in since.closed if is_unmet(one)]
    lines += missed
    lines += [
        Line(
            label=_by(one.by),
            text=f"{capital(shorten(one.text, 150)).rstrip('.')}. {capital(one_line(one.told)).rstrip('.')}.",
            notes=citing.cite(one.document_id, one.quote),
            is_quote=True,
            crossed=True,
        )
        for one in since.unmet
    ]
    return Section(key="unmet", title="Expected, and did not happen", lines=tuple(lines)) if lines else None


def _by(days: DayRange) -> str:
    return f"by {days_words(DayRange(days.end, days.end))}" if days.end else days_words(days)


def seen_section(since: Since, citing: Citing) -> Section | None:
    """Return the signs that were seen since."""
    lines = tuple(
        Line(
            label=days_words(day_range(one.seen_on)) if one.seen_on else "seen",
            text=f"{capital(shorten(one.text, 150)).rstrip('.')}. {capital(one_line(one.told)).rstrip('.')}.",
            aside=f"speaks for {joined([one_line(words) for words in one.speaks_for])}" if one.speaks_for else "",
            notes=citing.cite(one.document_id, one.quote),
            is_quote=True,
        )
        for one in since.seen
    )
    return Section(key="seen", title="Signs that were seen", lines=lines) if lines else None
