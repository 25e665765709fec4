"""Asking: a question put to event history as it was known on a day, answered by a fitted model or by a baseline."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import date, datetime, timedelta

from sitroom.core import DayRange, EventPattern, ForecastError, UsageError, english_day
from sitroom.desk.asked import Asked
from sitroom.desk.fetching import fetch_command
from sitroom.desk.history import Day, History, Names, day_of
from sitroom.desk.models import DeskModels, Kept, staleness
from sitroom.desk.question_sentence import read_question
from sitroom.desk.questions import words_of
from sitroom.desk.ranking import Ranking, rank_parties
from sitroom.desk.rates import members_of
from sitroom.desk.sources import choose_source, known_source
from sitroom.forecast import (
    Climatology,
    FittedHazard,
    FittedModel,
    Forecaster,
    PatternQuestion,
    Prediction,
    Progress,
    Reason,
    code_facts,
    forecaster_classes,
    harder_question,
    known_rows,
)
from sitroom.forecast.fitted_model import SEED
from sitroom.history import EventStore
from sitroom.ledger import Question
from sitroom.record import Gazetteer, using

DEFAULT_HORIZON = 21
LONGEST_HORIZON = 3650
QUICK_FACTS = 10_000
"""Up to so many facts a model is fitted while one waits: under 20 seconds on two cores."""

Waiting = Callable[[str], AbstractContextManager[Progress]]
"""Given what is being done, lends a function that is told the step, how much of it is done, and of how much."""


class Forecasts:
    """Questions to the event data of a desk, and the models that answer them.

    Args:
        history: the event data.
        models: what was fitted on them.
        gazetteer: gives the actors that the desk knows.
        clock: gives the instant in UTC.
    """

    def __init__(
        self, history: History, models: DeskModels, *, gazetteer: Callable[[], Gazetteer], clock: Callable[[], datetime]
    ) -> None:
        self.models = models
        self._history = history
        self._gazetteer = gazetteer
        self._clock = clock
        self._known: tuple[date, EventStore] | None = None
        self._chosen: dict[tuple[object, ...], str] = {}

    def fit(
        self, source: str | None = None, *, until: Day = None, seed: int = SEED, progress: Progress | None = None
    ) -> Kept:
        """Fit a model on what was known on a day (today's) and keep it.

        Args:
            source: the data set; without it, the one with most rows.
            until: last day of knowledge, inclusive; the model answers no question of an earlier day.
            seed: of its draws.
            progress: told the step, how much of it is done, and of how much.

        Raises:
            HistoryError: there are no event data, or none of the source.
            ForecastError: too little was known.
        """
        day, store = self._day(until), self._history.store
        chosen = known_source(store, source, as_of=day)
        return self.models.fit(store, chosen, until=day, seed=seed, progress=progress)

    def ask(
        self, question: str | None = None, *, actor: Names = None, recipient: Names = None, types: Sequence[str] = (),
        quads: Sequence[int] = (), horizon_days: int | None = None, as_of: Day = None, source: str | None = None,
        watch: Waiting | None = None,
    ) -> Asked:  # fmt: skip
        """Return the probability of a question, its base rate and its reasons; see ``Desk.ask``."""
        day = self._day(as_of)
        with using(self._gazetteer()):
            if question is not None:
                if actor or recipient or types or quads:
                    raise UsageError(
                        "ask with a sentence, or with --actor, --recipient, --type and --quad; not with both"
                    )
                read = read_question(question, self._gazetteer(), as_of=day)
                pattern, said = read.pattern, read.horizon_days
            else:
                pattern, said = self._pattern(actor, recipient, types, quads, source), None
            if said and horizon_days and said != horizon_days:
                raise UsageError(f"the question says {said} days and --horizon {horizon_days}; leave one of them out")
            horizon = said or (DEFAULT_HORIZON if horizon_days is None else horizon_days)
            if not 1 <= horizon <= LONGEST_HORIZON:
                raise UsageError(f"a horizon has 1 to {LONGEST_HORIZON} days, not {horizon}")
            pattern = replace(pattern, window_days=horizon)
            return self._answer(pattern, question, self._source(pattern, day, source), day, watch)

    def rank(
        self, *, actor: str | None = None, recipient: str | None = None, types: Sequence[str] = (),
        quads: Sequence[int] = (), source: str | None = None, as_of: Day = None, top: int = 10,
        progress: Progress | None = None,
    ) -> Ranking:  # fmt: skip
        """Rank whom an actor will act upon next, or who will act upon a recipient; see ``rank_parties``."""
        day, store = self._day(as_of), self._history.store
        with using(self._gazetteer()):
            pattern = self._pattern(actor, recipient, types, quads, source)
            chosen = known_source(store, source, as_of=day)
            return rank_parties(
                store, pattern, source=chosen, as_of=day, models=self.models.folder, top=top, progress=progress
            )

    # ------------------------------------------------------------------ what is asked
    def _day(self, given: Day) -> date:
        today = self._clock().date()
        day = day_of(given) or today
        if day > today:
            raise UsageError(f"{day} has not come yet; nothing of it can be known on {today}")
        return day

    def _pattern(
        self, actor: Names, recipient: Names, types: Sequence[str], quads: Sequence[int], source: str | None
    ) -> EventPattern:
        pattern = self._history.pattern(actor, recipient, types=types, quads=quads, source=source)
        if not (actor or recipient):
            raise UsageError("say who acts with --actor, to whom with --recipient, or ask in a sentence")
        return pattern

    def _source(self, pattern: EventPattern, day: date, source: str | None) -> str:
        """Return the source named, the only one, or the one that covers those named with most of their rows."""
        store = self._history.store
        if source is not None:
            return known_source(store, source)
        names = store.source_names()
        if len(names) < 2:
            return names[0] if names else ""
        key = (pattern, day, names)
        if key not in self._chosen:
            self._chosen = {key: choose_source(store, pattern, "week", DayRange(), day).source}
        return self._chosen[key]

    # ------------------------------------------------------------------ the answer
    def _answer(
        self, pattern: EventPattern, sentence: str | None, source: str, day: date, watch: Waiting | None
    ) -> Asked:
        assert pattern.window_days is not None
        asked = PatternQuestion(pattern, pattern.window_days, day, source)
        if not source:
            nothing = Reason(f"Not covered: the desk has no event data known by {english_day(day)}.")
            none = Prediction("not_covered", None, None, day, Climatology.name, (nothing,))
            return Asked(_question(sentence, pattern, day, source), source, none, {}, remedy=self._remedy(asked))
        known = self._closed_at(day)
        climatology = self._by(Climatology, asked, known)
        question = _question(sentence, pattern, day, source)
        if climatology.status == "not_covered":
            return Asked(question, source, climatology, {}, remedy=self._remedy(asked))
        model, notes = self._model(asked, known, watch)
        ours = climatology
        if model is not None:
            forecaster = FittedHazard(self._history.store, members=members_of, model=model)
            if forecaster.answers(asked):
                ours = forecaster.predict_all([asked], known=known)[0]
            else:
                notes = (*notes, _too_far(asked, model))
        baselines = {one.name: self._by(one, asked, known).probability for one in forecaster_classes()}
        base = climatology.base_rate
        low = base is not None and base.information == "low"
        return Asked(
            question, source, ours, baselines,
            harder=harder_question(asked, known, members_of) if low else None, notes=notes,
        )  # fmt: skip

    def _by(self, forecaster: type[Forecaster], asked: PatternQuestion, known: EventStore) -> Prediction:
        return forecaster(self._history.store, members=members_of).predict_all([asked], known=known)[0]

    def _closed_at(self, day: date) -> EventStore:
        """Return the history closed at a day; the last one is kept, so that its rows are read once."""
        if self._known is None or self._known[0] != day:
            self._known = (day, self._history.store.until(day))
        return self._known[1]

    def _model(
        self, asked: PatternQuestion, known: EventStore, watch: Waiting | None
    ) -> tuple[FittedModel | None, tuple[str, ...]]:
        """Return a model that may answer, fitted now where that is quick, and what a reader should know about it."""
        source, day, store = asked.source, asked.cutoff, self._history.store
        model = self.models.latest(source, day)
        rows = known_rows(known, source)
        stale = staleness(model.card, store, rows) if model else None
        if model and not stale:
            return model, ()
        command = f"`sitroom forecast fit --source {source} --until {day}`"
        if len(code_facts(rows).facts) <= QUICK_FACTS:
            try:
                with watch(f"fitting a model of {source}") if watch else nullcontext(_silent) as progress:
                    self.models.fit(store, source, until=day, progress=progress)
            except ForecastError as error:
                return model, (f"No model was fitted: {error}; the base rate answers.",)
            return self.models.latest(source, day), (f"A model of {source} was fitted for this, as of {day}.",)
        if model:
            return model, (f"The model as of {model.card.until} is stale: {stale}; {command} fits it anew.",)
        return None, (
            f"No model of {source} was fitted by {english_day(day)}; the base rate answers. {command} fits one.",
        )

    def _remedy(self, asked: PatternQuestion) -> str | None:
        return fetch_command(self._history.store, asked.cutoff, horizon=asked.horizon_days)


def _question(sentence: str | None, pattern: EventPattern, day: date, source: str) -> Question:
    """Return what is asked as the ledger would keep it."""
    assert pattern.window_days is not None
    words = words_of(pattern)
    words = f"{words[0].upper()}{words[1:]}"
    either = ", whichever of them is named first" if pattern.mutual else ""
    opens, closes = day + timedelta(days=1), day + timedelta(days=pattern.window_days)
    return Question(
        text=" ".join(sentence.split()) if sentence else f"{words} within {pattern.window_days} days",
        rule_words=f"true if {source or 'event data'} shows, from {opens} to {closes}: {words}{either}",
        resolver="machine",
        opens_on=DayRange(opens, opens),
        closes_on=DayRange(closes, closes),
        rule=pattern,
        by="sitroom",
        source=source or None,
    )


def _too_far(asked: PatternQuestion, model: FittedModel) -> str:
    days = ", ".join(str(one) for one in model.card.horizons)
    return f"The model was fitted for {days} days ahead, not for {asked.horizon_days}; the base rate answers."


def _silent(_step: str, _done: int, _all: int) -> None:
    """Tell nobody."""
