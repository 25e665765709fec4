"""Tags: what the act tagger says of the words of a sentence, as chances."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Span as Sent
from spacy.tokens import Token

from sitroom.record.tagger.network import Floats, Logits, load_network

ACTOR, RECIPIENT = 0, 1
FEWEST_WORDS = 3


@dataclass(frozen=True)
class Tags:
    """The chances for the words of one sentence.

    `types`, `realis`, `modes` and `codes` have a row a word and a column a label, each row adding up to 1;
    `parties[role, act, word]` is the chance that a word is the head of that party of the act.
    """

    start: int
    types: Floats
    realis: Floats
    modes: Floats
    codes: Floats
    parties: Floats

    def type_chances(self, token: Token) -> dict[str, float]:
        """Return the chance of each event type, and of none under ``-``."""
        return dict(zip(load_network().labels["types"], self.types[token.i - self.start].tolist(), strict=True))

    def realis_chances(self, token: Token) -> dict[str, float]:
        """Return the chance of each realis, given that the word names an act."""
        return dict(zip(load_network().labels["realis"], self.realis[token.i - self.start].tolist(), strict=True))

    def mode_chances(self, token: Token) -> dict[str, float]:
        """Return the chance of each mode, and of none under ``-``."""
        return dict(zip(load_network().labels["modes"], self.modes[token.i - self.start].tolist(), strict=True))

    def code_chances(self, token: Token) -> dict[str, float]:
        """Return the chance of each CAMEO code that the training text has often enough."""
        return dict(zip(load_network().labels["codes"], self.codes[token.i - self.start].tolist(), strict=True))

    def party_chance(self, act: Token, role: int, word: Token) -> float:
        """Return the chance that a word is the head of the actor (0) or recipient (1) of an act; 0 elsewhere."""
        at = word.i - self.start
        return float(self.parties[role, act.i - self.start, at]) if 0 <= at < len(self.types) else 0.0


def tag_sentences(sentences: Sequence[Sent]) -> list[Tags | None]:
    """Return the tags of each sentence; None for one too short to hold an act."""
    wanted = [i for i, sent in enumerate(sentences) if len(sent) >= FEWEST_WORDS]
    logits = load_network().run([[token.text for token in sentences[i]] for i in wanted])
    out: list[Tags | None] = [None] * len(sentences)
    for i, one in zip(wanted, logits, strict=True):
        out[i] = _tags(sentences[i].start, one)
    return out


def _tags(start: int, logits: Logits) -> Tags:
    parties = (1 / (1 + np.exp(-logits.roles))).astype(np.float32)
    return Tags(
        start, _softmax(logits.types), _softmax(logits.realis), _softmax(logits.modes), _softmax(logits.codes), parties
    )


def _softmax(rows: Floats) -> Floats:
    raised = np.exp(rows - rows.max(axis=-1, keepdims=True))
    out: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return out
