"""The commands that enter something: questions by hand, updates, harder questions, closing days and ratings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from sitroom.cli.options import DeskFolder, Json, open_room
from sitroom.cli.output import DONE, print_json, with_errors
from sitroom.core import UsageError

if TYPE_CHECKING:
    from sitroom.desk.ledger_entering import Added

By = Annotated[str, Parameter(help="Whose word it is.")]
StatedOn = Annotated[
    str | None,
    Parameter(help="The day on which it was said; it counts from then only where the question's close is over."),
]


@with_errors
def ledger_add(
    question: str,
    /,
    *,
    closes: str,
    opens: str | None = None,
    actor: list[str] | None = None,
    recipient: list[str] | None = None,
    quad: list[int] | None = None,
    type_: Annotated[list[str] | None, Parameter(name="--type")] = None,
    mutual: bool = False,
    source: str | None = None,
    by_person: bool = False,
    probability: float | None = None,
    band: tuple[float, float] | None = None,
    by: By = "user",
    reason: str | None = None,
    stated_on: StatedOn = None,
    base_rate: float | None = None,
    condition: str | None = None,
    if_actor: list[str] | None = None,
    if_recipient: list[str] | None = None,
    if_quad: list[int] | None = None,
    if_type: list[str] | None = None,
    if_mutual: bool = False,
    topic: str | None = None,
    desk: DeskFolder = None,
    json_: Json = False,
) -> int:
    """Enter a question by hand, with a rule that data settle or for a person to resolve.

    Args:
        question: in words.
        closes: the last day on which it can come true (YYYY-MM-DD).
        opens: the first such day; today where not given.
        actor: who acts, for a rule; may be given again.
        recipient: toward whom; may be given again.
        quad: kinds of acts, 1 to 4; may be given again.
        type_: PLOVER types of acts; may be given again.
        mutual: joint acts, such as a meeting, count in either direction.
        source: the one data set that settles it; else all that cover it must agree.
        by_person: no rule; a person resolves it, with source and quote.
        probability: what you give it, between 0 and 1.
        band: lowest and highest probability instead.
        reason: why.
        base_rate: how often the like happened, where event data cannot say.
        condition: what it depends on, in words; where that fails, the question is not applicable. A person says
            whether it did, or data do by a rule:
        if_actor: who acts, for the condition; may be given again.
        if_recipient: toward whom; may be given again.
        if_quad: kinds of acts, 1 to 4; may be given again.
        if_type: PLOVER types of acts; may be given again.
        if_mutual: joint acts count in either direction.
        topic: file it under this topic.
    """
    with open_room(desk) as room:
        condition_rule = room.ledger.find_rule(
            if_actor, if_recipient, quads=if_quad or (), types=if_type or (), mutual=if_mutual, source=source,
            option="--if-",
        )  # fmt: skip
        added = room.ledger.add(
            question, closes_on=closes, opens_on=opens, actor=actor, recipient=recipient, quads=quad or (),
            types=type_ or (), mutual=mutual, by_person=by_person, probability=probability, band=band, by=by,
            reason=reason, stated_on=stated_on, base_rate=base_rate, condition=condition,
            condition_rule=condition_rule, source=source, topic=topic,
        )  # fmt: skip
    return _told(added, as_json=json_)


@with_errors
def ledger_accept(
    question: str,
    /,
    *,
    closes: str | None = None,
    probability: float | None = None,
    by: By = "user",
    reason: str | None = None,
    stated_on: StatedOn = None,
    desk: DeskFolder = None,
    json_: Json = False,
) -> int:
    """Enter the harder question offered in place of one that says little, or the scorable form of one that is not.

    Args:
        question: the id of the one that it stands in place of.
        closes: a closing day, for a form that has none.
        probability: what you give it.
        reason: why.
    """
    with open_room(desk) as room:
        added = room.ledger.accept(
            question, closes_on=closes, probability=probability, by=by, reason=reason, stated_on=stated_on
        )
    return _told(added, as_json=json_)


@with_errors
def ledger_update(
    question: str,
    probability: float,
    /,
    *,
    by: By = "user",
    reason: str | None = None,
    stated_on: StatedOn = None,
    desk: DeskFolder = None,
    json_: Json = False,
) -> int:
    """Give a question a new probability, in force from today.

    Args:
        question: its id.
        probability: between 0 and 1.
        reason: why.
    """
    with open_room(desk) as room:
        entered = room.ledger.update(question, probability, by=by, reason=reason, stated_on=stated_on)
        standing = room.ledger.get(str(entered.entry.question_id))
    if json_:
        print_json({**standing.to_json(), "new_entries": int(entered.new)})
        return DONE
    said = f"{by} gives it {probability:.0%} from {entered.entry.entered_at[:10]}"
    print(f"{standing.question.text}: {said if entered.new else 'that is what the ledger has already'}")
    return DONE


@with_errors
def ledger_fix(question: str, closes: str, /, *, by: By = "user", desk: DeskFolder = None, json_: Json = False) -> int:
    """Fix the day on which a question closes, once, within the range that it has.

    Args:
        question: its id.
        closes: the day.
    """
    with open_room(desk) as room:
        entered = room.ledger.fix_closing(question, closes, by=by)
        standing = room.ledger.get(question)
    if json_:
        print_json({**standing.to_json(), "new_entries": int(entered.new)})
    else:
        print(f"{standing.question.text}: closes on {standing.question.closes_on.edtf()}")
    return DONE


@with_errors
def ledger_rate(
    rated: str,
    /,
    *,
    reason: str,
    reliability: str | None = None,
    credibility: int | None = None,
    by: By = "user",
    desk: DeskFolder = None,
    json_: Json = False,
) -> int:
    """Say how reliable a source is (A to F), or how credible the claim behind a question is (1 to 6).

    Args:
        rated: the source as `ledger sources` names it, or the id of a question.
        reason: why.
        reliability: of a source: A completely, B usually, C fairly, D not usually reliable, E unreliable, F unknown.
        credibility: of a claim: 1 confirmed, 2 probable, 3 possible, 4 doubtful, 5 improbable, 6 unknown.
    """
    if (reliability is None) == (credibility is None):
        raise UsageError("give --reliability LETTER for a source, or --credibility NUMBER for a question's claim")
    with open_room(desk) as room:
        if reliability is not None:
            entered = room.ledger.rate_source(rated, reliability, reason=reason, by=by)
        else:
            entered = room.ledger.rate_claim(rated, credibility or 0, reason=reason, by=by)
    payload = entered.entry.payload
    if json_:
        print_json({**payload, "new_entries": int(entered.new)})
    else:
        print(f"{rated}: {payload['reliability'] or payload['credibility']}, by {by}: {reason}")
    return DONE


def _told(added: Added, *, as_json: bool) -> int:
    if as_json:
        print_json(added.to_json())
        return DONE
    rated, question = added.rated, added.standing.question
    print(f"{question.id}: {question.text}")
    print(f"  {question.rule_words}")
    print(f"  closes {question.closes_on.edtf()}; {added.new_entries} new entries")
    if question.condition:
        settled = "data settle it" if question.condition_rule else "a person says whether it came true"
        print(f"  only if: {question.condition} ({settled}); the rates below do not depend on it")
    by_hand = added.standing.base_rate if rated.base_rate is None else None
    told = rated.note if by_hand is None else "as you gave it"
    rate = rated.base_rate if by_hand is None else by_hand
    print(f"  base rate: {told if rate is None else f'{rate:.0%}, {told}'}")
    print(f"  sitroom: {rated.ours_note if rated.ours is None else f'{rated.ours:.0%}, {rated.ours_note}'}")
    if rated.information == "low":
        print("  says little: it is nearly always, or hardly ever, true")
    if rated.harder:
        print(f"  harder: {rated.harder}; `sitroom ledger accept {question.id}` takes it")
    return DONE
