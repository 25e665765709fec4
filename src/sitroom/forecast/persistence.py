"""Persistence: what happened in the last window goes on as often as it went on before."""

from typing import ClassVar

import numpy as np

from sitroom.forecast.baseline import Answer, Baseline, base_rate_reasons, share
from sitroom.forecast.occurrences import Occurrences
from sitroom.forecast.prediction import Reason
from sitroom.forecast.question import PatternQuestion


class Persistence(Baseline):
    """A Markov chain of two states, held and not held, over windows as long as the horizon.

    The probability is the share of past windows in the state of the last one that were followed by a window in which
    the pattern held, under Jeffreys' prior: ``(followed + .5) / (windows + 1)``. The last window ends on the last day
    that the source tells of. A state that never had a successor gets one half.

    Source: Gabriel and Neumann (1962), "A Markov chain model for daily rainfall occurrence at Tel Aviv"; persistence
        as a standard of reference after Murphy (1992).
    """

    name: ClassVar[str] = "persistence.v1"

    def _answer(self, question: PatternQuestion, found: Occurrences) -> Answer:
        last = bool(found.held[np.flatnonzero(found.kept)[-1]])
        before = found.kept[:-1] & found.kept[1:] & (found.held[:-1] == last)
        trials, hits = int(before.sum()), int((before & found.held[1:]).sum())
        probability, interval = share(hits, trials)
        windows = f"windows of {question.horizon_days} days"
        state = "It held in the last of the " if last else "It did not hold in the last of the "
        like = "in which it held" if last else "in which it did not hold"
        effect = probability - (found.base.rate or 0.0)
        if trials:
            went_on = Reason(
                f"{state}{windows}; of {trials} such windows {like}, {hits} were followed by one in which it held.",
                effect,
            )
        else:
            went_on = Reason(f"{state}{windows}; no window {like} was ever followed by another one.", effect)
        start, *rest = base_rate_reasons(found.base)
        return Answer(probability, interval, (start, went_on, *rest))
