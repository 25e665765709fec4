"""Rival explanations on a topic: weighed against its texts, marked and judged by people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sitroom.brief import (
    Assumption,
    AssumptionLine,
    ExplanationLine,
    Marking,
    Matrix,
    Text,
    Usual,
    Verdict,
    assumption_lines,
    assumptions_of,
    bundle,
    explanation_lines,
    last_verdicts,
    matrices_of,
    situation_assumption,
    starts_of,
    struck_explanations,
)
from sitroom.core import SitroomError, UsageError
from sitroom.desk.explained import Assumed, Explained
from sitroom.desk.history import History
from sitroom.desk.retellings import ties_of
from sitroom.desk.store import Store, StoredMark
from sitroom.game import Situation, signals_sentence, what_if
from sitroom.record import Event, Link, Reading, Statement, reading_of, using

HORIZON = 21
BASE_RATES = 3
NO_SIDES = "not counted: event data tell acts between two sides, and this one has none beside the doer’s own"


@dataclass(frozen=True, slots=True)
class DeskExplanations:
    """The rival explanations and assumptions of a desk's topics.

    Args:
        store: what the desk keeps.
        history: its event data.
        clock: gives the instant in UTC.
    """

    store: Store
    history: History
    clock: Callable[[], datetime]

    def explain(self, topic: str, *, situation: Situation | None = None) -> Explained:
        """Return the acts of a topic that are worth explaining, with proposed marks and those that people gave.

        How often such acts took place before is counted for the first few, from what was known the day before each.

        Raises:
            DeskError: there is no such topic.
        """
        texts = self.texts(topic)
        marks = self._marks(topic)
        with using(self.history.gazetteer()):
            whole, reading = self._whole(texts)
            first = matrices_of(whole, reading, most=None) if texts else ()
            rates = {one.key: self._usual(one) for one in first[:BASE_RATES]}
            usual = {key: rate for key, (rate, _) in rates.items() if rate is not None}
            found = matrices_of(whole, reading, markings=marks, usual=usual, most=None) if texts else ()
            struck = struck_explanations(self._assumptions(texts), self._verdicts(topic))
        starts = starts_of([one.document.text for one in texts]) if texts else ()
        titles = [one.document.title or one.document.source or one.document.id for one in texts]
        return Explained(
            self.store.topics.get(topic).slug,
            found,
            tuple(zip(starts, titles, strict=True)),
            {key: words for key, (_, words) in rates.items()},
            struck,
            _signals(situation) if situation else (),
        )

    def mark(
        self, topic: str, evidence: str, letter: str, mark: str, *, by: str, reason: str, act: str | None = None
    ) -> StoredMark:
        """Mark a piece of evidence for an explanation; the mark stands over the proposed one and earlier ones.

        Args:
            topic: its slug or name.
            evidence: its number in the matrix, or the id of its record.
            letter: of the explanation.
            mark: ``consistent``, ``inconsistent`` or ``neutral``.
            by: who.
            reason: why, in words.
            act: its number or the id of a record of it; the first where not given.

        Raises:
            UsageError: there is no such act, evidence or explanation, or no such mark.
            DeskError: nobody gives it, or without a reason.
        """
        matrix = self.explain(topic).act(act)
        if mark not in ("consistent", "inconsistent", "neutral"):
            raise UsageError(f"{mark!r} is no mark; say consistent, inconsistent or neutral")
        given = evidence.upper().removeprefix("E")
        meant = next((one for one in matrix.evidence if evidence == one.key or given == str(one.number)), None)
        if meant is None:
            raise UsageError(f"there is no evidence {evidence!r}; it is numbered 1 to {len(matrix.evidence)}")
        rival = matrix.explanation(letter)
        if rival is None:
            letters = ", ".join(one.letter for one in matrix.explanations)
            raise UsageError(f"there is no explanation {letter!r}; there are {letters}")
        told = {"act": matrix.text, "evidence": meant.text, "explanation": rival.text, "letter": rival.letter}
        return self.store.explanations.mark(
            topic, act=matrix.key, evidence=meant.key, explanation=rival.key, mark=mark, told=told, by=by,
            reason=reason, now=self.clock(),
        )  # fmt: skip

    def assumptions(self, topic: str, *, situation: Situation | None = None) -> tuple[Assumed, ...]:
        """Return what the texts of a topic take for granted, numbered from 1, each with the last verdict on it."""
        with using(self.history.gazetteer()):
            found = self._assumptions(self.texts(topic), situation)
        said = self._verdicts(topic)
        return tuple(Assumed(number, one, said.get(one.key)) for number, one in enumerate(found, start=1))

    def assume(
        self, topic: str, number: int, state: str, *, by: str, reason: str = "", situation: Situation | None = None
    ) -> Assumed:
        """Accept or strike an assumption by its number, or open it again, and return it.

        Raises:
            UsageError: there is no such assumption, or no such state.
            DeskError: nobody says so, or it is struck without a reason.
        """
        if state not in ("accepted", "struck", "open"):
            raise UsageError(f"an assumption is accepted, struck or open, not {state!r}")
        known = self.assumptions(topic, situation=situation)
        one = next((one for one in known if one.number == number), None)
        if one is None:
            raise UsageError(f"there is no assumption {number}; they are numbered 1 to {len(known)}")
        told = one.assumption.text
        kept = self.store.explanations.judge(
            topic, one.assumption.key, state, told=told, by=by, reason=reason, now=self.clock()
        )
        last = last_verdicts([_verdict(kept.assumption, kept.state, kept.by, kept.reason)])
        return replace(one, verdict=last.get(one.assumption.key))

    def lines(
        self, texts: Sequence[Text], ties: Sequence[Link] = (), *, topic: str | None = None,
        situation: Situation | None = None,
    ) -> tuple[tuple[ExplanationLine, ...], tuple[AssumptionLine, ...]]:  # fmt: skip
        """Return the lines of a page on some texts laid end to end; of a topic, with its marks and verdicts.

        Their spans are counted from the beginning of the first text.
        """
        document, reading = bundle(texts, ties)
        said = self._verdicts(topic) if topic else {}
        marks = self._marks(topic) if topic else {}
        with using(self.history.gazetteer()):
            plain = matrices_of(document.text, reading)
            usual = {one.key: rate for one in plain if (rate := self._usual(one)[0]) is not None}
            matrices = matrices_of(document.text, reading, markings=marks, usual=usual)
            assumptions = [*assumptions_of(document.text, reading), *_modelled(situation)]
        lines = explanation_lines(matrices, assumptions=assumptions, verdicts=said)
        return lines, assumption_lines(assumptions, said)

    def texts(self, topic: str) -> tuple[Text, ...]:
        """Return the texts of a topic with their last readings, as people corrected them."""
        out = []
        for document_id in self.store.topics.documents(topic):
            kept = self.store.readings.find(document_id)
            if kept is not None:
                corrected, _ = self.store.corrections.apply_corrections(kept)
                out.append(Text(self.store.documents.get(document_id), reading_of(corrected)))
        return tuple(out)

    def _whole(self, texts: Sequence[Text]) -> tuple[str, Any]:
        if not texts:
            return "", None
        document, reading = bundle(texts, ties_of(texts))
        return document.text, reading

    def _assumptions(self, texts: Sequence[Text], situation: Situation | None = None) -> list[Assumption]:
        whole, reading = self._whole(texts)
        found = list(assumptions_of(whole, reading)) if isinstance(reading, Reading) else []
        return [*found, *_modelled(situation)]

    def _marks(self, topic: str) -> dict[str, list[Marking]]:
        out: dict[str, list[Marking]] = {}
        for one in self.store.explanations.marks(topic):
            marking = Marking(one.evidence, one.explanation, one.mark, one.by, one.reason)  # type: ignore[arg-type]
            out.setdefault(one.act, []).append(marking)
        return out

    def _verdicts(self, topic: str) -> dict[str, Verdict]:
        kept = self.store.explanations.verdicts(topic)
        return last_verdicts(_verdict(one.assumption, one.state, one.by, one.reason) for one in kept)

    def _usual(self, matrix: Matrix) -> tuple[Usual | None, str]:
        """Return how often acts of this kind took place before, by what was known on the day before; or why not."""
        record, days = matrix.happening.record, matrix.happening.days
        coding = record.coding if isinstance(record, Event | Statement) else None
        own = matrix.happening.doer_sides
        others = [one for one in matrix.happening.sides if one not in own] or list(own[1:])
        if coding is None or coding.event_type is None or days is None or days.start is None:
            return None, "not counted: the act has no type that event data know"
        if not own or not others:
            return None, NO_SIDES
        try:
            asked = self.history.base_rate(
                actor=own[:1] if others == list(own[1:]) else own, recipient=others, types=[coding.event_type],
                horizon_days=HORIZON, as_of=days.start - timedelta(days=1),
            )  # fmt: skip
        except SitroomError as error:
            return None, f"not covered: {error}"
        base = asked.base
        if base.rate is None:
            return None, f"not covered: {base.reason}"
        words = f"{base.hits} of {base.windows} windows of {HORIZON} days in {base.source}, {_until(base.last_day)}"
        return Usual(base.rate, words), words


def _until(day: date | None) -> str:
    return f"up to {day}" if day else "undated"


def _verdict(key: str, state: str, by: str, reason: str) -> Verdict:
    return Verdict(key, state, by, reason)  # type: ignore[arg-type]


def _modelled(situation: Situation | None) -> list[Assumption]:
    if situation is None:
        return []
    aims = sum(len(one.aims) for maker in situation.decision_makers for one in maker.preferences)
    parties = len(situation.decision_makers)
    return [situation_assumption(len(situation.options), aims, parties, name=situation.title)]


def _signals(situation: Situation) -> tuple[str, ...]:
    """Return which acts tell types apart, a sentence for each branch and decision maker with types."""
    return tuple(
        f"{f'If {one.branch.name}: ' if one.branch else ''}{signals_sentence(signals)}"
        for one in what_if(situation)
        for signals in one.signals
    )
