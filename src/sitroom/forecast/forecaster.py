"""Forecasters: one thin base class that keeps each of them to its cutoff."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from sitroom.core import ForecastError, LookaheadError
from sitroom.forecast.prediction import Prediction
from sitroom.forecast.question import PatternQuestion
from sitroom.history import EventStore, Members


class Forecaster(ABC):
    """Gives a probability from history as it was known at the question's cutoff.

    A new method is a ``name`` with its version and a ``_predict``; where many questions of one cutoff can share their
    work, a ``_predict_all`` as well, which answers each as if it were the only one.

    Args:
        store: the history.
        members: maps a slug, alpha-3 code or group slug to the codes in the rows, as of a day.
    """

    name: ClassVar[str]

    def __init__(self, store: EventStore, *, members: Members) -> None:
        self._store = store
        self._members = members

    def predict(self, question: PatternQuestion) -> Prediction:
        """Return the probability that the pattern holds within the horizon.

        Raises:
            LookaheadError: the store is closed before the cutoff, or the method asked it about a later day.
            ForecastError: the method broke a promise of ``Prediction``.
        """
        prediction = self._predict(question, self._store.until(question.cutoff))
        return self._signed(question, prediction)

    def predict_all(
        self, questions: Sequence[PatternQuestion], *, known: EventStore | None = None
    ) -> tuple[Prediction, ...]:
        """Return the prediction of each question, in order: the same as of each alone, with the work shared.

        Args:
            questions: of any cutoffs.
            known: the history closed at the cutoff of all of them, where several forecasters share what they read.

        Raises:
            LookaheadError: as ``predict``; or ``known`` is closed on another day than a question's cutoff.
            ForecastError: the method broke a promise of ``Prediction``, or left a question out.
        """
        by_cutoff: dict[date, list[int]] = {}
        for at, question in enumerate(questions):
            by_cutoff.setdefault(question.cutoff, []).append(at)
        out: dict[int, Prediction] = {}
        for cutoff, places in by_cutoff.items():
            if known is not None and known.cutoff != cutoff:
                raise LookaheadError(f"asked as of {cutoff}, but the history is closed on {known.cutoff}")
            asked = [questions[at] for at in places]
            answers = self._predict_all(asked, known or self._store.until(cutoff))
            if len(answers) != len(asked):
                raise ForecastError(f"{self.name} was asked {len(asked)} questions and answered {len(answers)}")
            signed = (self._signed(*pair) for pair in zip(asked, answers, strict=True))
            out |= dict(zip(places, signed, strict=True))
        return tuple(out[at] for at in range(len(questions)))

    def _signed(self, question: PatternQuestion, prediction: Prediction) -> Prediction:
        if (prediction.cutoff, prediction.method) != (question.cutoff, self.name):
            raise ForecastError(
                f"{self.name} signed with another name or cutoff: {prediction.method}, {prediction.cutoff}"
            )
        return prediction

    @abstractmethod
    def _predict(self, question: PatternQuestion, known: EventStore) -> Prediction:
        """Return the prediction from a history that is closed at the cutoff."""

    def _predict_all(self, questions: Sequence[PatternQuestion], known: EventStore) -> Sequence[Prediction]:
        """Return the predictions of questions that share their cutoff, at which the history is closed."""
        return [self._predict(question, known) for question in questions]
