"""Sources: the letter that someone gave each, and beside it how its forecasts fared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sitroom.desk.ledger_traits import BY_HAND, source_of
from sitroom.desk.store import Store
from sitroom.ledger import RELIABILITY, Rating, Score, ScoredForecast, scored_forecasts, source_ratings
from sitroom.ledger.score import score_group


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A source with its letter and its track record.

    Args:
        source: its name.
        rating: the last letter that it was given; None where it has none.
        questions: how many questions rest on its documents.
        resolved: how many of these have an outcome.
        credible: questions by the credibility (1-6) given to the claim behind them, with how many came true.
        live: the scores of its authors' forecasts, entered before the close; None where none can be scored.
        retrospective: the same of those entered after it; never pooled with the others.
    """

    source: str
    rating: Rating | None
    questions: int
    resolved: int
    credible: dict[int, tuple[int, int]]
    live: Score | None
    retrospective: Score | None

    @property
    def letter(self) -> str:
        """A to F; F where nobody gave one, for then it cannot be judged."""
        return self.rating.reliability or "F" if self.rating else "F"

    def to_json(self) -> dict[str, object]:
        """Return the letter in words too, with the scores beside it."""
        return {
            "source": self.source,
            "reliability": self.letter,
            "reliability_words": RELIABILITY[self.letter],
            "rated_by": self.rating.by if self.rating else None,
            "reason": self.rating.reason if self.rating else None,
            "questions": self.questions,
            "resolved": self.resolved,
            "credibility": {
                str(number): {"resolved": many, "came_true": true} for number, (many, true) in self.credible.items()
            },
            "live": self.live.to_json() if self.live else None,
            "retrospective": self.retrospective.to_json() if self.retrospective else None,
        }


def source_records(store: Store, *, as_of: date) -> list[SourceRecord]:
    """Return every source that was rated or that questions rest on, rated ones first.

    Args:
        store: the desk's.
        as_of: today, UTC; only questions whose close is over are scored.
    """
    entries, record = store.ledger.entries(), store.ledger.track_record()
    ratings = source_ratings(entries)
    by_question = {one.question.id: source_of(one, store) for one in record.standings}
    authors = {one.question.id: one.question.by for one in record.standings}
    forecasts = [
        one
        for pool in (record.live, record.retrospective)
        for one in scored_forecasts(pool, as_of=as_of)[0]
        if one.by == authors[one.question_id]
    ]
    names = [*ratings, *(one for one in dict.fromkeys(by_question.values()) if one not in ratings and one != BY_HAND)]
    out = []
    for name in names:
        own = [one for one in record.standings if by_question[one.question.id] == name]
        said = [one for one in forecasts if by_question[one.question_id] == name]
        credible: dict[int, tuple[int, int]] = {}
        for one in own:
            if one.credibility is not None and one.resolution is not None:
                many, true = credible.get(one.credibility, (0, 0))
                credible[one.credibility] = many + 1, true + one.resolution.outcome
        out.append(
            SourceRecord(
                name, ratings.get(name), len(own), sum(one.resolution is not None for one in own),
                dict(sorted(credible.items())), _score(said, late=False), _score(said, late=True),
            )
        )  # fmt: skip
    return out


def _score(said: list[ScoredForecast], *, late: bool) -> Score | None:
    """Return the scores of what a source's own documents expected, all of it together."""
    pool = [one for one in said if one.retrospective is late]
    return score_group(pool, ours={}) if pool else None
