"""Forecasts as the ledger keeps them: a probability or a band that someone gave a question, and on what grounds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sitroom.core import LedgerError, iso
from sitroom.ledger.fields import Json, find_band, find_day, find_probability, find_text, objects_of, text_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """What someone said about a question.

    Args:
        question_id: the question.
        by: ``author``, the name of a source or an analyst, or ``sitroom``.
        probability: in [0, 1]; None where only a band was given, or where history does not cover it.
        band: lowest and highest probability.
        as_of: last day of knowledge that was used, inclusive; the cutoff.
        base_rate: how often the like happened before, in [0, 1].
        baselines: the probabilities of simpler forecasters by name.
        information: what the question can teach: a remark, or figures.
        reasons: ``{text, effect, rows}`` each.
        model: name and version of the forecaster, such as ``recurrency.v1``.
        not_covered: why there is no probability, where history does not cover the question.
    """

    question_id: str
    by: str
    probability: float | None = None
    band: tuple[float, float] | None = None
    as_of: date | None = None
    base_rate: float | None = None
    baselines: Mapping[str, object] | None = None
    information: object = None
    reasons: tuple[Mapping[str, object], ...] = ()
    model: str | None = None
    not_covered: str | None = None

    def __post_init__(self) -> None:
        find_probability({"probability": self.probability}, "probability")
        find_band({"band": self.band}, "band")

    def to_json(self) -> dict[str, object]:
        """Return the forecast as an entry keeps it."""
        return {
            "question_id": self.question_id,
            "by": self.by,
            "probability": self.probability,
            "band": list(self.band) if self.band else None,
            "as_of": iso(self.as_of),
            "base_rate": self.base_rate,
            "baselines": dict(self.baselines) if self.baselines is not None else None,
            "information": self.information,
            "reasons": [dict(reason) for reason in self.reasons],
            "model": self.model,
            "not_covered": self.not_covered,
        }

    @classmethod
    def from_json(cls, value: Json) -> "Forecast":
        """Return the forecast that ``to_json`` wrote.

        Raises:
            LedgerError: a field has the wrong type.
        """
        baselines = value.get("baselines")
        if baselines is not None and not isinstance(baselines, Mapping):
            raise LedgerError(f"baselines is an object, not {baselines!r}")
        return cls(
            question_id=text_of(value, "question_id"),
            by=text_of(value, "by"),
            probability=find_probability(value, "probability"),
            band=find_band(value, "band"),
            as_of=find_day(value, "as_of"),
            base_rate=find_probability(value, "base_rate"),
            baselines=baselines,
            information=value.get("information"),
            reasons=objects_of(value, "reasons"),
            model=find_text(value, "model"),
            not_covered=find_text(value, "not_covered"),
        )
