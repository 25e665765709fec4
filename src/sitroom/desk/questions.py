"""Questions from a reading: its estimates and conditions, each with a rule that settles it or why none can."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sitroom.core import QUAD_WORDS, DayRange, EventPattern, english_day, english_range
from sitroom.ledger import Question, ScorableForm
from sitroom.record import (
    Actor,
    ActorRef,
    Condition,
    Estimate,
    Event,
    Occasion,
    Reading,
    Record,
    Statement,
    gazetteer,
    get_event_type,
)

DEFAULT_HORIZON_DAYS = 90
AFTER_OCCASION = timedelta(days=60)
FRIENDLY, HOSTILE = (1, 2), (3, 4)
MOVES: dict[tuple[int, ...], str] = {FRIENDLY: "a cooperative move", HOSTILE: "a hostile move"}


def questions_of(reading: Reading) -> tuple[Question, ...]:
    """Return the questions that a reading's judgements come down to, in text order."""
    out = []
    for record in reading.records:
        if isinstance(record, Estimate) and record.realis == "actual" and not is_about_the_past(record):
            out.append(_of_estimate(reading, record))
        elif isinstance(record, Condition) and _is_judgement(reading, record):
            out.append(_of_condition(reading, record))
    return tuple(out)


def is_about_the_past(estimate: Estimate) -> bool:
    """Return whether it guesses at what happened, which no later day will settle: ``unlikely to have made a mark``."""
    return estimate.content.quote.lower().startswith("to have ")


# ---------------------------------------------------------------------- estimates
def _of_estimate(reading: Reading, estimate: Estimate) -> Question:
    content = sentence_of(estimate.content.quote)
    opens, closes = reading.reference.days, estimate.horizon_end or DayRange()
    condition = _condition_on(reading, estimate)
    asserted = estimate.asserted_by[-1]
    by = asserted.label if isinstance(asserted, ActorRef) else "author"
    common = Question(
        text=content,
        rule_words="",
        resolver="person",
        opens_on=opens,
        closes_on=closes,
        band=estimate.band,
        words=estimate.words.quote,
        scale=estimate.scale,
        by=by,
        condition=condition,
        document_id=reading.document.id,
        record_id=estimate.id,
        quote=estimate.evidence[0],
        scorable=False,
        why_not="not settled yet",
    )
    why_not = _why_not(estimate, closes)
    if why_not:
        return replace(
            common,
            why_not=why_not,
            proposed=_proposal(reading, estimate, content),
            rule_words="not resolved: " + why_not,
            id="",
        )
    rule = _rule(reading, estimate)
    if rule is None:
        words = f"a person resolves it by {_by(closes)}, with a source and a quote: {content}"
        return replace(common, scorable=True, why_not=None, status="open", rule_words=words, id="")
    text = _pattern_words(rule)
    words = (
        f"true if, from the day of writing to {_by(closes)}, event data or a later reading show that {text}; "
        "a stand-in for the author's own words, which a person may narrow"
    )
    return replace(
        common,
        text=f"{text[0].upper()}{text[1:]}",
        scorable=True,
        why_not=None,
        status="open",
        rule=rule,
        resolver="machine",
        rule_words=words,
        id="",
    )


def _why_not(estimate: Estimate, closes: DayRange) -> str | None:
    """Why an estimate cannot be scored as it stands, or None where it can."""
    if estimate.band is None:
        return f"{estimate.words.quote!r} gives no range of probability on the scale used"
    if closes.end is None:
        return "it names no day by which it is settled"
    return None


def _proposal(reading: Reading, estimate: Estimate, content: str) -> ScorableForm | None:
    start = reading.reference.days.start
    if start is None:
        return None
    closes = (
        estimate.horizon_end.end
        if estimate.horizon_end and estimate.horizon_end.end
        else start + timedelta(days=DEFAULT_HORIZON_DAYS)
    )
    return ScorableForm(
        f"By {english_day(closes)}: {content}? Give a probability.",
        rule_words="a person resolves it with a source and a quote",
    )


def _condition_on(reading: Reading, estimate: Estimate) -> str | None:
    for link in reading.links:
        if link.kind == "condition_of" and link.target == estimate.id:
            found = reading.find(link.source)
            if (
                isinstance(found, Condition)
                and found.cue is not None
                and found.cue.quote.lower() in ("if", "unless", "provided")
            ):
                return found.antecedent.quote
    return None


def _rule(reading: Reading, estimate: Estimate) -> EventPattern | None:
    """The events that would make an estimate true, from the act that its content names; None where it names none."""
    act = _act_in(reading, estimate)
    if act is None or estimate.negated:
        return None
    actors = slugs_of(estimate.subject or doers_of(act))
    places = {record.place_name for record in reading.records if isinstance(record, Occasion)}
    named = [ref for ref in (targets_of(act) or estimate.objects) if ref.span.quote not in places]
    recipients = slugs_of(named, other_than=actors)
    quad = _quad(act)
    if not actors or not recipients or quad is None:
        return None
    quads = FRIENDLY if quad in FRIENDLY else HOSTILE
    days = estimate.horizon.days.days if estimate.horizon else None
    return EventPattern(actors=actors, recipients=recipients, quads=quads, window_days=days, mutual=quad in FRIENDLY)


def _act_in(reading: Reading, estimate: Estimate) -> Record | None:
    acts = [
        record
        for record in reading.records
        if isinstance(record, Event | Statement)
        and estimate.content.covers(record.trigger)
        and _quad(record) is not None
    ]
    return max(acts, key=lambda act: (bool(doers_of(act)) and bool(targets_of(act)), act.confidence), default=None)


def _quad(record: Record) -> int | None:
    coding = getattr(record, "coding", None)
    return coding.quad if coding is not None and coding.event_type else None


def doers_of(record: Record) -> tuple[ActorRef, ...]:
    """Return who acts or speaks."""
    if isinstance(record, Statement):
        return record.speaker
    return record.actors if isinstance(record, Event) else ()


def targets_of(record: Record) -> tuple[ActorRef, ...]:
    """Return toward whom; of a joint act, the parties after the first."""
    if isinstance(record, Statement):
        return record.audience
    if isinstance(record, Event):
        return record.recipients or record.actors[1:]
    return ()


def slugs_of(refs: Sequence[ActorRef], *, other_than: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the actors that event data can know: states, bodies, groups; who is in office stands for the state."""
    known, out = gazetteer(), []
    for ref in refs:
        owner = known.by_country.get(ref.country or "")
        slug = ref.id if ref.id in known.actors else owner.slug if owner else None
        if slug and slug not in other_than:
            out.append(slug)
    return tuple(dict.fromkeys(out))


# ---------------------------------------------------------------------- judgements without a likelihood
def _is_judgement(reading: Reading, condition: Condition) -> bool:
    """Whether a condition is a judgement of the author's own that no estimate's likelihood covers."""
    if condition.asserted_by != ("author",) or condition.realis != "actual":
        return False
    covered = {link.source for link in reading.links if link.kind == "condition_of"}
    inside = any(isinstance(r, Estimate) and r.evidence[0].overlaps(condition.consequent) for r in reading.records)
    return _is_dependence(condition) or (condition.id not in covered and not inside)


def _is_dependence(condition: Condition) -> bool:
    return condition.cue is not None and condition.cue.quote.lower().split()[-1] in ("on", "upon")


def _of_condition(reading: Reading, condition: Condition) -> Question:
    cue = condition.cue.quote.lower() if condition.cue else "if"
    antecedent, consequent = less_cue(condition.antecedent.quote, cue), sentence_of(condition.consequent.quote)
    text = f"{consequent} {cue} {antecedent}" if _is_dependence(condition) else f"{cue} {antecedent}, {consequent}"
    return Question(
        text=text,
        rule_words="not resolved: no likelihood is given",
        resolver="person",
        opens_on=reading.reference.days,
        closes_on=DayRange(),
        condition=antecedent,
        scorable=False,
        why_not="it gives no likelihood and no day",
        proposed=_conditional_form(reading, condition, antecedent, consequent),
        document_id=reading.document.id,
        record_id=condition.id,
        quote=condition.evidence[0],
    )


def _conditional_form(reading: Reading, condition: Condition, antecedent: str, consequent: str) -> ScorableForm | None:
    """A form with a day and two branches: 60 days after the occasion that it speaks of, else 90 after the writing."""
    day, start = occasion_day(reading, condition), reading.reference.days.start
    if day is None and start is None:
        return None
    by = english_day(day + AFTER_OCCASION if day else (start or date.min) + timedelta(days=DEFAULT_HORIZON_DAYS))
    if _is_dependence(condition):
        asked = f"a material step forward on “{consequent}”, (a) if “{antecedent}” turns out well for it, (b) if not?"
    else:
        asked = f"“{consequent}”, (a) if “{antecedent}” comes about, (b) if not?"
    resolved = "a person resolves the branch that came about, with a source and a quote; the other is not applicable"
    return ScorableForm(f"By {by}: {asked} A probability for each.", rule_words=resolved)


def less_cue(words: str, cue: str) -> str:
    """Return words on one line, without the cue that opens them."""
    plain = " ".join(words.split())
    return plain[len(cue) :].strip() if plain.lower().startswith(cue + " ") else plain


def occasion_day(reading: Reading, condition: Condition) -> date | None:
    """Return the day of the occasion that a condition speaks of: the one at the place or of the name in its words."""
    words = condition.antecedent.quote
    for record in reading.records:
        if isinstance(record, Occasion) and record.date and record.date.days.start:
            if record.place_name and record.place_name in words:
                return record.date.days.start
            if any(word in words for word in record.name.quote.split() if word[:1].isupper() and len(word) > 4):
                return record.date.days.start
    return None


# ---------------------------------------------------------------------- words
def sentence_of(words: str) -> str:
    """Return what is judged as a plain clause, without the conjunction that opens it.

    >>> sentence_of("that Minsk will go on")
    'Minsk will go on'
    """
    plain = " ".join(words.split())
    for opening in ("that ", "for "):
        plain = plain.removeprefix(opening)
    return plain


def _by(closes: DayRange) -> str:
    return (
        english_day(closes.end) + (" at the latest" if not closes.is_day else "")
        if closes.end
        else english_range(closes)
    )


def _pattern_words(rule: EventPattern) -> str:
    who = _joined([_actor(name).name for name in rule.actors]) if rule.actors else "anyone"
    whom = _joined([_with_members(name) for name in rule.recipients]) if rule.recipients else "anyone"
    verb = "makes" if len(rule.actors) < 2 else "make"
    return f"{who} {verb} {_move(rule)} toward {whom}"


def _move(rule: EventPattern) -> str:
    if rule.types:
        return "the move " + _joined([f"“{get_event_type(name).base}”" for name in rule.types])
    if not rule.quads:
        return "any move"
    return MOVES.get(rule.quads) or _joined([QUAD_WORDS[quad] for quad in rule.quads])


def _actor(name: str) -> Actor:
    """Return the actor of a slug or an alpha-3 code."""
    known = gazetteer()
    return known.actors[name] if name in known.actors else known.by_country[name]


def _with_members(slug: str) -> str:
    actor = _actor(slug)
    slug = actor.slug
    article = "" if actor.kind == "country" or actor.name.lower().startswith("the ") else "the "
    members = " or one of its members" if slug in gazetteer().memberships and actor.kind != "group" else ""
    return f"{article}{actor.name}{members}"


def _joined(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " or " + names[-1]


@dataclass(frozen=True, slots=True)
class Rated:
    """A question with what history says of it, all as it was known on the day of writing."""

    question: Question
    base_rate: float | None = None
    interval: tuple[float, float] | None = None
    note: str = ""
    ours: float | None = None
    ours_note: str = ""
    information: str | None = None
    harder: str | None = None
    model: str | None = None
    as_of: date | None = None
    rows: tuple[str, ...] = ()
    source: str | None = None


def words_of(rule: EventPattern) -> str:
    """Return a rule as a person would say it."""
    return _pattern_words(rule)
