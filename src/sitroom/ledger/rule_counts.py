"""Rule counts: how many of the estimates read got a rule that data settle, and how many such questions stay void."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sitroom.ledger.track_record import Standing


@dataclass(frozen=True, slots=True)
class RuleCounts:
    """Who settles the questions of a ledger, and what came of those that data were to settle.

    Args:
        estimates: questions made of an estimate in a document, each counted once.
        by_rule: those of them that data settle.
        by_person: those that a person settles.
        not_scorable: those that nobody can.
        ruled: all questions that data settle, entered by hand or read.
        over: those of them whose last closing day is over.
        void: those of these that have no outcome: data do not cover them, or a person was left to decide.
    """

    estimates: int
    by_rule: int
    by_person: int
    not_scorable: int
    ruled: int
    over: int
    void: int

    @property
    def unruled_share(self) -> float | None:
        """The share of the estimates that no machine rule settles, in [0, 1]; None without estimates."""
        return 1 - self.by_rule / self.estimates if self.estimates else None

    @property
    def void_share(self) -> float | None:
        """The share of the questions with a machine rule and their close behind them that have no outcome."""
        return self.void / self.over if self.over else None

    def to_json(self) -> dict[str, object]:
        """Return the counts with the two shares, which are null where there is nothing to divide by."""
        unruled, void = (None if one is None else round(one, 4) for one in (self.unruled_share, self.void_share))
        return {
            "estimates": self.estimates, "by_rule": self.by_rule, "by_person": self.by_person,
            "not_scorable": self.not_scorable, "unruled_share": unruled,
            "ruled": self.ruled, "over": self.over, "void": self.void, "void_share": void,
        }  # fmt: skip

    def words(self) -> list[str]:
        """Return a sentence on the estimates and one on the questions that data settle, where there are any."""
        out = []
        if self.unruled_share is not None:
            out.append(
                f"estimates read: {self.estimates}; settled by data {self.by_rule}, by a person {self.by_person}, "
                f"not scorable {self.not_scorable}; without a machine rule {self.unruled_share:.0%}"
            )
        if self.ruled:
            void = "" if self.void_share is None else f", without an outcome {self.void} ({self.void_share:.0%})"
            out.append(f"questions for data to settle: {self.ruled}; past their close {self.over}{void}")
        return out


def count_rules(standings: Iterable[Standing], *, as_of: date) -> RuleCounts:
    """Return who settles some questions and how many that data were to settle have no outcome after their close.

    Args:
        standings: the questions; one accepted in place of another is no estimate of its own.
        as_of: today, UTC.
    """
    questions = [(one.question, one.resolution) for one in standings]
    read = [one for one, _ in questions if one.record_id and one.words and not one.harder_than]
    scorable = [one for one in read if one.scorable]
    by_rule = sum(one.resolver == "machine" for one in scorable)
    ruled = [(one, told) for one, told in questions if one.scorable and one.resolver == "machine"]
    over = [told for one, told in ruled if one.closes_on.end is not None and one.closes_on.end < as_of]
    return RuleCounts(
        len(read), by_rule, len(scorable) - by_rule, len(read) - len(scorable), len(ruled), len(over),
        sum(told is None for told in over),
    )  # fmt: skip
