"""Rival explanations of an act against the evidence, and what a text takes for granted; pure, from a reading."""

from sitroom.brief.rivals.apart import unseparated_words, worth_looking_for, would_tell_apart
from sitroom.brief.rivals.assumptions import Assumption, assumptions_of, mixed, situation_assumption
from sitroom.brief.rivals.candidates import explanations_of, told_of, worth_explaining
from sitroom.brief.rivals.grounds import Ground, Told
from sitroom.brief.rivals.happenings import Happening
from sitroom.brief.rivals.marking import Usual, rules, weighed
from sitroom.brief.rivals.matrix import BASE_RATE, MARKS, PROPOSED, Evidence, Explanation, Mark, Marking, Matrix
from sitroom.brief.rivals.verdicts import State, Verdict, last_verdicts, struck_explanations, struck_of

__all__ = [
    "BASE_RATE", "MARKS", "PROPOSED", "Assumption", "Evidence", "Explanation", "Ground", "Happening", "Mark", "Marking",
    "Matrix", "State", "Told", "Usual", "Verdict", "assumptions_of", "explanations_of", "last_verdicts", "mixed",
    "rules", "situation_assumption", "struck_explanations", "struck_of", "told_of", "unseparated_words", "weighed",
    "worth_explaining", "worth_looking_for", "would_tell_apart",
]  # fmt: skip
