"""Verdicts: an effect, a cell of the specification curve, and the report that a referee hands in."""

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from sitroom.core import DayRange
from sitroom.history.claims.claim import Claim
from sitroom.history.coverage import Coverage

METHOD = "referee.v2"
EFFECT_MEASURE = "rate ratio, given the level of the days around and coverage volume"
Verdict = Literal["supported", "contradicted", "mixed", "no_power", "not_covered"]


@dataclass(frozen=True, slots=True)
class Effect:
    """An estimated effect.

    Args:
        ratio: the rate ratio that, taken out, leaves no effect; None where nothing happened on one side.
        low: lower end of its 95 % interval.
        high: upper end.
        p: chance of as large a rise under the shifts, one-sided; small means a rise.
        p_fall: the same for a fall.
        detectable: the smallest factor that would be found four times in five at the level of 5 %.
        raw: rate within the windows over the rate outside, without any adjustment.
        score: the standardised statistic that is furthest from chance, positive for a rise.
    """

    ratio: float | None
    low: float | None
    high: float | None
    p: float
    p_fall: float
    detectable: float | None
    raw: float | None
    score: float


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the specification curve.

    Args:
        source: the data set.
        window_days: W.
        coding: which rows count, in words.
        adjustment: ``level and coverage``, or which of the two was left in.
        ratio: the rate ratio.
        interval: 95 %.
        p: one-sided, in the direction of the claim.
        main: whether the verdict rests on it.
    """

    source: str
    window_days: int
    coding: str
    adjustment: str
    ratio: float | None
    interval: tuple[float, float] | None
    p: float
    main: bool = False


@dataclass(frozen=True)
class Report:
    """A referee's report.

    Args:
        claim: what was tested, as it was written down before any row was counted.
        verdict: one of five.
        sentence: the verdict in one sentence.
        paragraph: what a reader who is no statistician needs.
        source: the data set that the verdict rests on; None where none covers the claim.
        period: the days looked at.
        effect: the estimate; None where nothing was counted.
        p: one-sided, in the direction of the claim.
        counts: triggers, days after one, responses inside and outside.
        coverage: one answer a source.
        specifications: every cell.
        checks: leads and placebos.
        course: mean responses a day by day before and after a trigger, for a picture.
        rows: ids of the responses within windows and of the triggers, newest first.
    """

    claim: Claim
    verdict: Verdict
    sentence: str
    paragraph: str
    source: str | None = None
    period: DayRange = field(default_factory=DayRange)
    effect: Effect | None = None
    p: float | None = None
    counts: dict[str, int] = field(default_factory=dict)
    coverage: tuple[Coverage, ...] = ()
    specifications: tuple[Cell, ...] = ()
    checks: dict[str, Any] = field(default_factory=dict)
    course: tuple[tuple[int, float], ...] = ()
    rows: dict[str, list[str]] = field(default_factory=dict)

    def to_json(self) -> dict[str, object]:
        """Return the report under the names of the public contract."""
        effect = self.effect
        return {
            "verdict": self.verdict,
            "sentence": self.sentence,
            "paragraph": self.paragraph,
            "estimate": effect.ratio if effect else None,
            "effect_measure": EFFECT_MEASURE,
            "interval": [effect.low, effect.high] if effect and effect.low is not None else None,
            "level": 0.95,
            "p": self.p,
            "rate_ratio": effect.raw if effect else None,
            "minimum_detectable_effect": effect.detectable if effect else None,
            "n": self.counts,
            "source": self.source,
            "period": self.period.to_json(),
            "coverage": [one.to_json() for one in self.coverage],
            "specifications": [asdict(one) for one in self.specifications],
            "checks": self.checks,
            "course": [list(one) for one in self.course],
            "rows": self.rows,
            "claim": self.claim.to_toml(),
            "fingerprint": self.claim.fingerprint(),
            "method": METHOD,
        }
