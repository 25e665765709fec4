"""Accepts or refuses a witness by the definitions, over explicit sets; nothing is shared with the solver or the search."""

from sitroom.game.witness import Sanction, Witness
from tests.game.oracle import Model, Oracle, State


def check_witness(oracle: Oracle, given: Witness) -> str:
    """Return what is wrong with a witness; empty where it is accepted."""
    here = state_of(oracle.model, given.state)
    who = given.decision_maker
    better = oracle.improving[who][here]
    if given.stable:
        if {state_of(oracle.model, one.improvement.after) for one in given.sanctions} != better:
            return "not exactly the improvements are answered"
        if len(given.sanctions) != len(better):
            return "an improvement is answered twice"
        return next((wrong for one in given.sanctions if (wrong := _sanction(oracle, given, one))), "")
    if given.improvement is None or given.sanctions:
        return "an unstable state has one improvement and no sanctions"
    step = given.improvement
    after = state_of(oracle.model, step.after)
    if step.decision_maker != who or step.before != given.state or after not in better:
        return "the improvement is none"
    if oracle.sanctioned(who, given.concept, here, after):
        return "the improvement can be answered"
    if given.escaped is not None:
        if wrong := _answers(oracle, given, given.escaped):
            return wrong
        counter = given.escaped.countermove
        if counter is None or counter.before != given.escaped.end:
            return "no countermove escapes"
        last = state_of(oracle.model, counter.after)
        if last not in oracle.moves[who][state_of(oracle.model, counter.before)]:
            return "the countermove is not legal"
        if oracle.up(who, last) <= oracle.up(who, here):
            return "the countermove does not escape"
    return ""


def _sanction(oracle: Oracle, given: Witness, one: Sanction) -> str:
    if wrong := _answers(oracle, given, one):
        return wrong
    if given.concept == "Nash":
        return "Nash knows no sanctions"
    who, here = given.decision_maker, state_of(oracle.model, given.state)
    if given.concept != "SMR":
        return ""
    counters = oracle.moves[who][state_of(oracle.model, one.end)]
    if any(oracle.up(who, last) > oracle.up(who, here) for last in counters):
        return "a countermove escapes"
    if (one.countermove is None) != (not counters):
        return "the countermove is missing, or there is none"
    if one.countermove is not None:
        best = max(oracle.up(who, last) for last in counters)
        if oracle.up(who, state_of(oracle.model, one.countermove.after)) != best:
            return "not the best countermove"
    return ""


def _answers(oracle: Oracle, given: Witness, one: Sanction) -> str:
    who, here = given.decision_maker, state_of(oracle.model, given.state)
    if one.improvement.before != given.state or one.improvement.decision_maker != who or not one.answers:
        return "nothing answers a move from here"
    place, last = state_of(oracle.model, one.improvement.after), ""
    for step in one.answers:
        before, after = state_of(oracle.model, step.before), state_of(oracle.model, step.after)
        if before != place or step.decision_maker in (who, last):
            return "the answers do not follow one another"
        table = oracle.improving if given.concept == "SEQ" else oracle.moves
        if after not in table[step.decision_maker][before]:
            return "an answer is not legal"
        place, last = after, step.decision_maker
    if place != state_of(oracle.model, one.end) or oracle.up(who, place) > oracle.up(who, here):
        return "the end does not hurt"
    return ""


def state_of(model: Model, value: int) -> State:
    return tuple(bool(value >> k & 1) for k in range(len(model.moves)))
