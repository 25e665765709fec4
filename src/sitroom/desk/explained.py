"""What became of explaining a topic: its acts with their matrices, its assumptions with people's verdicts."""

from bisect import bisect_right
from dataclasses import dataclass

from sitroom.brief import Assumption, Evidence, Matrix, Verdict, unseparated_words, worth_looking_for
from sitroom.core import UsageError


@dataclass(frozen=True, slots=True)
class Explained:
    """The acts of a topic that are worth explaining, weighed.

    Args:
        topic: its slug.
        matrices: the acts, those first for which the texts give most reasons.
        sources: the titles of the texts, and where each begins once they are laid end to end.
        base_rates: what event history said of each act, by its key: the count, or why there is none.
        struck: what the explanations rested on and a person struck, by the keys of act and explanation.
        signals: which acts tell the types of a situation's decision makers apart, in sentences.
    """

    topic: str
    matrices: tuple[Matrix, ...]
    sources: tuple[tuple[int, str], ...]
    base_rates: dict[str, str]
    struck: dict[tuple[str, str], Assumption]
    signals: tuple[str, ...] = ()

    def act(self, which: str | None = None) -> Matrix:
        """Return an act by its number from 1 or its record id; without one, the first.

        Raises:
            UsageError: there is none.
        """
        if not self.matrices:
            raise UsageError(
                f"no text of {self.topic!r} gives a reason for a dated act: no motive, no answer, no listed goal; "
                "file another one with `sitroom brief FILE --topic`"
            )
        if which is None:
            return self.matrices[0]
        if which.isdigit() and 0 < int(which) <= len(self.matrices):
            return self.matrices[int(which) - 1]
        found = [one for one in self.matrices if which in one.happening.ids]
        if not found:
            raise UsageError(f"there is no act {which!r}; they are numbered 1 to {len(self.matrices)}")
        return found[0]

    def source_of(self, evidence: Evidence) -> str:
        """Return the title of the text that a piece of evidence is from; empty where it is a count."""
        if evidence.span is None:
            return ""
        return self.sources[bisect_right([start for start, _ in self.sources], evidence.span.start) - 1][1]

    def to_json(self, which: str | None = None) -> dict[str, object]:
        """Return one act with its matrix, and the others by number and name."""
        chosen = self.act(which) if self.matrices else None
        acts = [
            {"number": number, "act": one.key, "text": one.text, "days": _days_json(one)}
            for number, one in enumerate(self.matrices, start=1)
        ]
        return {"topic": self.topic, "acts": acts, "matrix": self._matrix_json(chosen) if chosen else None}

    def _matrix_json(self, matrix: Matrix) -> dict[str, object]:
        return {
            "act": matrix.key,
            "text": matrix.text,
            "days": _days_json(matrix),
            "explanations": [
                {
                    "letter": one.letter,
                    "key": one.key,
                    "text": one.text,
                    "considered": one.considered,
                    "grounds": [{"record": g.record.id, "tie": g.tie, "quote": g.span.quote} for g in one.grounds],
                    "inconsistent": len(matrix.against(one)),
                    "struck": self.struck[matrix.key, one.key].text if (matrix.key, one.key) in self.struck else None,
                }
                for one in matrix.explanations
            ],
            "evidence": [
                {
                    "number": one.number,
                    "record": one.key,
                    "text": one.text,
                    "days": one.days.to_json() if one.days else None,
                    "source": self.source_of(one),
                    "diagnostic": matrix.is_diagnostic(one),
                    "marks": {
                        rival.letter: {"mark": found.mark, "by": found.by, "rule": found.rule} if found else None
                        for rival in matrix.explanations
                        for found in [matrix.find(one.key, rival.key)]
                    },
                }
                for one in matrix.evidence
            ],
            "ranking": [
                {"inconsistent": count, "letters": [one.letter for one in tied]} for count, tied in matrix.ranking()
            ],
            "not_separated": [[one.letter, other.letter] for one, other in matrix.unseparated()],
            "would_tell_apart": [
                {"pairs": pairs.split(", "), "what": words} for pairs, words in worth_looking_for(matrix)
            ],
            "base_rate": self.base_rates.get(matrix.key),
            "signals": list(self.signals),
        }


@dataclass(frozen=True, slots=True)
class Assumed:
    """An assumption with its number and the last verdict on it."""

    number: int
    assumption: Assumption
    verdict: Verdict | None = None

    @property
    def state(self) -> str:
        """``open``, ``accepted`` or ``struck``."""
        return self.verdict.state if self.verdict else "open"

    def to_json(self) -> dict[str, object]:
        """Return the assumption as a JSON object."""
        one, said = self.assumption, self.verdict
        return {
            "number": self.number,
            "key": one.key,
            "kind": one.kind,
            "assumption": one.text,
            "rests_on_it": one.rests or None,
            "quote": one.span.quote if one.span else None,
            "state": self.state,
            "by": said.by if said else None,
            "reason": said.reason if said else None,
        }


def summary(matrix: Matrix) -> tuple[str, ...]:
    """Return the ranking, what is not told apart, and what to look for, a sentence each."""
    ranking = [f"{', '.join(one.letter for one in tied)}: {count}" for count, tied in matrix.ranking()]
    sentences = [f"Evidence against, fewest first: {'; '.join(ranking)}" + (" (a tie)" if len(ranking) == 1 else "")]
    silent = [one.letter for one in matrix.explanations if matrix.unmarked(one)]
    sentences += [f"Nothing is marked for {', '.join(silent)}"] if silent else []
    apart = unseparated_words(matrix)
    sentences += [apart] if apart else []
    sentences += [f"{pairs}: {words}" for pairs, words in worth_looking_for(matrix)]
    return tuple(sentences)


def _days_json(matrix: Matrix) -> dict[str, object] | None:
    return matrix.happening.days.to_json() if matrix.happening.days else None
