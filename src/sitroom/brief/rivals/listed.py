"""Listed goals: ``X wants to achieve two goals. First, ... Second, ...``, and the act that the list speaks of."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from sitroom.brief.rivals.happenings import Happening
from sitroom.brief.rivals.sides import doers, same_side, word_lists
from sitroom.core import Span
from sitroom.record import Aim, Reading

FARTHEST = 4000


@dataclass(frozen=True, slots=True)
class GoalList:
    """Goals that a text announces and lists.

    Args:
        announcement: the aim record that announces them.
        items: the words of each, from its ordinal to the next one or to the end of its paragraph.
        happening: the act of the same holder that the text told of last before the list; None where there is none.
    """

    announcement: Aim
    items: tuple[Span, ...]
    happening: Happening | None


def goal_lists(text: str, reading: Reading, happenings: Sequence[Happening]) -> tuple[GoalList, ...]:
    """Return the lists of goals of a text."""
    return tuple(_lists(text, reading, happenings))


def announces_goals(aim: Aim) -> bool:
    """Return whether an aim only announces goals: ``to achieve at least two goals``."""
    return _announcing().search(aim.content.quote) is not None


def _lists(text: str, reading: Reading, happenings: Sequence[Happening]) -> Iterator[GoalList]:
    for aim in reading.of_kind("aim"):
        if isinstance(aim, Aim) and announces_goals(aim):
            items = _items(text, aim.anchor.end)
            if len(items) > 1:
                yield GoalList(aim, items, _act_before(aim, happenings))


def _items(text: str, start: int) -> tuple[Span, ...]:
    end = min(len(text), start + FARTHEST)
    found = [match.start("word") for match in _ordinal().finditer(text, start, end)]
    out = []
    for number, first in enumerate(found):
        paragraph = re.compile(r"\n\s*\n").search(text, first)
        last = min(paragraph.start() if paragraph else len(text), end)
        if number + 1 < len(found):
            last = min(last, found[number + 1])
        out.append(Span.of(text, first, last))
    return tuple(out)


def _act_before(aim: Aim, happenings: Sequence[Happening]) -> Happening | None:
    def fits(one: Happening) -> bool:
        mine = [ref for record in one.records for ref in doers(record)]
        acted = one.record.realis == "actual" and any(same_side(holder, ref) for holder in aim.holder for ref in mine)
        return acted and one.days is not None and one.records[0].anchor.end <= aim.anchor.start

    before = [one for one in happenings if fits(one)]
    return max(before, key=lambda one: one.records[0].anchor.start, default=None)


@cache
def _announcing() -> re.Pattern[str]:
    lists = word_lists()
    numbers, nouns = ("|".join(map(re.escape, lists[name])) for name in ("numbers", "nouns"))
    return re.compile(rf"\b(?:{numbers})\s+(?:\w+\s+){{0,2}}(?:{nouns})\b", re.IGNORECASE)


@cache
def _ordinal() -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(word_lists()["ordinals"], key=len, reverse=True)))
    return re.compile(rf"(?:(?<=[.!?:;])\s+|\n\s*)(?P<word>(?:{words})\b)", re.IGNORECASE)
