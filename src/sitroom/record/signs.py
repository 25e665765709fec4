"""Signs: words and phrases that tell something of the act in whose clause they stand."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

LONGEST = 3


def phrases_of(words: Sequence[Token]) -> frozenset[str]:
    """Return all phrases of one to three words, in lower case, each by its forms and by its lemmas."""
    return frozenset(
        phrase
        for spelt in ([one.lower_ for one in words], [one.lemma_.lower() for one in words])
        for phrase in _runs(spelt)
    )


def _runs(words: Sequence[str]) -> Iterator[str]:
    for size in range(1, LONGEST + 1):
        for first in range(len(words) - size + 1):
            yield " ".join(words[first : first + size])
