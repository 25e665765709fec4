"""The fitted hazard: probabilities from a model of who does what to whom, with the dated facts that moved them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import numpy as np

from sitroom.core import ForecastError, LookaheadError, english_day
from sitroom.forecast.baseline import base_rate_reasons
from sitroom.forecast.code_facts import CodeFacts, code_facts
from sitroom.forecast.fitted_model import METHOD, FittedModel
from sitroom.forecast.forecaster import Forecaster
from sitroom.forecast.hazard import Ground, HazardQuestion
from sitroom.forecast.occurrences import Occurrences, count, known_rows
from sitroom.forecast.prediction import Prediction, Reason
from sitroom.forecast.question import PatternQuestion
from sitroom.forecast.told import tell
from sitroom.history import EventStore, Members

MOST_REASONS = 6
MOST_ROWS = 50
SILENT_DAYS = 30
SAME_EVENTS = 0.5
"""A group of facts of whose events so many are told already is not told again."""
LONGEST = 2
"""A horizon longer than the longest one learned by more than this factor is not the model's to answer."""


class FittedHazard(Forecaster):
    """Answers from a fitted model and the facts known at the cutoff; what is not covered is what has no base rate.

    A question counts from the last day that the source tells of, as its base rate does. A group is whoever belongs to
    it on the day of the cutoff. Its reasons are the base rate, then groups of dated facts: ``effect`` is by how much
    the probability would be lower without them, found by taking them away. There is no interval: the model gives none.

    Args:
        store: the history.
        members: maps a name to codes on a day.
        model: of the source that is asked about, fitted on or before the day of every question.
        reasons: whether to look for the facts that moved it, which takes longer than the answer.
    """

    name: ClassVar[str] = METHOD

    def __init__(self, store: EventStore, *, members: Members, model: FittedModel, reasons: bool = True) -> None:
        super().__init__(store, members=members)
        self._model = model
        self._reasons = reasons

    def answers(self, question: PatternQuestion) -> bool:
        """Return whether the model may answer a question: of its source, no earlier than it, and not too far ahead."""
        card = self._model.card
        near = question.horizon_days <= LONGEST * max(card.horizons)
        return question.source == card.source and question.cutoff >= card.until and near

    def _predict(self, question: PatternQuestion, known: EventStore) -> Prediction:
        return self._predict_all([question], known)[0]

    def _predict_all(self, questions: Sequence[PatternQuestion], known: EventStore) -> Sequence[Prediction]:
        for question in questions:
            self._check(question)
        found = count(questions, known, self._members)
        out: list[Prediction | None] = [
            None if one.base.covered else self._not_covered(question, one)
            for question, one in zip(questions, found, strict=True)
        ]
        open_ = [at for at, one in enumerate(out) if one is None]
        if open_:
            facts = code_facts(known_rows(known, self._model.card.source), self._model.deeds)
            asked = [self._asked(facts, questions[at]) for at in open_]
            answers = self._model.hazard.predict(facts.facts, asked)
            for at, one, probability in zip(open_, asked, answers, strict=True):
                out[at] = self._answered(questions[at], found[at], facts, one, float(probability))
        return [one for one in out if one is not None]

    def _check(self, question: PatternQuestion) -> None:
        card = self._model.card
        if question.cutoff < card.until:
            raise LookaheadError(
                f"the model of {card.source} knows what was known on {card.until}; it answers nothing as of "
                f"{question.cutoff}. `sitroom forecast fit --source {card.source} --until {question.cutoff}` fits one"
            )
        if not self.answers(question):
            raise ForecastError(
                f"the model answers on {card.source} up to {LONGEST * max(card.horizons):.0f} days ahead, not on "
                f"{question.source} {question.horizon_days} days ahead"
            )

    def _asked(self, facts: CodeFacts, question: PatternQuestion) -> HazardQuestion:
        assert facts.rows.told is not None
        assert facts.rows.told.end is not None
        pattern = question.pattern
        return HazardQuestion(
            facts.entities_of(pattern.actors, question, self._members),
            facts.relations(question),
            facts.entities_of(pattern.recipients, question, self._members),
            facts.rows.told.end.toordinal(),
            question.horizon_days,
        )

    def _not_covered(self, question: PatternQuestion, found: Occurrences) -> Prediction:
        reasons = base_rate_reasons(found.base)
        return Prediction("not_covered", None, None, question.cutoff, self.name, reasons, base_rate=found.base)

    def _answered(
        self, question: PatternQuestion, found: Occurrences, facts: CodeFacts, asked: HazardQuestion, probability: float
    ) -> Prediction:
        start, *rest = base_rate_reasons(found.base)
        moved = self._moved(facts, asked, probability) if self._reasons else ()
        return Prediction(
            status="answered",
            probability=probability,
            interval=None,
            cutoff=question.cutoff,
            method=self.name,
            reasons=(start, *moved, *_silence(question, facts), *rest),
            rows=tuple(dict.fromkeys((*(row for one in moved for row in one.rows), *found.base.event_ids))),
            base_rate=found.base,
        )

    def _moved(self, facts: CodeFacts, asked: HazardQuestion, now: float) -> tuple[Reason, ...]:
        """Return the groups of facts that moved the probability, the strongest first, ties by their order."""
        groups = self._model.hazard.explain(facts.facts, asked, twins=facts.twins, now=now)
        kept = _told_once(facts, groups)[:MOST_REASONS]
        return tuple(
            Reason(f"{tell(facts, one.rows)}.", one.effect, facts.ids(one.rows, most=MOST_ROWS)) for one in kept
        )


def _told_once(facts: CodeFacts, groups: Sequence[Ground]) -> list[Ground]:
    """Return the groups without those that tell events again which others tell from the side that was asked about."""
    asked = [facts.row[one.rows] for one in groups if one.kind.startswith("did_the_same")]
    seen = np.concatenate([np.empty(0, dtype=np.int64), *asked])
    return [
        one
        for one in groups
        if one.kind.startswith("did_the_same") or np.isin(facts.row[one.rows], seen).mean() < SAME_EVENTS
    ]


def _silence(question: PatternQuestion, facts: CodeFacts) -> tuple[Reason, ...]:
    """Return a warning where the source tells of nothing that is near the cutoff."""
    assert facts.rows.told is not None
    assert facts.rows.told.end is not None
    days = (question.cutoff - facts.rows.told.end).days
    if days <= SILENT_DAYS:
        return ()
    last = english_day(facts.rows.told.end)
    return (Reason(f"{question.source} tells of nothing after {last}, {days} days before: the answer is as of then."),)
