"""Questions in a sentence: ``Will Belarus consult with the EU within 21 days?`` as an event pattern and a horizon."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from sitroom.core import DayRange, EventPattern, HistoryError, UsageError
from sitroom.desk.testing import resolve_actor
from sitroom.record import Gazetteer, fold_name
from sitroom.text import find_dates, resolve_date

HELP = "say who, what and to whom with --actor, --type or --quad, and --recipient instead"
_LONGEST = 5
_DAY = timedelta(days=1)
_OPENING = re.compile(
    r"^(?:how likely is it that|what are the (?:chances|odds) that|is it likely that|will|would|does|do)\b",
    re.IGNORECASE,
)
_COUNT = "one two three four five six seven eight nine ten eleven twelve"
_WITHIN = re.compile(
    rf"\b(?:within|inside|in|over|during)(?: the)?(?: next| coming| following)?"
    rf"(?: (?P<count>\d{{1,4}}|an?|{_COUNT.replace(' ', '|')}))? (?P<unit>day|week|fortnight|month|year)s?\b",
    re.IGNORECASE,
)
_BY = re.compile(r"\b(?:by|before) (?=[^,]*\b(?:\d|end|January|February|March|April|May|Ju[nl]|Aug|Sep|Oct|Nov|Dec))")
_UNIT_DAYS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365}
_SILENT = frozenset(
    [
        "the", "a", "an", "to", "with", "toward", "towards", "against", "on", "upon", "at", "of", "for", "from", "any",
        "some", "its", "one", "or", "and", "either", "again", "ever", "least", "once", "member", "members", "state",
        "states", "that", "going", "it",
    ]
)  # fmt: skip
_ANYONE = frozenset({"anyone", "anybody", "someone", "somebody"})
_BEING = frozenset({"be", "been", "being", "is", "are", "get"})
_NOT = frozenset({"not", "never", "no", "without", "won't", "won’t", "cannot", "neither"})
_DEPENDS = frozenset({"if", "unless", "after", "when", "whenever", "should"})


@dataclass(frozen=True, slots=True)
class ReadQuestion:
    """What a sentence asks.

    Args:
        pattern: who does what to whom.
        horizon_days: the days ahead; None where the sentence does not say.
    """

    pattern: EventPattern
    horizon_days: int | None = None


@dataclass(frozen=True, slots=True)
class _Deed:
    types: tuple[str, ...]
    quads: tuple[int, ...]
    mutual: bool


@dataclass(frozen=True, slots=True)
class _Read:
    """The words of a question in order: actors as slugs, deeds, and the small words that bind them."""

    parts: tuple[str | _Deed, ...]
    small: tuple[tuple[int, str], ...]

    def before(self, place: int) -> frozenset[str]:
        """Return the small words that stand just before a part."""
        return frozenset(word for at, word in self.small if at == place)


def read_question(sentence: str, gazetteer: Gazetteer, *, as_of: date) -> ReadQuestion:
    """Return what a sentence asks; every word of it is read, or none.

    Read are: who first, then what, then to whom, and within how long or by when; ``question_words.csv`` says which
    words mean what. Several names stand for any of them and are joined by ``or``. A month counts 30 days.

    Args:
        sentence: the question.
        gazetteer: the actors that are known.
        as_of: the day on which it is asked, from which ``by the end of July`` counts.

    Raises:
        UsageError: a word is not read, or who, what or to whom is missing; the message says what to do.
    """
    words = " ".join(sentence.split()).rstrip("?!. ")
    words, horizon = _horizon(words, as_of)
    read = _parts(_OPENING.sub("", words).strip(), sentence, gazetteer)
    places = [at for at, part in enumerate(read.parts) if isinstance(part, _Deed)]
    if not places:
        some = ", ".join(f"“{one}”" for one in ("consult", "cooperate", "accuse", "sanction", "attack"))
        raise UsageError(f"no act is read in {sentence!r}: words such as {some} name one; or {HELP}")
    if len(places) > 1 and (places[-1] - places[0] >= len(places) or "and" in read.before(places[-1])):
        raise UsageError(f"{sentence!r} asks two things; ask each of them alone")
    first, last = _names(read, 0, places[0]), _names(read, places[-1] + 1, len(read.parts))
    deed = _together([part for part in read.parts if isinstance(part, _Deed)])
    pattern = _pattern(read, first, last, deed, sentence)
    if read.before(places[0]) & _BEING:
        if "by" not in read.before(places[-1] + 1):
            raise UsageError(f"{sentence!r} does not say by whom; name it after “by”, or {HELP}")
        pattern = replace(pattern, actors=pattern.recipients, recipients=pattern.actors)
    return ReadQuestion(pattern, horizon)


def _horizon(words: str, as_of: date) -> tuple[str, int | None]:
    """Return the words without those that say how long, and the days ahead."""
    found = _WITHIN.search(words)
    if found:
        count, unit = (found["count"] or "one").lower(), found["unit"].lower()
        numbers = {word: number for number, word in enumerate(_COUNT.split(), start=1)} | {"a": 1, "an": 1}
        days = (int(count) if count.isdecimal() else numbers[count]) * _UNIT_DAYS[unit]
        if days < 1:
            raise UsageError(f"a horizon has at least one day, not {days}")
        return " ".join((words[: found.start()] + words[found.end() :]).split()), days
    if not _BY.search(words):
        return words, None
    for mention in find_dates(words):
        start = words.rfind(mention.lead, 0, mention.span.start) if mention.lead in {"by", "before"} else -1
        days_named = resolve_date(mention, reference=DayRange(as_of, as_of), direction="future").days
        last = days_named.end
        if mention.lead == "before" and days_named.start and not (mention.first and mention.first.edge):
            last = days_named.start - _DAY
        if start >= 0 and last is not None:
            if last <= as_of:
                raise UsageError(f"the question closes on {last}, not after {as_of}; ask --as-of an earlier day")
            return " ".join((words[:start] + words[mention.span.end :]).split()), (last - as_of).days
    return words, None


def _parts(words: str, sentence: str, gazetteer: Gazetteer) -> _Read:
    tokens = re.findall(r"[\w.'’-]+", words)
    parts: list[str | _Deed] = []
    small: list[tuple[int, str]] = []
    at = 0
    while at < len(tokens):
        size, part = _part(tokens[at : at + _LONGEST], gazetteer)
        if part is not None:
            parts.append(part)
        elif tokens[at].lower() in _SILENT | _BEING | _ANYONE | {"by"}:
            small.append((len(parts), tokens[at].lower()))
        else:
            raise UsageError(_unread(tokens, at, sentence, gazetteer))
        at += size
    return _Read(tuple(parts), tuple(small))


def _part(tokens: Sequence[str], gazetteer: Gazetteer) -> tuple[int, str | _Deed | None]:
    """Return how many of the next words belong together, and whom or what they name."""
    for size in range(len(tokens), 0, -1):
        found = _deed(tokens[:size]) or _actor(" ".join(tokens[:size]), gazetteer)
        if found is not None:
            return size, found
    return 1, None


def _actor(name: str, gazetteer: Gazetteer) -> str | None:
    if not name[:1].isupper():
        return None
    known = gazetteer.aliases.get(fold_name(name), ())
    slugs = {alias.actor.slug for alias in known if alias.how in {"name", "demonym", "metonym"}}
    if not slugs and not (len(name) == 3 and name.isupper()):
        return None
    try:
        return resolve_actor(name, gazetteer)
    except HistoryError:
        return None


def _unread(tokens: Sequence[str], at: int, sentence: str, gazetteer: Gazetteer) -> str:
    """Return why a word is not read."""
    word = tokens[at].lower()
    if word in _NOT:
        return f"{tokens[at]!r} in {sentence!r}: ask whether it happens; that it does not is what is left to 1"
    if word in _DEPENDS:
        return f"{tokens[at]!r} in {sentence!r}: what comes after what is a claim; `sitroom test` tests claims"
    if tokens[at][:1].isupper():
        end = next((one for one in range(at, len(tokens)) if not tokens[one][:1].isupper()), len(tokens))
        try:
            resolve_actor(" ".join(tokens[at:end]), gazetteer)
        except HistoryError as error:
            return str(error)
    return f"{tokens[at]!r} is not read in {sentence!r}; leave it out, or {HELP}"


def _names(read: _Read, first: int, last: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for part in read.parts[first:last] if isinstance(part, str)))


def _together(deeds: Sequence[_Deed]) -> _Deed:
    return _Deed(
        tuple(dict.fromkeys(name for deed in deeds for name in deed.types)),
        tuple(sorted({quad for deed in deeds for quad in deed.quads})),
        any(deed.mutual for deed in deeds),
    )


def _pattern(read: _Read, first: tuple[str, ...], last: tuple[str, ...], deed: _Deed, sentence: str) -> EventPattern:
    joined = [at for at, word in read.small if word == "and"]
    if joined and deed.mutual and len(first) == 2 and not last:
        first, last, joined = first[:1], first[1:], []
    if joined:
        raise UsageError(f"“and” in {sentence!r} asks for several at once; write “or” for any of them, or ask for each")
    if not first and not last:
        raise UsageError(f"nobody is read in {sentence!r} whom event data know; {HELP}")
    if not first and not any(word in _ANYONE for _, word in read.small):
        raise UsageError(f"{sentence!r} does not say who acts; name it first, or write “anyone”")
    return EventPattern(first, last, types=deed.types, quads=deed.quads, mutual=deed.mutual)


def _deed(tokens: Sequence[str]) -> _Deed | None:
    first, rest = tokens[0].lower(), " ".join(tokens[1:]).lower()
    for stem in _stems(first):
        found = _words().get(f"{stem} {rest}".strip())
        if found:
            return found
    return None


def _stems(word: str) -> tuple[str, ...]:
    """Return a word and what it can be a form of.

    >>> _stems("accused")
    ('accused', 'accuse', 'accus')
    """
    irregular = {"met": "meet", "fought": "fight", "struck": "strike", "held": "hold", "made": "make", "gave": "give"}
    cut = (word[: -len(end)] for end in ("s", "d", "ed", "es", "ing") if word.endswith(end))
    return tuple(dict.fromkeys((word, *cut, *([irregular[word]] if word in irregular else []))))


@cache
def _words() -> dict[str, _Deed]:
    text = files(__package__).joinpath("question_words.csv").read_text(encoding="utf-8")
    return {
        row["words"]: _Deed(
            tuple(one for one in row["types"].split("|") if one),
            tuple(int(one) for one in row["quads"].split("|") if one),
            row["mutual"] == "yes",
        )
        for row in csv.DictReader(text.splitlines())
    }
