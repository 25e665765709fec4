"""Asked: the answer to a question, as JSON, as lines for a terminal, and as a notebook shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from sitroom.core import DayRange, EventPattern, english_range
from sitroom.desk.questions import words_of
from sitroom.forecast import Prediction, Reason
from sitroom.history import BaseRate
from sitroom.ledger import Forecast, Question

KEYS = (
    "id", "question", "rule", "as_of", "opens_on", "closes_on", "status", "probability", "band", "by", "base_rate",
    "baselines", "information", "reasons", "model",
)  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """A question with the probability that history gives it, and everything beside it.

    Args:
        question: with its rule and its days.
        source: the data set that answers.
        prediction: ours: probability, base rate and reasons, or that it is not covered.
        baselines: the probabilities of simpler forecasters by name; empty where it is not covered.
        harder: where the base rate says little, a question that says more, with its own.
        remedy: the command that loads what is missing, where it is not covered and one is known.
        notes: what a reader should know about the model: that it was fitted just now, is stale, or is missing.
    """

    question: Question
    source: str
    prediction: Prediction
    baselines: Mapping[str, float | None]
    harder: tuple[EventPattern, BaseRate] | None = None
    remedy: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def covered(self) -> bool:
        """Whether there is a probability."""
        return self.prediction.status == "answered"

    @property
    def probability(self) -> float | None:
        """The probability, in [0, 1], or None where it is not covered."""
        return self.prediction.probability

    @property
    def information(self) -> str | None:
        """``low`` where the base rate is so extreme that an answer says little, else ``high``; None without one."""
        base = self.prediction.base_rate
        if base is None or not base.covered:
            return None
        return "low" if base.information == "low" else "high"

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why, the starting point first, then the strongest; last what a reader should know."""
        said = [*self.prediction.reasons, *(Reason(note) for note in self.notes)]
        if self.harder_words:
            said.append(Reason(f"A question that says more: {self.harder_words}.", rows=self.harder_rows))
        if self.remedy:
            said.append(Reason(f"`{self.remedy}` loads event data."))
        return tuple(said)

    @property
    def harder_words(self) -> str | None:
        """The harder question in words, with its base rate."""
        if self.harder is None or self.harder[1].rate is None:
            return None
        return f"{words_of(self.harder[0])}, base rate {percent(self.harder[1].rate)}"

    @property
    def harder_rows(self) -> tuple[str, ...]:
        """Event ids behind the harder question."""
        return self.harder[1].event_ids if self.harder else ()

    def to_json(self) -> dict[str, object]:
        """Return the question of the public contract, with its fifteen keys."""
        base = self.prediction.base_rate
        forecast = Forecast(
            question_id=self.question.id,
            by="sitroom",
            probability=self.probability,
            as_of=self.prediction.cutoff,
            base_rate=base.rate if base else None,
            baselines=self.baselines if self.covered else None,
            information=self.information,
            reasons=tuple(one.to_json() for one in self.reasons),
            model=self.prediction.method if self.covered else None,
        )
        told = self.question.to_json(forecast)
        told["by"] = "sitroom"
        told["band"] = list(self.prediction.interval) if self.prediction.interval else None
        told["status"] = told["status"] if self.covered else "not_covered"
        return {key: told[key] for key in KEYS}

    def headline(self) -> str:
        """Return the answer in one line."""
        days = english_range(DayRange(self.question.opens_on.start, self.question.closes_on.end))
        if self.probability is None:
            return f"Not covered: {self.prediction.reasons[0].text.removeprefix('Not covered: ')}"
        band = self.prediction.interval
        range_ = f" ({percent(band[0])} to {percent(band[1])})" if band else ""
        return f"{percent(self.probability)}{range_}  {self.question.text}  [{days}]"

    def beside(self) -> Iterator[tuple[str, str]]:
        """Yield what stands beside the probability: the base rate and the baselines, each with its name."""
        base = self.prediction.base_rate
        if base is None or base.rate is None or base.interval is None:
            return
        low, high = base.interval
        yield "base rate", f"{percent(base.rate)} ({percent(low)} to {percent(high)}), {base.reason}"
        told = ((name.partition(".")[0], probability) for name, probability in self.baselines.items())
        yield "baselines", ", ".join(f"{name} {percent(one)}" for name, one in told if one is not None)

    def _repr_html_(self) -> str:
        heads = "".join(f"<tr><th>{escape(name)}</th><td>{escape(said)}</td></tr>" for name, said in self.beside())
        reasons = "".join(f"<li>{escape(line)}</li>" for line in reason_lines(self.reasons))
        return f"<div><p><b>{escape(self.headline())}</b></p><table>{heads}</table><ol>{reasons}</ol></div>"


def reason_lines(reasons: Sequence[Reason]) -> list[str]:
    """Return the reasons as lines; those that moved the probability say by how many points."""
    return [one.text if one.effect is None else f"{points(one.effect)}  {one.text}" for one in reasons]


def points(effect: float) -> str:
    """Return an effect in percentage points.

    >>> points(0.123), points(-0.05), points(0.0001)
    ('+12 points', '-5 points', '+0 points')
    """
    return f"{effect * 100:+.0f} points"


def percent(probability: float) -> str:
    """Return a probability as a percent; what is not certain is not written as 0 or 100.

    >>> percent(0.93), percent(0.999), percent(0.001)
    ('93%', 'over 99%', 'under 1%')
    """
    if 0 < probability < 0.005:
        return "under 1%"
    if 0.995 <= probability < 1:
        return "over 99%"
    return f"{probability:.0%}"
