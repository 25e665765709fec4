"""Word pieces: how tokens are cut for the encoder (WordPiece, Wu et al. 2016, greedy longest match)."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

CLS, SEP, UNKNOWN, PAD = "<s>", "</s>", "[UNK]", "<pad>"
LONGEST_WORD = 64
MOST_PIECES = 254
_RUNS = re.compile(r"[^\W_]+|[\W_]", re.UNICODE)


def cut_word(word: str, vocabulary: Mapping[str, int]) -> list[int]:
    """Return the pieces of one token, in lower case and without accents; an unknown word is one unknown piece."""
    plain = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))
    out: list[int] = []
    for run in _RUNS.findall(plain):
        if not run.isspace():
            out += _cut_run(run, vocabulary)
    return out


def _cut_run(run: str, vocabulary: Mapping[str, int]) -> list[int]:
    if len(run) > LONGEST_WORD:
        return [vocabulary[UNKNOWN]]
    out: list[int] = []
    at = 0
    while at < len(run):
        end = len(run)
        while end > at:
            found = vocabulary.get(("##" if at else "") + run[at:end])
            if found is not None:
                break
            end -= 1
        else:
            return [vocabulary[UNKNOWN]]
        out.append(found if found is not None else vocabulary[UNKNOWN])
        at = end
    return out


def cut_sentence(words: Sequence[str], vocabulary: Mapping[str, int]) -> tuple[list[int], list[int]]:
    """Return the piece ids of a sentence between its two end marks, and where each word starts among them.

    A word beyond the longest sentence that the encoder reads, or one without a piece, starts at -1.
    """
    ids, starts = [vocabulary[CLS]], []
    for word in words:
        pieces = cut_word(word, vocabulary)
        if not pieces or len(ids) + len(pieces) > MOST_PIECES:
            starts.append(-1)
            continue
        starts.append(len(ids))
        ids += pieces
    return [*ids, vocabulary[SEP]], starts
