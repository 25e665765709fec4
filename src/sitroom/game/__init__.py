"""A situation in; stable states with witnesses, and what would change them, out."""

from sitroom.game.case_file import read_case
from sitroom.game.drafting import draft_situation
from sitroom.game.graph import Graph, graph_words, situation_graph
from sitroom.game.graph_picture import draw_graph
from sitroom.game.intervals import PUBLISHED, IntervalRule, interval_score, published_rule
from sitroom.game.learning import Held, Learned, PastIssue, learn_intervals
from sitroom.game.loading import load_situation
from sitroom.game.paths import Step
from sitroom.game.position import Issue, PositionAnswer, Stance, solve_position
from sitroom.game.position_file import load_issue, load_past_issues, past_issue
from sitroom.game.report import Solved, solve_all
from sitroom.game.routes import Route, find_routes
from sitroom.game.signals import Signal, Signals, find_signals
from sitroom.game.situation import Aim, Branch, DecisionMaker, Occasion, Option, Preference, Rule, Situation, StatusQuo
from sitroom.game.situation_file import parse_situation, read_situation
from sitroom.game.situation_writing import write_situation
from sitroom.game.stability import CONCEPTS, Concept, Solution, solve
from sitroom.game.statements import Statement, holds, options_of, parse, render
from sitroom.game.states import StateSpace, space_of
from sitroom.game.swaps import Change, Swap, smallest_change, try_swaps
from sitroom.game.telling import LIMITS, paragraph, state_words, step_words, why, witness_words
from sitroom.game.what_if import Profile, WhatIf, cases, type_profiles, what_if
from sitroom.game.what_if_words import change_words, route_words, signal_words, signals_sentence
from sitroom.game.witness import Sanction, Witness, witness
from sitroom.game.words import changing_words, story, why_words
from sitroom.game.worth import Worth, worth_of_options

__all__ = [
    "CONCEPTS",
    "LIMITS",
    "PUBLISHED",
    "Aim",
    "Branch",
    "Change",
    "Concept",
    "DecisionMaker",
    "Graph",
    "Held",
    "IntervalRule",
    "Issue",
    "Learned",
    "Occasion",
    "Option",
    "PastIssue",
    "PositionAnswer",
    "Preference",
    "Profile",
    "Route",
    "Rule",
    "Sanction",
    "Signal",
    "Signals",
    "Situation",
    "Solution",
    "Solved",
    "Stance",
    "StateSpace",
    "Statement",
    "StatusQuo",
    "Step",
    "Swap",
    "WhatIf",
    "Witness",
    "Worth",
    "cases",
    "change_words",
    "changing_words",
    "draft_situation",
    "draw_graph",
    "find_routes",
    "find_signals",
    "graph_words",
    "holds",
    "interval_score",
    "learn_intervals",
    "load_issue",
    "load_past_issues",
    "load_situation",
    "options_of",
    "paragraph",
    "parse",
    "parse_situation",
    "past_issue",
    "published_rule",
    "read_case",
    "read_situation",
    "render",
    "route_words",
    "signal_words",
    "signals_sentence",
    "situation_graph",
    "smallest_change",
    "solve",
    "solve_all",
    "solve_position",
    "space_of",
    "state_words",
    "step_words",
    "story",
    "try_swaps",
    "type_profiles",
    "what_if",
    "why",
    "why_words",
    "witness",
    "witness_words",
    "worth_of_options",
    "write_situation",
]
