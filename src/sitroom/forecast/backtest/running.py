"""Running a backtest: at each cutoff the same questions to every forecaster, then what came of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np

from sitroom.core import EventPattern, ForecastError
from sitroom.forecast.backtest.cutoffs import Plan
from sitroom.forecast.backtest.drawing import draw_patterns
from sitroom.forecast.backtest.resolved import ResolvedForecast
from sitroom.forecast.backtest.resolving import find_outcome
from sitroom.forecast.backtest.result import Backtest
from sitroom.forecast.backtest.summary import summarise
from sitroom.forecast.forecaster import Forecaster
from sitroom.forecast.occurrences import KnownRows, known_rows
from sitroom.forecast.prediction import Prediction
from sitroom.forecast.question import PatternQuestion
from sitroom.history import EventStore, Members

QUESTIONS = 100
SEED = 20_130_221

Progress = Callable[[int], None]


def backtest(
    store: EventStore,
    forecasters: Sequence[Forecaster],
    plan: Plan,
    *,
    source: str,
    members: Members,
    patterns: Sequence[EventPattern] | None = None,
    questions: int = QUESTIONS,
    seed: int = SEED,
    references: Sequence[str] | None = None,
    progress: Progress = lambda _: None,
) -> Backtest:
    """Return every forecast with its outcome, and the scores.

    At each cutoff the history is closed, the patterns are drawn from what was known, and every forecaster answers the
    same questions. What is deleted or added after a window has closed changes none of its forecasts or outcomes.

    Args:
        store: the history; its own cutoff, where it has one, is the last day of knowledge behind the outcomes.
        forecasters: over the same history; each name once.
        plan: cutoffs and horizons.
        source: the one data set.
        members: maps a name to codes on a day.
        patterns: what to ask about at every cutoff; None draws from the active pairs of each.
        questions: patterns to draw at each cutoff, each asked for every horizon.
        seed: of the draw, which depends on nothing but the seed, the cutoff and what was known then.
        references: methods that skill is measured against; None means all of them.
        progress: called with 1 after each cutoff.

    Raises:
        ForecastError: two forecasters have one name, or no question could be asked and resolved.
    """
    methods = [one.name for one in forecasters]
    if len(set(methods)) != len(methods):
        raise ForecastError(f"each forecaster is asked once, not {', '.join(methods)}")
    later = known_rows(store, source)
    forecasts: list[ResolvedForecast] = []
    left_out: Counter[str] = Counter()
    for cutoff in plan.cutoffs:
        known = store.until(cutoff)
        rows = known_rows(known, source)
        asked = _patterns(rows, patterns, questions, members, seed)
        if not asked:
            left_out[f"no pattern to ask about as of {cutoff}"] += 1
        every = [PatternQuestion(one, horizon, cutoff, source) for horizon in plan.horizons for one in asked]
        resolved = _resolve(every, later, members, left_out)
        for forecaster in forecasters:
            said = forecaster.predict_all(list(resolved), known=known)
            pairs = zip(resolved.items(), said, strict=True)
            forecasts += [_with_outcome(question, one, outcome) for (question, outcome), one in pairs]
        progress(1)
    if not forecasts:
        why = "; ".join((*plan.left_out, *left_out))
        raise ForecastError(f"no question could be asked of {source}: {why or 'there is no forecaster'}")
    return Backtest(
        source=source,
        cutoffs=plan.cutoffs,
        horizons=plan.horizons,
        methods=tuple(methods),
        resolved_as_of=store.cutoff,
        drawn=questions if patterns is None else None,
        seed=seed,
        forecasts=tuple(forecasts),
        summaries=summarise(forecasts, seed=seed, references=methods if references is None else references),
        left_out=(
            *plan.left_out,
            *(why if many == 1 else f"{why} ({many} questions)" for why, many in left_out.items()),
        ),
    )


def _patterns(
    rows: KnownRows, given: Sequence[EventPattern] | None, many: int, members: Members, seed: int
) -> Sequence[EventPattern]:
    if given is not None:
        return tuple(dict.fromkeys(given))
    rng = np.random.default_rng([seed, rows.as_of.toordinal()])
    return draw_patterns(rows, many, rng=rng, members=members)


def _resolve(
    questions: Sequence[PatternQuestion], later: KnownRows, members: Members, left_out: Counter[str]
) -> dict[PatternQuestion, bool]:
    """Return the questions whose windows have closed, each with its outcome; count the others."""
    out: dict[PatternQuestion, bool] = {}
    for question in questions:
        outcome = find_outcome(question, later, members)
        if outcome is None:
            left_out[f"{question.horizon_days} days after {question.cutoff} are not told of to their end"] += 1
        else:
            out[question] = outcome
    return out


def _with_outcome(question: PatternQuestion, said: Prediction, outcome: bool) -> ResolvedForecast:
    base = said.base_rate.rate if said.base_rate else None
    reason = "" if said.status == "answered" else said.reasons[0].text
    return ResolvedForecast(question, said.method, said.probability, base, outcome, reason)
