"""The commands on the ledger: what stands on it, and whether it is as it was entered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cyclopts import App

from sitroom.cli.ledger_backtest import ledger_backtest, ledger_runs
from sitroom.cli.ledger_entering import ledger_accept, ledger_add, ledger_fix, ledger_rate, ledger_update
from sitroom.cli.ledger_exchange import ledger_export, ledger_import
from sitroom.cli.ledger_resolving import ledger_resolve
from sitroom.cli.ledger_scoring import ledger_score, ledger_sources, print_rules
from sitroom.cli.options import DeskFolder, Json, open_room
from sitroom.cli.output import DONE, INTEGRITY, print_json, print_table, with_errors

if TYPE_CHECKING:
    from sitroom.ledger import Forecast, Question, Standing

ledger_app = App(name="ledger", help="Questions, forecasts and outcomes; append-only and chained.")
ledger_app.command(ledger_add, name="add")
ledger_app.command(ledger_update, name="update")
ledger_app.command(ledger_accept, name="accept")
ledger_app.command(ledger_fix, name="fix")
ledger_app.command(ledger_resolve, name="resolve")
ledger_app.command(ledger_score, name="score")
ledger_app.command(ledger_sources, name="sources")
ledger_app.command(ledger_rate, name="rate")
ledger_app.command(ledger_import, name="import")
ledger_app.command(ledger_export, name="export")
ledger_app.command(ledger_backtest, name="backtest")
ledger_app.command(ledger_runs, name="runs")


@ledger_app.command(name="list")
@with_errors
def ledger_list(
    *, status: str | None = None, topic: str | None = None, desk: DeskFolder = None, json_: Json = False
) -> int:
    """List the questions with how they stand, and what the author, sitroom and everybody else gives each.

    Args:
        status: only those that are open, closed, not_scorable, not_applicable or draft.
        topic: only those of this topic.
    """
    with open_room(desk) as room:
        standings = room.ledger.list(status=status, topic=topic)
        head, rules = room.ledger.head(), room.ledger.rules(topic=topic)
    if json_:
        counts = {pool: one.to_json() for pool, one in rules.items()}
        told = {"questions": [one.to_json() for one in standings], "rules": counts}
        print_json({**told, "head": str(head), "count": head.count})
        return DONE
    heads = ("id", "status", "words", "author", "sitroom", "others", "closes", "question")
    print_table("Ledger", heads, [_line(one) for one in standings])
    print_rules(rules)
    print(f"head {head}")
    return DONE


@with_errors
def ledger_show(question: str, /, *, desk: DeskFolder = None, json_: Json = False) -> int:
    """Show one question: its rule, its base rate, every forecast with its reason, and what became of it.

    Args:
        question: its id, or as much of its beginning as names it alone.
    """
    with open_room(desk) as room:
        standing = room.ledger.get(question)
    if json_:
        print_json(standing.to_json())
        return DONE
    _show(standing)
    return DONE


ledger_app.command(ledger_show, name="show")


@ledger_app.command(name="verify")
@with_errors
def ledger_verify(
    *, head: str | None = None, run: str | None = None, desk: DeskFolder = None, json_: Json = False
) -> int:
    """Verify the chain; with --head (as printed on a brief) also that nothing was cut off since.

    The heads of the briefs that the desk keeps are checked in any case.

    Args:
        head: count:hash.
        run: verify a backtest's run instead, against the head that the ledger noted.
    """
    from sitroom.ledger import Head

    with open_room(desk) as room:
        faults = room.ledger.verify(Head.parse(head) if head else None, run=run)
        now = next(one.head for one in room.ledger.runs() if one.name == run) if run else room.ledger.head()
    if json_:
        told = [one.to_json() for one in faults]
        print_json({"ok": not faults, "head": str(now), "count": now.count, "faults": told})
    else:
        print(f"{'the chain verifies' if not faults else 'THE CHAIN DOES NOT VERIFY'}: {now.count} entries, head {now}")
        for fault in faults:
            print(f"  {fault.code}, entry {fault.seq}: {fault.message}")
    return INTEGRITY if faults else DONE


def _line(one: Standing) -> tuple[str, ...]:
    question = one.question
    author = next((by for by in one.forecasters if by == question.by and by not in ("user", "sitroom")), None)
    others = [by for by in one.forecasters if by not in (author, "sitroom")]
    said = [f"{by} {_said(latest.forecast)}" for by in others if (latest := one.latest(by))]
    own = [_said(latest.forecast) if by and (latest := one.latest(by)) else "" for by in (author, "sitroom")]
    closes = question.closes_on.edtf() if question.closes_on.end else ""
    return (question.id, _status(one), question.words or "", *own, ", ".join(said), closes, question.text)


def _said(forecast: Forecast) -> str:
    if forecast.probability is not None:
        return f"{forecast.probability:.0%}"
    return f"{forecast.band[0]:.0%}-{forecast.band[1]:.0%}" if forecast.band else ""


def _status(one: Standing) -> str:
    question: Question = one.question
    words = question.status.replace("_", " ")
    if one.resolution is not None:
        words += ": yes" if one.resolution.outcome else ": no"
    ours = one.latest("sitroom")
    if ours is not None and ours.forecast.information == "low":
        words += ", says little"
    return f"{words}, retrospective" if question.retrospective else words


def _show(one: Standing) -> None:
    question = one.question
    print(f"{question.text} ({question.id})")
    print(f"  {_status(one)}; opens {question.opens_on.edtf()}, closes {question.closes_on.edtf()}")
    print(f"  {question.rule_words}")
    if question.condition:
        settled = "data settle it" if question.condition_rule else "a person says whether it came true"
        print(f"  only if: {question.condition} ({settled})")
    print(f"  base rate: {'not covered' if one.base_rate is None else f'{one.base_rate:.0%}'}")
    rows = [
        (
            stated.in_force_from.isoformat(), stated.forecast.by, _said(stated.forecast),
            "; ".join(str(reason.get("text")) for reason in stated.forecast.reasons),
        )
        for stated in one.forecasts
    ]  # fmt: skip
    print_table("Forecasts", ("in force from", "by", "says", "reason"), rows)
    if one.resolution is not None:
        told = one.resolution
        print(f"outcome: {'yes' if told.outcome else 'no'}, known on {told.known_on}, by {told.resolver} ({told.by})")
        print(f"  {told.source or ''} {told.quote or ', '.join(told.rows)}".rstrip())
    if one.void_reason:
        print(f"not applicable: {one.void_reason}")
    for note in one.notes:
        print(f"note: {note}")
