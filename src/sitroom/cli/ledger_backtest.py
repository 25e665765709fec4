"""The commands on backtests: questions asked as of past days, kept and scored as a run of their own."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Annotated

from cyclopts import Parameter

from sitroom.cli.options import DeskFolder, Json, open_room
from sitroom.cli.output import DONE, print_json, print_table, progress_bar, with_errors


@with_errors
def ledger_backtest(
    name: str | None = None,
    /,
    *,
    source: str | None = None,
    from_: str | None = None,
    to: str | None = None,
    horizon: list[int] | None = None,
    cutoffs: int = 12,
    questions: int = 10_000,
    actor: list[str] | None = None,
    recipient: list[str] | None = None,
    quad: list[int] | None = None,
    type_: Annotated[list[str] | None, Parameter(name="--type")] = None,
    method: list[str] | None = None,
    seed: int = 20_130_221,
    desk: DeskFolder = None,
    json_: Json = False,
) -> int:
    """Issue questions as of past days over the event data, resolve and score them, and keep it as a run of its own.

    Args:
        name: of the run; made from the source and the day where not given.
        source: the data set; without it, the one with most rows.
        from_: the first cutoff; without it, the first day with enough data before it.
        to: the last cutoff at most; without it, the last day whose longest horizon still closes within the data.
        horizon: days ahead; may be given again. Without it 7, 21 and 90.
        cutoffs: on how many days to ask, evenly spaced.
        questions: how many the run has at least, where the data hold so many.
        actor: ask about this one at every cutoff, in place of those drawn; may be given again.
        recipient: toward whom; may be given again.
        quad: kinds of acts, 1 to 4; may be given again.
        type_: PLOVER types of acts; may be given again.
        method: a forecaster, such as climatology; may be given again. Without it, every baseline.
        seed: of the draw and of the intervals.
    """
    with open_room(desk) as room, ExitStack() as shown:
        from sitroom.desk.backtesting import HORIZONS

        run = room.ledger.backtest(
            name, source=source, horizons=horizon or HORIZONS, since=from_, until=to, cutoffs=cutoffs,
            questions=questions, actor=actor, recipient=recipient, quads=quad or (), types=type_ or (),
            methods=method or (), seed=seed,
            start=lambda many: shown.enter_context(progress_bar("asking at past cutoffs", many)),
        )  # fmt: skip
        report = room.ledger.score(run=run.name)
    if json_:
        print_json({**run.to_json(), "scores": [one.to_json() for one in report.scores]})
        return DONE
    about = run.about
    print(f"run {run.name}: {about['questions']} questions of {about['source']}, {about['resolved']} resolved")
    rows = [
        (
            one.by, str(one.questions), f"{one.murphy.base_rate:.1%}", f"{one.murphy.brier:.4f}", f"{one.log:.4f}",
            f"{one.calibration.error:.4f}", "-" if one.auc is None else f"{one.auc:.3f}",
        )
        for one in report.scores
    ]  # fmt: skip
    print_table("Scores", ("by", "questions", "came true", "Brier", "log", "calibration error", "AUC"), rows)
    print(f"head {run.head}; `sitroom ledger score --run {run.name}` says more")
    return DONE


@with_errors
def ledger_runs(*, desk: DeskFolder = None, json_: Json = False) -> int:
    """List the backtests that are kept; none of them is in the ledger's own figures."""
    with open_room(desk) as room:
        runs = room.ledger.runs()
    if json_:
        print_json({"runs": [one.to_json() for one in runs]})
        return DONE
    rows = [
        (one.name, str(one.about.get("source")), str(one.about.get("questions")), str(one.about.get("seed")),
         str(one.head))
        for one in runs
    ]  # fmt: skip
    print_table("Runs", ("run", "source", "questions", "seed", "head"), rows)
    return DONE
