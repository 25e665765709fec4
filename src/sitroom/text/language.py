"""The language of a text, by its English stop words first and by py3langid where these do not tell."""

import re
from functools import cache
from typing import Any

from sitroom.core import Problem

_FEWEST_LETTERS = 40
_MOST_CHARS = 4_000
_SURE = 0.6
# Words that hardly any other language has, and words that others share in part.
_ONLY_ENGLISH = frozenset({
    "the", "and", "that", "with", "from", "by", "has", "have", "had", "been", "which", "this", "their", "would", "will",
    "are", "were", "its", "they", "his", "who", "said", "about",
})  # fmt: skip
_ALSO_ENGLISH = frozenset({
    "of", "to", "in", "a", "is", "on", "for", "as", "at", "it", "he", "she", "was", "not", "be", "or", "an", "but",
    "after", "over",
})  # fmt: skip
# Languages that share some of the latter.
_NEAR_ENGLISH = frozenset({
    "af", "an", "br", "ca", "cy", "da", "de", "eo", "es", "et", "eu", "fi", "fo", "fr", "fy", "ga",
    "gl", "ht", "hu", "is", "it", "la", "lb", "li", "nb", "nl", "nn", "no", "oc", "pt", "ro", "sv",
})  # fmt: skip
_SHORT = 200
_WORD = re.compile(r"[^\W\d_]+")


def find_language(text: str) -> str | None:
    """Return the ISO 639-1 code of a text's language, None under 40 letters or where no language is likely.

    English full of foreign names is English: a good share of its stop words decides before any model does, which also
    spares a second of loading. The rest is py3langid's, with a probability of at least 0.6. Only the first 4,000
    characters are read.

    >>> find_language("The ministers met in Minsk, and nothing was signed by the time that they left.")
    'en'
    """
    sample = _sample(text)
    if sum(letter.isalpha() for letter in sample) < _FEWEST_LETTERS:
        return None
    if reads_as_english(sample):
        return "en"
    language, probability = _identifier().classify(sample)
    if _is_short_english(sample, language):
        return "en"
    if probability >= _SURE and language != "pcm":
        return str(language)
    only, either = _english_shares(sample)
    return "en" if only + either >= 0.1 and only > 0 else None


def _is_short_english(sample: str, language: str) -> bool:
    """Whether a few words full of foreign names are English: no near language, and two of its stop words."""
    words = {word.lower() for word in _WORD.findall(sample)}
    return len(sample) < _SHORT and language not in _NEAR_ENGLISH and len(words & _ALSO_ENGLISH) > 1


def reads_as_english(text: str) -> bool:
    """Return whether at least a fifth of the words are English stop words, some of them of no other language."""
    only, either = _english_shares(text)
    return only >= 0.06 and only + either >= 0.2


def find_language_problem(language: str | None) -> Problem | None:
    """Return the problem of a text in another language than English, None where it is English or unknown."""
    if language in {None, "en"}:
        return None
    message = f"the text seems to be in another language ({language}); only English is read, so give a translation"
    return Problem("text.language-not-covered", message)


def _sample(text: str) -> str:
    sample = text[:_MOST_CHARS]
    capitals = sum(letter.isupper() for letter in sample)
    smalls = sum(letter.islower() for letter in sample)
    return sample.lower() if capitals > smalls else sample


def _english_shares(sample: str) -> tuple[float, float]:
    words = [word.lower() for word in _WORD.findall(sample)]
    if not words:
        return 0.0, 0.0
    only = sum(word in _ONLY_ENGLISH for word in words)
    either = sum(word in _ALSO_ENGLISH for word in words)
    return only / len(words), either / len(words)


@cache
def _identifier() -> Any:
    """Return the model; it is loaded once, where it is first needed."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
