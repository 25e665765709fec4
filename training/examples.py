"""Marked lines as arrays: the words of each sentence, the act that each word names, and the parties of each act."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from sitroom.record.parsing import Block, parse
from training.marks import REALIS, TYPES, Act, Marked

NONE = 0


@dataclass(frozen=True)
class Labels:
    """The label sets of the heads; index 0 of types, modes and codes is none."""

    types: tuple[str, ...]
    realis: tuple[str, ...]
    modes: tuple[str, ...]
    codes: tuple[str, ...]


@dataclass
class Example:
    """One line of text: its words, which of them may name an act, and what is marked.

    `acts` maps a word to (type, realis, mode, code) as label indexes, `parties` (act word, role, word) with
    role 0 for actors and 1 for recipients.
    """

    words: list[str]
    candidates: list[int]
    acts: dict[int, tuple[int, int, int, int]] = field(default_factory=dict)
    parties: set[tuple[int, int, int]] = field(default_factory=set)


def find_labels(lines: Sequence[Marked], *, fewest: int = 6) -> Labels:
    """Return the labels that the text uses; codes and modes with fewer than `fewest` acts are left to their parents."""
    codes: Counter[str] = Counter(
        full_code(act.cameo) for line in lines for act in line.acts if full_code(act.cameo) != "-"
    )
    modes: Counter[str] = Counter(act.mode for line in lines for act in line.acts if act.mode != "-")
    return Labels(
        ("-", *TYPES),
        REALIS,
        ("-", *sorted(m for m, n in modes.items() if n >= fewest)),
        ("-", *sorted(c for c, n in codes.items() if n >= fewest)),
    )


def full_code(code: str) -> str:
    """A two-digit code stands for its general form: ``19`` is ``190``."""
    return code + "0" if len(code) == 2 and code.isdigit() else code


def may_name_act(token: Token) -> bool:
    """Whether a word can carry an act: a verb that is no auxiliary, or a noun, or an adjective."""
    return token.pos_ in ("VERB", "NOUN", "PROPN", "ADJ") or (
        token.pos_ == "AUX" and token.dep_ not in ("aux", "auxpass")
    )


def make_examples(lines: Sequence[Marked], labels: Labels) -> list[Example]:
    """Return an example for each line, in order."""
    docs = parse([Block(0, line.text) for line in lines])
    return [_example(line, doc, labels) for line, doc in zip(lines, docs, strict=True)]


def _example(line: Marked, doc: Doc, labels: Labels) -> Example:
    out = Example([token.text for token in doc], [token.i for token in doc if may_name_act(token)])
    for act in line.acts:
        at = _token_at(doc, act.start)
        out.acts[at.i] = _labels_of(act, labels)
        for role, spans in enumerate((act.actors, act.recipients)):
            for start, end in spans:
                span = doc.char_span(start, end, alignment_mode="expand")
                if span is not None:
                    out.parties.add((at.i, role, span.root.i))
    out.candidates = sorted({*out.candidates, *out.acts})
    return out


def _labels_of(act: Act, labels: Labels) -> tuple[int, int, int, int]:
    code = full_code(act.cameo)
    while code not in labels.codes and len(code) > 2:
        code = code[:-1] if len(code) > 3 else (code[:2] + "0" if not code.endswith("0") else "-")
    return (
        labels.types.index(act.event_type),
        labels.realis.index(act.realis),
        labels.modes.index(act.mode) if act.mode in labels.modes else 0,
        labels.codes.index(code) if code in labels.codes else 0,
    )


def _token_at(doc: Doc, start: int) -> Token:
    return next(token for token in doc if token.idx + len(token) > start)
