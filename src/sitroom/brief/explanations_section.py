"""Rival explanations and assumptions on the page: what an act can mean besides what the text says it does."""

from collections.abc import Mapping, Sequence

from sitroom.brief.findings import Notebook
from sitroom.brief.inputs import AssumptionLine, ExplanationLine
from sitroom.brief.model import Line, Section
from sitroom.brief.rivals import (
    Assumption,
    Explanation,
    Marking,
    Matrix,
    Usual,
    Verdict,
    assumptions_of,
    explanations_of,
    struck_explanations,
    told_of,
    unseparated_words,
    weighed,
    worth_explaining,
    worth_looking_for,
)
from sitroom.brief.words import capital, counted, days_words, joined, shorten
from sitroom.record import Reading

MOST_ACTS = 2
MOST_ASSUMPTIONS = 4
MOST_TELLS = 2
NOT_CONSIDERED = "not considered by the author"
NOT_TIED = "aims that the text gives the same side; it does not tie them to this act"


def matrices_of(
    text: str, reading: Reading, *, markings: Mapping[str, Sequence[Marking]] | None = None,
    usual: Mapping[str, Usual] | None = None, most: int | None = MOST_ACTS,
) -> tuple[Matrix, ...]:  # fmt: skip
    """Return the acts of a text that are worth explaining, each with its explanations weighed.

    Args:
        text: the document's; several are laid end to end.
        reading: of it.
        markings: an analyst's marks, by the key of the act.
        usual: how often such acts took place before, by the key of the act.
        most: how many acts; None for all.
    """
    told = told_of(text, reading)
    given, rates = markings or {}, usual or {}
    return tuple(
        weighed(explanations_of(act, told), told, usual=rates.get(act.key)).marked(given.get(act.key, ()))
        for act in worth_explaining(told)[:most]
    )


def explanation_lines(
    matrices: Sequence[Matrix], *, assumptions: Sequence[Assumption] = (), verdicts: Mapping[str, Verdict] | None = None
) -> tuple[ExplanationLine, ...]:
    """Return the lines of the page on some acts; an act with a single explanation of the text takes one line.

    Args:
        matrices: as ``matrices_of`` gives them; no more than fit on the page are told.
        assumptions: what the explanations take for granted.
        verdicts: what a person said of these; an explanation that rests on a struck one says so.
    """
    struck = struck_explanations(assumptions, verdicts or {})
    lines: list[ExplanationLine] = []
    for matrix in matrices[:MOST_ACTS]:
        given = [one for one in matrix.explanations if not one.is_routine]
        lines += _short(matrix, given[0], struck) if len(given) == 1 else _full(matrix, struck)
    return tuple(lines)


def assumption_lines(
    assumptions: Sequence[Assumption], verdicts: Mapping[str, Verdict] | None = None
) -> tuple[AssumptionLine, ...]:
    """Return the lines of the page on assumptions: struck ones first, then open ones, accepted ones last."""
    said = verdicts or {}
    lines = [
        AssumptionLine(
            text=f"{capital(one.text).rstrip('.')}.",
            rests=one.rests,
            state=said[one.key].state if one.key in said else "open",
            said=said[one.key].words() if one.key in said else "",
            span=one.span,
        )
        for one in assumptions
    ]
    return tuple(sorted(lines, key=lambda line: ("struck", "open", "accepted").index(line.state)))


def lines_of(text: str, reading: Reading) -> tuple[tuple[ExplanationLine, ...], tuple[AssumptionLine, ...]]:
    """Return the lines of both sections for a reading that belongs to no topic."""
    assumptions = assumptions_of(text, reading)
    return explanation_lines(matrices_of(text, reading), assumptions=assumptions), assumption_lines(assumptions)


def explanations_section(lines: Sequence[ExplanationLine], notes: Notebook) -> Section | None:
    """Return the section of rival explanations; None where the text gives no reason for any act."""
    if not lines:
        return None
    told = tuple(
        Line(label=one.label, text=one.text, aside=one.aside, notes=notes.cite(*one.spans)) for one in lines
    )  # fmt: skip
    return Section(
        key="explanations",
        title="Explanations",
        intro="By what speaks against them, not by what speaks for them.",
        lines=told,
    )


def assumptions_section(lines: Sequence[AssumptionLine], notes: Notebook) -> Section | None:
    """Return the section of assumptions; None where there is none."""
    if not lines:
        return None
    shown = tuple(
        Line(text=one.text, aside=_assumed(one), notes=notes.cite(one.span), crossed=one.state == "struck")
        for one in lines[:MOST_ASSUMPTIONS]
    )
    return Section(
        key="assumptions",
        title="Assumptions",
        intro="Taken for granted, or held by the author’s word alone.",
        lines=shown,
        more=len(lines) - len(shown),
    )


def _assumed(line: AssumptionLine) -> str:
    rests = f"on it rests {line.rests}" if line.rests else ""
    return "; ".join(part for part in (line.said, rests) if part)


def _full(matrix: Matrix, struck: Mapping[tuple[str, str], Assumption]) -> list[ExplanationLine]:
    act = ExplanationLine(
        label=_day(matrix), text=_stopped(shorten(matrix.text, 140)), spans=(matrix.happening.record.anchor,)
    )  # fmt: skip
    rivals = [
        ExplanationLine(
            label=one.letter,
            text=f"{capital(one.text)}.",
            aside=_aside(one, matrix, struck),
            spans=tuple(dict.fromkeys(ground.span for ground in one.grounds))[:3],
        )
        for one in matrix.explanations
    ]
    return [act, *rivals, ExplanationLine(label="", text=_telling(matrix))]


def _short(
    matrix: Matrix, given: Explanation, struck: Mapping[tuple[str, str], Assumption]
) -> list[ExplanationLine]:  # fmt: skip
    routine = next(one for one in matrix.explanations if one.is_routine)
    left_out = "that it was routine" + ("" if routine.considered else f" is {NOT_CONSIDERED}")
    text = f"{_stopped(shorten(matrix.text, 140))} The text explains it as {given.text}; {left_out}."
    spans = (matrix.happening.record.anchor, *(ground.span for ground in given.grounds))
    return [ExplanationLine(label=_day(matrix), text=text, aside=_aside(given, matrix, struck), spans=spans[:3])]


def _stopped(words: str) -> str:
    return words if words.endswith("…") else f"{words}."


def _day(matrix: Matrix) -> str:
    return days_words(matrix.happening.days) if matrix.happening.days else "undated"


def _aside(explanation: Explanation, matrix: Matrix, struck: Mapping[tuple[str, str], Assumption]) -> str:
    against = matrix.against(explanation)
    fallen = struck.get((matrix.key, explanation.key))
    parts = (
        "" if explanation.considered else NOT_CONSIDERED,
        NOT_TIED if explanation.grounds and not any(one.explicit for one in explanation.grounds) else "",
        f"against it: {joined([shorten(one.text, 60) for one in against])}" if against else "",
        f"rests on an assumption that was struck: {shorten(fallen.text, 80)}" if fallen else "",
    )
    return "; ".join(part for part in parts if part)


def _telling(matrix: Matrix) -> str:
    """Return the ranking where there is one, what is not told apart, and what to look for."""
    ranking = matrix.ranking()
    parts = []
    if len(ranking) > 1:
        counts = [f"{joined([one.letter for one in tied])} ({counted(count, 'piece')})" for count, tied in ranking]
        parts.append(f"Evidence against, fewest first: {', '.join(counts)}.")
    apart = unseparated_words(matrix)
    tells = [capital(words) for _, words in worth_looking_for(matrix, most=MOST_TELLS)]
    parts += [f"{apart}."] if apart else []
    parts += [f"{words}." for words in tells]
    return " ".join(parts)
