"""The command that asks forecasters at past cutoffs, and scores them on what came."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from sitroom.cli.options import DeskFolder, Json, open_room
from sitroom.cli.output import DONE, print_json, print_table, progress_bar, with_errors
from sitroom.cli.plots import check_plot, write_plots
from sitroom.core import UsageError

if TYPE_CHECKING:
    from sitroom.forecast import Backtest, Summary

HEADS = (
    "days", "method", "questions", "not covered", "came true", "Brier", "reliability", "resolution", "log",
    "calibration error", "less chance", "AUC", "skill", "95 %",
)  # fmt: skip


@with_errors
def forecast_backtest(
    *,
    source: str | None = None,
    from_: str | None = None,
    to: str | None = None,
    horizon: list[int] | None = None,
    cutoffs: int = 12,
    questions: int = 100,
    actor: list[str] | None = None,
    recipient: list[str] | None = None,
    quad: list[int] | None = None,
    type_: Annotated[list[str] | None, Parameter(name="--type")] = None,
    method: list[str] | None = None,
    seed: int = 20_130_221,
    plot: Path | None = None,
    dump: Path | None = None,
    desk: DeskFolder = None,
    json_: Json = False,
) -> int:
    """Ask forecasters at past cutoffs, each knowing only what was known then, and score them on what came.

    Without a pattern, questions are drawn at each cutoff from the pairs that had lately been active.

    Args:
        source: the data set; without it, the one with most rows.
        from_: the first cutoff; without it, the first day with enough data before it.
        to: the last cutoff at most; without it, the last day whose longest horizon still closes within the data.
        horizon: days ahead; may be given again. Without it 7, 21 and 90.
        cutoffs: on how many days to ask, evenly spaced.
        questions: how many to draw at each cutoff, each asked for every horizon.
        actor: ask about this one at every cutoff, in place of those drawn; may be given again.
        recipient: toward whom; may be given again.
        quad: kinds of acts, 1 to 4; may be given again.
        type_: PLOVER types of acts; may be given again.
        method: a forecaster, such as climatology; may be given again. Without it, every baseline.
        seed: of the draw and of the intervals.
        plot: write reliability diagrams: the first forecaster's to this SVG file, the others' beside it.
        dump: write every forecast with its outcome to this Parquet file.
    """
    check_plot(plot)
    if dump is not None and dump.suffix.casefold() != ".parquet":
        raise UsageError(f"{dump} says no Parquet; end the name of the dump in .parquet")
    with open_room(desk) as room, ExitStack() as shown:
        from sitroom.desk.backtesting import HORIZONS, run_backtest, write_forecasts

        found = run_backtest(
            room.history, source=source, horizons=horizon or HORIZONS, since=from_, until=to, cutoffs=cutoffs,
            questions=questions, actor=actor, recipient=recipient, quads=quad or (), types=type_ or (),
            methods=method or (), seed=seed,
            start=lambda many: shown.enter_context(progress_bar("asking at past cutoffs", many)),
        )  # fmt: skip
    if dump:
        write_forecasts(found, dump)
    if plot:
        write_plots(found.charts(), plot)
    if json_:
        print_json(found.to_json())
        return DONE
    _show(found)
    return DONE


def _show(found: Backtest) -> None:
    print(f"{found.source}, {found.when}; skill is against {found.reference}\n")
    print_table("", HEADS, list(_lines(found)))
    for why in found.left_out:
        sys.stderr.write(f"left out: {why}\n")


def _lines(found: Backtest) -> Iterator[tuple[str, ...]]:
    for one in found.summaries:
        days = "all" if one.horizon_days is None else str(one.horizon_days)
        yield (days, one.method, str(one.questions), str(one.not_covered), *_scores(one, found.reference))


def _scores(one: Summary, reference: str) -> tuple[str, ...]:
    if one.murphy is None or one.calibration is None:
        return ("-",) * (len(HEADS) - 4)
    parts, error = one.murphy, one.calibration
    skill = (one.skill or {}).get(reference)
    value = "-" if skill is None or skill.skill is None else f"{skill.skill:+.3f}"
    interval = (
        "-" if skill is None or skill.interval is None else f"{skill.interval[0]:+.3f} to {skill.interval[1]:+.3f}"
    )
    numbers = (parts.brier, parts.reliability, parts.resolution, one.log or 0.0, error.error, error.debiased)
    auc = "-" if one.auc is None else f"{one.auc:.3f}"
    return f"{parts.base_rate:.1%}", *(f"{number:.4f}" for number in numbers), auc, value, interval
