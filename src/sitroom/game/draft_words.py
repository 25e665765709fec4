"""Words of a draft: an act taken from the words of a record, short enough to name an option."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from sitroom.core import Span

MOST_WORDS = 8

_MODAL = re.compile(
    r"\b(?:will|would|shall|should|must|can|could|may|might|(?:is|are|was|were|has|have|had|needs?|ought) to)\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"^(?:(?:not|very|quite|almost|also|never|then|soon|once|again|hardly|still|just|to|have to|be able to|\w+ly)"
    r"\b[\s,]*)+",
    re.IGNORECASE,
)
_STILL = re.compile(r"^(?:continue|keep|carry|go on|remain|maintain|persist|stick)\b", re.IGNORECASE)
_END = re.compile(
    r"[,;:.!?()]|\s[-–—]\s|—|\b(?:because|although|though|unless|while|whereas|when|where|whether|if|after|before|until|"
    r"so that|that|which|who|whom|whose|in order|by the (?:end|time|day)|within|at (?:the )?(?:latest|least)|rather "
    r"than|despite)\b",
    re.IGNORECASE,
)
_EMPTY = re.compile(r"\b(?:goals?|aims?|objectives?|ends|things)\b", re.IGNORECASE)


def act_of(words: str, *, is_act: bool = False) -> str:
    """Return the act that words speak of, as a short verb phrase; empty where no verb is found without guessing.

    Args:
        words: such as ``to keep the road open`` or ``that Elbonia will hardly pay, because ...``.
        is_act: whether they begin with a verb, as the second half of ``to sign and pay`` does.

    >>> act_of("that in the coming weeks Elbonia will very likely continue talks with the West, because it must")
    'continue talks with the West'
    >>> act_of("a constructive dialogue")
    ''
    """
    said = " ".join(words.replace('"', "").replace("“", "").replace("”", "").split())
    if said.lower().startswith("to "):
        said = said[3:]
    elif modal := _MODAL.search(said):
        said = said[modal.end() :].strip()
    elif not is_act:
        return ""
    said = _AHEAD.sub("", said).strip()
    phrase = _short(_END.split(said, maxsplit=1)[0].strip())
    first = phrase.split(" ")[0].lower()
    no_act = first in _words("no_act") or first in _words("no_verb") or not first.isalpha() or _EMPTY.search(said)
    torn = " " not in phrase and phrase != said
    return "" if no_act or torn else phrase


def goes_on(act: str) -> bool:
    """Return whether the words of an act say that it is being done already.

    >>> goes_on("continue talks with the West")
    True
    """
    return bool(_STILL.match(act))


def one_line(words: str) -> str:
    """Return words on one line."""
    return " ".join(words.split())


def as_name(words: str) -> str:
    """Return words on one line and without straight quotation marks, which names cannot hold."""
    return " ".join(words.replace('"', "").split())


def quoted(span: Span, record_id: str) -> str:
    """Return the words of a span in quotation marks, with the record that they are from."""
    return f"“{one_line(span.quote)}” ({record_id})"


def stems_of(words: Iterable[str]) -> frozenset[str]:
    """Return the first five letters of every telling word, by which two wordings of one thing are known."""
    found = (word for text in words for word in re.findall(r"[^\W\d_]{4,}", text.lower()))
    return frozenset(word[:5] for word in found if word not in _words("common"))


def same_thing(one: frozenset[str], other: frozenset[str]) -> bool:
    """Return whether two wordings share most of the telling words of the shorter."""
    shared = len(one & other)
    return shared >= 2 and shared / min(len(one), len(other)) >= 0.6


def _short(phrase: str) -> str:
    """Cut a phrase to a few words, at a joint and without a loose word at its end."""
    words = phrase.split(" ")
    kept = words[:MOST_WORDS]
    if len(words) > MOST_WORDS and words[MOST_WORDS].lower() not in _words("joint"):
        joints = [place for place, word in enumerate(kept) if word.lower() in _words("joint") and place > 1]
        kept = kept[: joints[-1]] if joints else kept
    while kept and kept[-1].lower() in _words("loose"):
        kept.pop()
    return " ".join(kept).strip(" ,'’‘-–")


@cache
def _words(name: str) -> frozenset[str]:
    text = files(__package__).joinpath("draft_words.toml").read_text(encoding="utf-8")
    return frozenset(str(tomllib.loads(text)[name]).split())
