"""Forecasters: one thin base class that keeps each of them to its cutoff."""

from abc import ABC, abstractmethod
from typing import ClassVar

from sitroom.core import ForecastError
from sitroom.forecast.prediction import Prediction
from sitroom.forecast.question import PatternQuestion
from sitroom.history import EventStore, Members


class Forecaster(ABC):
    """Gives a probability from history as it was known at the question's cutoff.

    A new method is a ``name`` with its version and a ``_predict``.

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
        known = self._store.until(question.cutoff)
        prediction = self._predict(question, known)
        if (prediction.cutoff, prediction.method) != (question.cutoff, self.name):
            raise ForecastError(
                f"{self.name} signed with another name or cutoff: {prediction.method}, {prediction.cutoff}"
            )
        return prediction

    @abstractmethod
    def _predict(self, question: PatternQuestion, known: EventStore) -> Prediction:
        """Return the prediction from a history that is closed at the cutoff."""
