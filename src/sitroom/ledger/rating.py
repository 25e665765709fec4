"""Ratings: how reliable a source is (A-F), and how credible a claim (1-6), by whose word and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from sitroom.core import LedgerError
from sitroom.ledger.entry import Entry
from sitroom.ledger.fields import Json, find_text, text_of

RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
CREDIBILITY = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "truth cannot be judged",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """What someone thinks of a source, or of the claim behind a question.

    Args:
        by: whose rating.
        reason: why, in words.
        source: the source rated; then there is a ``reliability``.
        reliability: A to F.
        question_id: the question rated; then there is a ``credibility``.
        credibility: 1 to 6.

    Raises:
        LedgerError: it rates neither or both, or a letter or number is on no scale.

    Source: NATO, AJP-2.1, "Allied joint doctrine for intelligence procedures", for the two scales.
    """

    by: str
    reason: str
    source: str | None = None
    reliability: str | None = None
    question_id: str | None = None
    credibility: int | None = None

    def __post_init__(self) -> None:
        if (self.source is None) == (self.question_id is None):
            raise LedgerError("a rating is of one source, by a letter, or of one question, by a number; name one")
        if self.source is not None and self.reliability not in RELIABILITY:
            raise LedgerError(f"the reliability of a source is one of {', '.join(RELIABILITY)}, not {self.reliability}")
        if self.question_id is not None and self.credibility not in CREDIBILITY:
            raise LedgerError(f"the credibility of a claim is 1 to 6, not {self.credibility}")

    @property
    def words(self) -> str:
        """The letter or number in words."""
        return RELIABILITY[self.reliability] if self.reliability else CREDIBILITY[self.credibility or 6]

    def is_about(self, payload: Json) -> bool:
        """Return whether another rating's payload is about the same source or question."""
        return (payload.get("source"), payload.get("question_id")) == (self.source, self.question_id)

    def to_json(self) -> dict[str, object]:
        """Return the rating as an entry keeps it."""
        return {
            "question_id": self.question_id,
            "source": self.source,
            "reliability": self.reliability,
            "credibility": self.credibility,
            "by": self.by,
            "reason": self.reason,
        }

    @classmethod
    def from_json(cls, value: Json) -> "Rating":
        """Return the rating that ``to_json`` wrote.

        Raises:
            LedgerError: a field is missing or has the wrong type.
        """
        credibility = value.get("credibility")
        if credibility is not None and (isinstance(credibility, bool) or not isinstance(credibility, int)):
            raise LedgerError(f"the credibility of a claim is 1 to 6, not {credibility!r}")
        return cls(
            by=text_of(value, "by"),
            reason=text_of(value, "reason"),
            source=find_text(value, "source"),
            reliability=find_text(value, "reliability"),
            question_id=find_text(value, "question_id"),
            credibility=credibility,
        )


def source_ratings(entries: Sequence[Entry]) -> dict[str, Rating]:
    """Return the last rating of every source that has one, by source, in the order of their first rating."""
    voided = {entry.payload.get("seq") for entry in entries if entry.kind == "void"}
    rated = [Rating.from_json(one.payload) for one in entries if one.kind == "rating" and one.seq not in voided]
    return {one.source: one for one in rated if one.source is not None}
