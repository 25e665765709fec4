"""Bootstrap intervals: how far a figure would move if other sentences of the same kind had been drawn."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from benchmarks.reading.figures import Counts, Totals

RESAMPLES = 1000
LEVEL = 0.95

Interval = tuple[float, float]


def bootstrap(
    counted: Sequence[Counts],
    figures: Callable[[Totals], Mapping[str, Any]],
    *,
    rng: np.random.Generator,
    resamples: int = RESAMPLES,
) -> dict[str, Interval]:
    """Return percentile intervals at 95 % of every fractional figure; none for fewer than two items.

    Args:
        counted: the counts of each sentence or document, which are drawn with replacement.
        figures: the figures of a sum of counts; a resample with nothing to count is left out of an interval.
        rng: the source of chance.
        resamples: how many draws.

    Source: Efron (1979), "Bootstrap Methods: Another Look at the Jackknife".
    """
    if len(counted) < 2:
        return {}
    names = sorted(set().union(*counted))
    table = np.array([[counts.get(name, 0) for name in names] for counts in counted], dtype=float)
    times = rng.multinomial(len(counted), np.full(len(counted), 1 / len(counted)), size=resamples)
    drawn: defaultdict[str, list[float]] = defaultdict(list)
    for sums in np.rint(times @ table).astype(int).tolist():
        for name, figure in figures(dict(zip(names, sums, strict=True))).items():
            if isinstance(figure, float):
                drawn[name].append(figure)
    tail = (1 - LEVEL) / 2
    return {
        name: (float(np.quantile(values, tail)), float(np.quantile(values, 1 - tail))) for name, values in drawn.items()
    }
