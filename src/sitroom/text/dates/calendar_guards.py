"""Guards of the calendar: a day, a month, a year or a season, and no name, verb or count."""

from sitroom.text.dates.contexts import DETERMINERS, NAMED_TIMES, Match, words
from sitroom.text.dates.lexicon import lexicon
from sitroom.text.dates.numerals import FIRST_YEAR, LAST_YEAR
from sitroom.text.dates.spelled import spelled_nth, spelled_year

VERBS_TOO = words("may march mar")
NAMES_TOO = words("april june august jan summer")
YEAR_LEADS = words("and or with than year vs late early mid spring summer autumn fall winter s")
COUNT_LEADS = words("of for to with than over about around and or at past under on")
STATES = words("was is saw has had will would brought marked became may could began ended")
SEASON_LEADS = words("in into during by since until till through throughout before after from over for")
DAY_LEADS = words("on by until till since from before after")


def day_alone(match: Match) -> bool:
    """Return whether "the 21st" stands after a preposition of days and before no noun ("the 21st Congress")."""
    if match.lead not in DAY_LEADS and "weekday" not in match.parts:
        return False
    return not match.after_piece[:1].isalpha() or match.after in lexicon().values["closed"]


def day_range(match: Match) -> bool:
    """Return whether the days run upwards; "and" joins them only after "between", or where they follow each other."""
    days = [_day_number(match.parts.get(name, "")) for name in ("day", "day2")]
    same_month = "month" not in match.parts or "month2" not in match.parts
    if "day_pair" in match.parts:
        first, last = (int(part) for part in match.parts["day_pair"].replace("–", "-").replace("/", "-").split("-"))
        return first < last and "/" not in match.parts["day_pair"]
    if same_month and days[0] and days[1] and days[0] >= days[1]:
        return False
    if "and" in match.inside:
        return match.lead == "between" or (same_month and days[0] is not None and days[0] + 1 == days[1])
    return True


def _day_number(written: str) -> int | None:
    digits = "".join(sign for sign in written if sign.isdecimal())
    return int(digits) if digits else spelled_nth(written)


def range_months(match: Match) -> bool:
    """Return whether two months are the ends of a range; "and" needs "between", and May and March need a sign."""
    if "and" in match.inside and match.lead != "between":
        return False
    told = bool(match.lead) or "-" in match.inside or "–" in match.inside or "year2" in match.parts
    return told or match.parts["month"].lower() not in VERBS_TOO


def range_years(match: Match) -> bool:
    """Return whether two years run upwards and count nothing."""
    first, last = int(match.parts["year"]), int(match.parts["year2"])
    if not (FIRST_YEAR <= first < last <= LAST_YEAR) or match.is_counted:
        return False
    if "and" in match.inside:
        return match.lead == "between"
    return match.lead in ("from", "between", "in", "of", "for", "during") or first >= 1800


def month(match: Match) -> bool:
    """Return whether a bare month is no verb (may, march) and no person (April, August)."""
    if match.has("year", "edge", "which"):
        return match.parts.get("edge", "").lower() != "earlier" or "year" in match.parts
    word = match.parts["month"].lower().rstrip(".")
    if match.before in NAMED_TIMES and match.before_piece[:1].isupper():
        return False
    if word in VERBS_TOO:
        if match.before in DETERMINERS:
            return match.heads_a_noun and match.after not in ("of", "on")
        return (bool(match.lead) and match.before != "to") or match.before == "as" or _month_beside(match)
    if len(word) <= 4 and word not in ("june", "july") and not match.parts["month"].endswith("."):
        return bool(match.lead)
    if word in NAMES_TOO and not match.lead:
        return not match.after_piece[:1].isupper()
    return True


def _month_beside(match: Match) -> bool:
    if match.before not in ("and", "or", "to", "through"):
        return False
    word = match.scan.word(match.scan.word_before(match.scan.word_before(match.start)))
    return word in lexicon().values["month"] or _year_beside(match)


def quarter(match: Match) -> bool:
    """Return whether "final quarter" names the quarter of some year."""
    return match.has("year", "which_year") or match.parts["quarter"].lower() != "final"


def season(match: Match) -> bool:
    """Return whether a season without a year is no fall, no spring of hope and no Prague Spring."""
    if match.before in NAMED_TIMES:
        return False
    if match.has("year", "which", "edge", "past"):
        return match.after != "of" or "which" in match.parts
    if match.after in ("of", "below", "to", "into", "for", "back", "short", "apart") or match.lead not in SEASON_LEADS:
        return False
    the = match.scan.word(match.start) == "the"
    if match.parts["season"].lower() == "fall" and the:
        return match.lead in ("in", "during", "by")
    return the or match.lead in ("in", "during", "by", "since", "until", "through", "throughout", "before")


def year(match: Match) -> bool:
    """Return whether a number is a year: a preposition, brackets, a noun or a verb of years beside it, and no count."""
    if match.has("edge"):
        loose_end = match.parts.get("edge", "").lower() == "end" and not match.lead and "-" not in match.inside
        return not match.is_counted and not loose_end
    if "'" in match.parts["year"] or "’" in match.parts["year"]:
        return match.lead in ("in", "of", "since", "by", "from", "until", "after", "before", "during")
    if match.is_counted:
        return False
    recent = 1800 <= int(match.parts["year"]) <= LAST_YEAR
    if match.lead:
        return not (match.before in COUNT_LEADS and match.counts)
    if match.before in ("(", "/") or match.after == ")":
        return recent or match.before == "("
    if match.before in YEAR_LEADS or match.before in DETERMINERS:
        return recent and not (match.before not in DETERMINERS and match.counts)
    if recent and (match.after in lexicon().values["dated"] or (match.before == "," and _year_beside(match))):
        return True
    if match.before in (",", "-") and recent and match.after_piece in (",", ".", ")", ";", ""):
        return match.before == ","
    return recent and (match.after in STATES or match.after in ("'", "’"))


def _year_beside(match: Match) -> bool:
    """Return whether another number of four digits stands before the word or sign before: "2010, 2011"."""
    word = match.scan.word(match.scan.word_before(match.scan.word_before(match.start)))
    return len(word) == 4 and word.isdecimal()


def spelled_year_guard(match: Match) -> bool:
    """Return whether the words name a year, which "two thousand" alone does not."""
    if spelled_year(match.parts["spelled"]) is None or match.after in lexicon().values["units"]:
        return False
    told = "year" in match.inside or match.has("edge")
    return told or (bool(match.lead) and "thousand" not in match.parts["spelled"].lower() and not match.counts)


def weekday(match: Match) -> bool:
    """Return whether it is no Sunday Times and no Good Friday, and whether a short form (Sun, Sat) is dotted or led."""
    word = match.parts["weekday"].lower()
    if match.after in lexicon().values["newspaper"] and match.after_piece[:1].isupper():
        return False
    if match.before in NAMED_TIMES and match.before_piece[:1].isupper():
        return False
    if len(word.rstrip(".")) <= 5 and not word.endswith("day"):
        dotted = word.endswith(".") and word not in ("sun.", "sat.")
        return dotted or match.lead in ("on", "since", "by", "until")
    return True


def decade(match: Match) -> bool:
    """Return whether it is no age ("in his 30s"): two bare digits need an article or an edge."""
    written = match.parts["decade"]
    if written[0].isdigit() and len(written) > 3:
        return True
    return match.before not in DETERMINERS and ("the" in match.inside or not written[0].isdigit())
