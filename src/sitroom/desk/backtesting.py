"""Backtesting: forecasters asked at past cutoffs of a desk's event data, by name, and scored on what came."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from sitroom.core import EventPattern, ForecastError, HistoryError
from sitroom.desk.history import Day, History, Names, day_of
from sitroom.desk.rates import members_of
from sitroom.desk.sources import known_source
from sitroom.desk.store.files import write_whole
from sitroom.forecast import (
    CUTOFFS,
    QUESTIONS,
    SEED,
    Backtest,
    backtest,
    forecaster_classes,
    known_rows,
    plan_cutoffs,
)
from sitroom.record import using

HORIZONS = (7, 21, 90)

Progress = Callable[[int], None]


def run_backtest(
    history: History,
    *,
    source: str | None = None,
    horizons: Sequence[int] = HORIZONS,
    since: Day = None,
    until: Day = None,
    cutoffs: int = CUTOFFS,
    questions: int = QUESTIONS,
    actor: Names = None,
    recipient: Names = None,
    quads: Sequence[int] = (),
    types: Sequence[str] = (),
    methods: Sequence[str] = (),
    seed: int = SEED,
    start: Callable[[int], Progress] = lambda _: lambda _: None,
) -> Backtest:
    """Return what came of asking forecasters at past cutoffs.

    Args:
        history: the event data of a desk.
        source: the one data set; None takes the one with most rows.
        horizons: in days; one that the data have no room for is named and left out.
        since: the first cutoff; None takes the first day with enough data before it.
        until: the last cutoff at most; None takes the last day after which the longest horizon still closes.
        cutoffs: how many, evenly spaced.
        questions: patterns to draw at each cutoff, each asked for every horizon.
        actor: with any of the next three: the one pattern to ask about at every cutoff, in place of those drawn.
        recipient: toward whom.
        quads: 1 to 4.
        types: PLOVER types.
        methods: names of forecasters; none means the baselines.
        seed: of the draw and of the intervals.
        start: called with the number of cutoffs; what it returns is called with 1 after each of them.

    Raises:
        HistoryError: there are no event data, none of the source, or a name is not known.
        UsageError: an act is no PLOVER type, or a quad not 1 to 4.
        ForecastError: no horizon fits, a method is not known, or nothing could be asked.
    """
    if questions < 1:
        raise ForecastError(f"a backtest asks at least one question, not {questions}")
    store, classes = history.store, forecaster_classes(methods)
    chosen = known_source(store, source)
    told = known_rows(store, chosen).told
    if told is None:
        raise HistoryError(f"{chosen} has no rows of events; a backtest needs some")
    plan = plan_cutoffs(told, horizons, many=cutoffs, first=day_of(since), last=day_of(until))
    with using(history.gazetteer()):
        given = history.pattern(actor, recipient, types=types, quads=quads, source=chosen)
        return backtest(
            store,
            [one(store, members=members_of) for one in classes],
            plan,
            source=chosen,
            members=members_of,
            patterns=None if given == EventPattern() else [given],
            questions=questions,
            seed=seed,
            progress=start(len(plan.cutoffs)),
        )


def write_forecasts(found: Backtest, path: Path) -> None:
    """Write every forecast with its outcome to a Parquet file, all of it or nothing.

    Raises:
        HistoryError: the file cannot be written.
    """
    import io

    from pyarrow import parquet

    buffer = io.BytesIO()
    parquet.write_table(found.rows.to_arrow(), buffer, compression="zstd")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, buffer.getvalue())
    except OSError as error:
        raise HistoryError(f"{path} cannot be written ({error.strerror}); choose another place") from error
