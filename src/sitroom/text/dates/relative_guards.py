"""Guards of what is counted or vague: units, durations, sets, clocks, "the future"."""

from sitroom.text.dates.contexts import DETERMINERS, Match, words
from sitroom.text.dates.lexicon import lexicon

UNIT_LEADS = words("for in during over of this by throughout since earlier later on at")
ENDINGS = words("is are ends closes runs")
CLOCK_LEADS = words("at by until till around from before after since about between")
BEFORE_BARE_UNITS = words("and or take took taken takes spent spend lasted last only just -")


def unit(match: Match) -> bool:
    """Return whether a unit is seen from somewhere and is no name ("this Week") and no part ("that day of")."""
    if match.parts["unit"].lower() in ("hour", "minute") or match.after == "of" or _is_name(match):
        return False
    which = next((text.lower() for name, text in match.parts.items() if name.startswith("which")), "")
    if which == "following" and match.scan.word(match.start) == "following":
        return match.before in DETERMINERS or not match.heads_a_noun
    return True


def the_unit(match: Match) -> bool:
    """Return whether "the year" is a time, not a thing ("Man of the Year", "the year that")."""
    if match.parts["unit"][:1].isupper() or match.after in ("that", "when", "in", "before", "after", "-", "of", "to"):
        return False
    if match.has("edge") or match.before == "within":
        return True
    if match.before in ("before", "until", "till"):
        return match.after in ENDINGS
    return match.before in UNIT_LEADS


def duration(match: Match) -> bool:
    """Return whether a count of units is a length of time: no Six-Day War, no three quarters of the votes."""
    named, count = match.parts["unit"].lower(), match.parts.get("count", "").lower()
    if _is_name(match):
        return False
    if named.startswith("quarter"):
        return named == "quarters" and match.after != "of" and bool(match.lead)
    return count not in ("some", "many") or named in lexicon().values["units"]


def _is_name(match: Match) -> bool:
    return match.parts["unit"].istitle()


def bare_units(match: Match) -> bool:
    """Return whether units without a number stand where a length would: "for years", "months of talks"."""
    if match.before in DETERMINERS and match.before != "s":
        return False
    if match.before in BEFORE_BARE_UNITS:
        return match.after != "of" or match.before != "-"
    return bool(match.lead) or match.after in ("of", "after", "before") or match.before in (".", "\n", "")


def vague(match: Match) -> bool:
    """Return whether "soon", "present" and "current" speak of time."""
    word = match.parts["vague"].lower()
    if word == "soon":
        return match.before not in ("as", "so", "too", "how", "very") and match.after != "as"
    if word == "present":
        return match.before == "at"
    if word == "current":
        return match.heads_a_noun and match.after not in ("account", "affairs", "accounts")
    return True


def noun(match: Match) -> bool:
    """Return whether "the past" and "the future" stand for themselves: no adjective, and the future of nothing."""
    word = match.parts["vague"].lower()
    if word == "moment":
        return match.before in ("at", "for") and match.after not in ("of", "when", "that", "in")
    if match.after_piece[:1].isupper() and match.after not in lexicon().values["closed"]:
        return word == "future"
    return match.after not in ("of", "tense", "-") and not match.heads_a_noun


def clock(match: Match) -> bool:
    """Return whether a bare HH:MM has a preposition or a zone."""
    if len(match.parts) > 1 or not match.parts["clock"].replace(":", "").isdecimal():
        return True
    zones = lexicon().values["zone"].keys() | {"hours"}
    return not zones.isdisjoint(match.inside) or match.lead in CLOCK_LEADS


def frequency(match: Match) -> bool:
    """Return whether it is no newspaper ("the party daily Pravda", "the Daily Star")."""
    return not match.after_piece[:1].isupper() and not match.after_piece[:1].isdigit()


def part_alone(match: Match) -> bool:
    """Return whether "mid afternoon" stands for itself."""
    alone = len(match.parts) > 2 or not match.heads_a_noun
    return alone and match.parts["edge"].lower() in ("early", "mid", "late")


def turn(match: Match) -> bool:
    """Return whether it is "the turn of the year", not its end."""
    return match.parts["edge_noun"].lower() == "turn"


def ends_here(match: Match) -> bool:
    """Return whether nothing follows that "the day before" could be before."""
    return not match.after_piece[:1].isalnum() or match.after in ("and", "but", "when", "as", "that")
