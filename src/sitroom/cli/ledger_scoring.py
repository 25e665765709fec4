"""The commands that score: everybody's record, and the sources with their letters."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sitroom.cli.options import DeskFolder, Json, day_of, open_room
from sitroom.cli.output import DONE, print_json, print_table, with_errors
from sitroom.cli.plots import check_plot, write_plots

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitroom.desk.ledger_sources import SourceRecord
    from sitroom.forecast.scoring import Skill
    from sitroom.ledger import RuleCounts, Score, ScoreReport

HEADS = (
    "entered", "by", "group", "questions", "by rule", "by person", "bands", "came true", "Brier", "best", "worst",
    "daily Brier", "log", "reliability", "resolution", "uncertainty", "AUC", "slope", "calibration error",
    "less chance", "skill on base rate", "skill on sitroom",
)  # fmt: skip
RETROSPECTIVE = "retrospective"
BINS = ("entered", "by", "group", "said", "questions", "came true", "share", "95 %")


@with_errors
def ledger_score(
    *,
    by: str | None = None,
    run: str | None = None,
    as_of: str | None = None,
    plot: Path | None = None,
    desk: DeskFolder = None,
    json_: Json = False,
) -> int:
    """Score everybody: Brier and log scores, their parts, calibration and skill, each with its number of questions.

    Only questions whose scheduled close is over are scored; live and retrospective ones are never pooled.

    Args:
        by: tell questions apart by author, source, region, scale, horizon or resolver.
        run: score a backtest's run instead.
        as_of: score as of this day, not today.
        plot: write reliability diagrams: the first forecaster's to this SVG file, the others' beside it.
    """
    check_plot(plot)
    with open_room(desk) as room:
        report = room.ledger.score(by=by, run=run, as_of=day_of(as_of))
    if plot:
        write_plots(report.charts(), plot)
    if json_:
        print_json(report.to_json())
        return DONE
    _show(report)
    return DONE


@with_errors
def ledger_sources(*, desk: DeskFolder = None, json_: Json = False) -> int:
    """List the sources: the reliability that each was given, and its track record beside the letter."""
    with open_room(desk) as room:
        found = room.ledger.sources()
    if json_:
        print_json({"sources": [one.to_json() for one in found]})
        return DONE
    heads = ("source", "reliability", "by", "questions", "resolved", "live", "retrospective", "credibility", "reason")
    print_table("Sources", heads, [_source(one) for one in found])
    return DONE


def _show(report: ScoreReport) -> None:
    rows = [_line(one) for one in report.scores]
    if rows:
        print_table("Scores", HEADS, rows)
        bins = [line for one in report.scores for line in _bins(one)]
        print_table("Calibration", BINS, bins)
    else:
        print("nothing can be scored yet: no question has an outcome and its scheduled close behind it")
    print_rules(report.rules)
    for pool, left_out in report.left_out.items():
        for why, many in left_out.items():
            sys.stderr.write(f"not scored, {pool}: {many} ({why})\n")


def print_rules(rules: Mapping[str, RuleCounts]) -> None:
    """Print who settles the questions, and how many of those left to data have no outcome; nothing where none are."""
    for pool, counts in rules.items():
        for words in counts.words():
            print(f"{'after close' if pool == RETROSPECTIVE else pool}: {words}")


def _line(one: Score) -> tuple[str, ...]:
    parts, error = one.murphy, one.calibration
    counts = (one.questions, one.by_machine, one.by_person, one.bands)
    numbers = (
        parts.brier, one.best, one.worst, one.daily_brier, one.log, parts.reliability, parts.resolution,
        parts.uncertainty, one.auc, one.slope, error.error, error.debiased,
    )  # fmt: skip
    skills = (_skill(one.skill.get(name)) for name in ("base rate", "sitroom"))
    return (
        _pool(one), one.by, one.group or "all", *(str(many) for many in counts), f"{parts.base_rate:.0%}",
        *("-" if number is None else f"{number:.4f}" for number in numbers), *skills,
    )  # fmt: skip


def _bins(one: Score) -> list[tuple[str, ...]]:
    return [
        (
            _pool(one), one.by, one.group or "all", f"{part.stated:.0%}", str(part.questions), str(part.hits),
            f"{part.came_true:.0%}", f"{part.interval[0]:.0%} to {part.interval[1]:.0%}",
        )
        for part in one.bins
    ]  # fmt: skip


def _pool(one: Score) -> str:
    return "after close" if one.retrospective else "live"


def _skill(skill: Skill | None) -> str:
    if skill is None or skill.skill is None:
        return "-"
    interval = f", {skill.interval[0]:+.2f} to {skill.interval[1]:+.2f}" if skill.interval else ""
    return f"{skill.skill:+.3f} ({skill.questions}{interval})"


def _source(one: SourceRecord) -> tuple[str, ...]:
    credible = ", ".join(f"{number}: {true} of {many} true" for number, (many, true) in one.credible.items())
    scores = ("-" if score is None else f"Brier {score.murphy.brier:.3f} ({score.questions})" for score in
              (one.live, one.retrospective))  # fmt: skip
    rating = one.rating
    return (
        one.source, one.letter, rating.by if rating else "nobody", str(one.questions), str(one.resolved), *scores,
        credible, rating.reason if rating else "",
    )  # fmt: skip
