"""Judged: judgements that are new, put in other words or with another likelihood, or not taken up again."""

import re
from collections.abc import Sequence
from datetime import date

from sitroom.brief.changes.citing import Citing
from sitroom.brief.changes.matching import Held, Pair, pairs_of
from sitroom.brief.judgements import closing_days
from sitroom.brief.model import Line, Section
from sitroom.brief.sentences import whose_word
from sitroom.brief.words import capital, clause, days_words, one_line, percent_range, quoted
from sitroom.core import Span
from sitroom.record import Estimate

SAME = 0.005
"""Bands that differ by less are the same."""
_CAUSE = re.compile(r"\b(?:because|since|now that|given that)\s+(?P<why>[^.;]+)", re.IGNORECASE)
_MOST_OF_A_KIND = 8


def judged_sections(
    pairs: Sequence[Pair], earlier: Sequence[Held], later: Sequence[Held], given_up: Sequence[Held], citing: Citing, *,
    before: frozenset[str], closed: frozenset[str], as_of: date | None,
) -> list[Section]:  # fmt: skip
    """Return what became of the judgements, a section each for changed, new and dropped ones.

    Args:
        pairs: earlier and later judgements about the same thing.
        earlier: those of the last brief.
        later: those of this one.
        given_up: those that this one says are not held any more.
        citing: the notes of the page.
        before: ids of later judgements that texts before the last brief held already.
        closed: ids of earlier ones of which the page tells that they closed.
        as_of: the last day on which the new texts can have been written.
    """
    met = {one.earlier.estimate.id for one in pairs}
    known = {one.later.estimate.id for one in pairs}
    gone_by_word = pairs_of([one for one in earlier if one.estimate.id not in met | closed], given_up)
    met |= {one.earlier.estimate.id for one in gone_by_word}
    changed = [_changed(one, citing) for one in pairs if differs(one)]
    changed += [_given_up(one, citing) for one in gone_by_word]
    new = [_new(one, citing, again=one.estimate.id in before) for one in later if one.estimate.id not in known]
    gone = [_gone(one, citing, as_of) for one in earlier if one.estimate.id not in met | closed]
    titles = (("changed", "Judgements that changed", changed), ("new", "New judgements", new),
              ("dropped", "No longer judged", gone))  # fmt: skip
    return [
        Section(key=key, title=title, lines=tuple(lines[:_MOST_OF_A_KIND]), more=max(0, len(lines) - _MOST_OF_A_KIND))
        for key, title, lines in titles
        if lines
    ]


def differs(pair: Pair) -> bool:
    """Return whether the likelihood, its words or the day of a judgement changed."""
    one, other = pair.earlier.estimate, pair.later.estimate
    if pair.turned:
        first, second = _turned(one.band), other.band
        return first is None or second is None or any(abs(a - b) > SAME for a, b in zip(first, second, strict=True))
    return _likelihood(one) != _likelihood(other) or _closing(one) != _closing(other)


def _changed(pair: Pair, citing: Citing) -> Line:
    one, other = pair.earlier.estimate, pair.later.estimate
    was, now = _likelihood(one), _likelihood(other)
    said = quoted(clause(one.content.quote), 130)
    if pair.turned:
        turned = _turned(other.band)
        told = f"{said}: {was}; now that it will not be so is {now}"
        told += f", which leaves it {percent_range(turned)}" if turned else ""
        said_now = f" ({quoted(clause(other.content.quote), 110)})"
    else:
        told = f"{said}: {was} → {now}" if was != now else f"{said}: {was} as before"
        said_now = ""
    if _closing(one) != _closing(other):
        told += f"; to be settled by {_closing(other) or 'no day'}, not {_closing(one) or 'without a day'}"
    why = _cause(pair.later)
    return Line(
        label=_direction(pair),
        text=f"{told}{said_now}.{f' Because {quoted(why, 150)}.' if why else ' The text gives no reason.'}",
        notes=(
            *citing.cite(pair.earlier.text.document.id, one.anchor),
            *citing.cite(pair.later.text.document.id, other.anchor, *_premises(pair.later)),
        ),
        is_quote=True,
    )


def _given_up(pair: Pair, citing: Citing) -> Line:
    one, other = pair.earlier.estimate, pair.later.estimate
    now = quoted(pair.later.sentence.quote, 170)
    return Line(
        label="given up",
        text=f"{quoted(clause(one.content.quote), 130)}: {_likelihood(one)}. Now: {now}",
        notes=(
            *citing.cite(pair.earlier.text.document.id, one.anchor),
            *citing.cite(pair.later.text.document.id, other.anchor),
        ),
        is_quote=True,
    )


def _direction(pair: Pair) -> str:
    """Return ``up`` or ``down`` as the earlier statement is held likelier or less likely now, else ``other words``."""
    one = pair.earlier.estimate.band
    other = _turned(pair.later.estimate.band) if pair.turned else pair.later.estimate.band
    if one is None or other is None:
        return "reworded"
    moved = sum(other) - sum(one)
    return "up" if moved > 2 * SAME else "down" if moved < -2 * SAME else "reworded"


def _new(held: Held, citing: Citing, *, again: bool) -> Line:
    estimate = held.estimate
    closing = _closing(estimate)
    by = whose_word(estimate)
    return Line(
        label="again" if again else "new",
        text=f"{capital(_likelihood(estimate))}: {quoted(clause(estimate.content.quote), 150)}"
        f"{f', by {closing}' if closing else ', without a day'}{'' if by == 'the author' else f' (says {by})'}.",
        notes=citing.cite(held.text.document.id, *estimate.evidence),
        is_quote=True,
    )


def _gone(held: Held, citing: Citing, as_of: date | None) -> Line:
    estimate = held.estimate
    days = closing_days(estimate)
    over = bool(days and days.end and as_of and days.end < as_of)
    if days is None:
        stands = "It never had a day by which it would show."
    elif over:
        stands = f"Its day, {days_words(days)}, is over and no word tells how it came out."
    else:
        stands = f"Its day, {days_words(days)}, is still ahead."
    return Line(
        label="lapsed" if over else "dropped",
        text=f"{capital(_likelihood(estimate))}: {quoted(clause(estimate.content.quote), 130)}. {stands}",
        notes=citing.cite(held.text.document.id, *estimate.evidence),
        is_quote=True,
    )


def _likelihood(estimate: Estimate) -> str:
    words = one_line(estimate.words.quote).lower()
    if estimate.band is None:
        return f"“{words}”"
    if any(sign.isdigit() for sign in words):
        return percent_range(estimate.band)
    return f"“{words}”, {percent_range(estimate.band)}"


def _closing(estimate: Estimate) -> str:
    days = closing_days(estimate)
    return days_words(days) if days and (days.start or days.end) else ""


def _turned(band: tuple[float, float] | None) -> tuple[float, float] | None:
    return (round(1 - band[1], 4), round(1 - band[0], 4)) if band else None


def _premises(held: Held) -> list[Span]:
    reading = held.text.reading
    links = [link for link in reading.links if link.kind == "reason_for" and link.target == held.estimate.id]
    found = [reading.find(link.source) for link in links]
    return [one.anchor for one in found if one]


def _cause(held: Held) -> str:
    """Return the reason that the sentence of a judgement gives, in its own words; empty where it gives none."""
    given = _CAUSE.search(one_line(held.sentence.quote))
    if given:
        return given["why"]
    premises = _premises(held)
    return premises[0].quote if premises else ""
