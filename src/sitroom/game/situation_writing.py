"""Situations written as TOML: a line each, the same text for equal situations.

Comments of a file are not kept; what should stay belongs into ``text``, ``evidence`` or ``question``.
"""

from typing import Any

from sitroom.game import toml_words as toml
from sitroom.game.branch_patterns import pattern_table
from sitroom.game.situation import Aim, Branch, DecisionMaker, Preference, Rule, Situation
from sitroom.game.statements import Holds, Not, render


def write_situation(situation: Situation) -> str:
    """Return the TOML text of a situation; reading it gives an equal situation, and writing that the same text."""
    lines = [toml.assignment("title", situation.title)]
    for name in ("text", "evidence", "questions"):
        if getattr(situation, name):
            lines.append(toml.assignment(name, getattr(situation, name)))
    lines += ["", "[options]"]
    for option in situation.options:
        moves = {} if option.moves == "reversible" else {"moves": option.moves}
        lines.append(toml.assignment(toml.key(option.name), {"owner": option.owner, **moves, **_notes(option)}))
    if situation.status_quo or situation.infeasible:
        lines += ["", "[states]"]
    if situation.status_quo:
        notes = _notes(situation.status_quo)
        taken = list(situation.status_quo.taken)
        lines.append(toml.assignment("status_quo", {"taken": taken, **notes} if notes else taken))
    if situation.infeasible:
        lines.append(toml.assignment("infeasible", _lines(situation.infeasible)))
    lines += ["", "[aims]"]
    for maker in situation.decision_makers:
        lines += _maker_lines(situation, maker)
    for occasion in situation.occasions:
        lines += ["", f"[occasions.{toml.key(occasion.name)}]"]
        if occasion.on:
            lines.append(toml.assignment("on", occasion.on))
        lines += [toml.assignment(name, thing) for name, thing in _notes(occasion).items()]
        for branch in occasion.branches:
            lines.append(toml.assignment(f"branches.{toml.key(branch.name)}", _branch_table(branch)))
    return "\n".join(lines) + "\n"


def _notes(thing: Any) -> dict[str, object]:
    named = ((name, getattr(thing, name, None)) for name in ("text", "evidence", "question"))
    return {name: list(value) if isinstance(value, tuple) else value for name, value in named if value}


def _lines(lines: tuple[Aim, ...] | tuple[Rule, ...]) -> list[object]:
    return [
        {"statement": render(one.statement), **notes} if (notes := _notes(one)) else render(one.statement)
        for one in lines
    ]


def _maker_lines(situation: Situation, maker: DecisionMaker) -> list[str]:
    name, notes = toml.key(maker.name), _notes(maker)
    if not maker.types:
        only = _preference(situation, maker.preferences[0])
        if not notes:
            return [toml.assignment(name, only)]
        return [toml.assignment(f"{name}.{one}", thing) for one, thing in {**notes, "wants": only}.items()]
    return [
        *(toml.assignment(f"{name}.{one}", thing) for one, thing in notes.items()),
        *(
            toml.assignment(f"{name}.types.{toml.key(one.type)}", _preference(situation, one))
            for one in maker.preferences
        ),
    ]


def _preference(situation: Situation, preference: Preference) -> object:
    notes = _notes(preference)
    if preference.ranking:
        groups = [[situation.pattern(value) for value in group] for group in preference.ranking]
        return {"ranking": [group[0] if len(group) == 1 else group for group in groups], **notes}
    aims = _lines(preference.aims)
    return {"aims": aims, **notes} if notes else aims


def _branch_table(branch: Branch) -> dict[str, object]:
    table: dict[str, object] = {}
    if branch.fixes:
        table["fixes"] = [render(Holds(name) if taken else Not(Holds(name))) for name, taken in branch.fixes]
    if branch.infeasible:
        table["infeasible"] = _lines(branch.infeasible)
    if branch.aims:
        table["aims"] = {name: _lines(aims) for name, aims in branch.aims}
    if branch.pattern:
        table["pattern"] = pattern_table(branch.pattern)
    return {**table, **_notes(branch)}
