"""Decision makers of a draft: each with its aims in text order, and with questions where the text is silent."""

from dataclasses import dataclass, replace

from sitroom import record as read
from sitroom.game.draft_options import AIMED_AT, Draft, Drawn
from sitroom.game.draft_words import act_of, one_line, quoted, stems_of
from sitroom.game.situation import Aim, DecisionMaker, Option, Preference
from sitroom.game.statements import Holds, Not, Statement

PAST = frozenset({"had to", "was", "were"})
MOST_OPEN = 12

Kept = list[tuple[Drawn, Option]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """An aim with the option that it speaks of, or none; ``linked`` where only shared words tie the two."""

    aim: read.Aim
    option: Drawn | None
    linked: bool = False


def draw_aims(reading: read.Reading, draft: Draft) -> dict[str, list[Wanted]]:
    """Return the aims of each decision maker in text order, and draw options from those that name an act."""
    found: dict[str, list[Wanted]] = {}
    verbs = set()
    for record in reading.of_kind("aim"):
        if not isinstance(record, read.Aim):
            continue
        words = record.content.quote
        act = "" if record.cue.quote.lower() in PAST else act_of(words, is_act=record.cue in verbs)
        if words.lower().startswith("to "):  # what follows by "and" begins with a verb too
            verbs.add(record.cue)
        for owner in draft.parties.names(record.holder):
            found.setdefault(owner, []).append(_wanted(owner, act, record, draft))
    return found


def draft_maker(name: str, wanted: list[Wanted], kept: Kept, *, known: bool, others: tuple[str, ...]) -> DecisionMaker:
    """Return a decision maker with the aims that speak of its options; the others are asked about.

    Args:
        name: of the decision maker.
        wanted: its aims in the order of the text.
        kept: the options of the draft.
        known: whether a table knows the name.
        others: the names of all decision makers, to offer one where this one is not known.
    """
    aims: dict[Statement, Aim] = {}
    open_: list[str] = []
    for one in wanted:
        option = next((option for drawn, option in kept if drawn is one.option), None)
        if option is None:
            open_.append(quoted(one.aim.content, one.aim.id))
            continue
        aim = _aim(one, option)
        before = aims.get(aim.statement)
        aims[aim.statement] = _joined(before, aim) if before else aim
    order = "the aims stand in the order of the text; which matters most?" if len(aims) > 1 else ""
    nothing = "" if aims else "the text gives no aim of theirs about any option; what do they want?"
    owns = any(drawn.owner == name for drawn, _ in kept)
    asked = (
        "" if known else f"no table knows the name; who is it?{_perhaps(name, others)}",
        "" if owns else "what can they do? The text names no act of theirs",
        f"which options serve {'; '.join(open_[:MOST_OPEN])}?" if open_ else "",
    )
    return DecisionMaker(
        name,
        (Preference(tuple(aims.values()), question=order or nothing),),
        evidence=tuple(dict.fromkeys(one.aim.id for one in wanted)),
        question="; ".join(part for part in asked if part),
    )


def _wanted(owner: str, act: str, aim: read.Aim, draft: Draft) -> Wanted:
    if act:
        return Wanted(aim, draft.take(owner, act, aim, rank=2, question=AIMED_AT))
    stems = stems_of([aim.cue.quote, aim.content.quote])
    near = [one for one in draft.drawn if one.owner == owner and len(one.stems & stems) >= 2]
    best = max(near, key=lambda one: len(one.stems & stems), default=None)
    return Wanted(aim, best, linked=best is not None)


def _aim(one: Wanted, option: Option) -> Aim:
    statement: Statement = Holds(option.name)
    if one.aim.realis == "negated":
        statement = Not(statement)
    said = one_line(one.aim.content.quote)
    asked = f"the text does not say that this serves the aim “{said}”; does it?" if one.linked else ""
    return Aim(statement, text=one_line(one.aim.anchor.quote), evidence=(one.aim.id,), question=asked)


def _joined(before: Aim, aim: Aim) -> Aim:
    asked = "; ".join(dict.fromkeys(one.question for one in (before, aim) if one.question))
    return replace(before, evidence=tuple(dict.fromkeys((*before.evidence, *aim.evidence))), question=asked)


def _perhaps(name: str, others: tuple[str, ...]) -> str:
    near = [other for other in others if other != name and name in other.split()]
    return f" Perhaps {' or '.join(near)}" if near else ""
