"""Guards: what a match must have around it to be a date and not a name, a verb or a count."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sitroom.text.dates.lexicon import lexicon
from sitroom.text.dates.numerals import FIRST_YEAR, LAST_YEAR
from sitroom.text.dates.scanning import Scan
from sitroom.text.dates.spelled import spelled_nth, spelled_year

VERBS_TOO = frozenset({"may", "march", "mar"})
NAMES_TOO = frozenset({"april", "june", "august", "jan", "summer"})
DETERMINERS = frozenset({"the", "a", "an", "this", "that", "its", "his", "her", "their", "our", "s", "no", "any"})
YEAR_LEADS = frozenset({"and", "or", "with", "than", "year", "vs", "late", "early", "mid", "spring", "summer", "autumn", "fall", "winter", "s"})  # fmt: skip
COUNT_LEADS = frozenset(
    {"of", "for", "to", "with", "than", "over", "about", "around", "and", "or", "at", "past", "under", "on"}
)
STATES = frozenset(
    {"was", "is", "saw", "has", "had", "will", "would", "brought", "marked", "became", "may", "could", "began", "ended"}
)
SEASON_LEADS = frozenset(
    {
        "in",
        "into",
        "during",
        "by",
        "since",
        "until",
        "till",
        "through",
        "throughout",
        "before",
        "after",
        "from",
        "over",
        "for",
    }
)
NIGHT_NAMES = frozenset(
    {"black", "bloody", "good", "holy", "palm", "super", "ash", "arab", "prague", "croatian", "man", "cyber"}
)
SIGNS_BEFORE_COUNTS = frozenset("$€£¥₽#№%-–/.+*=_")


@dataclass(frozen=True, slots=True)
class Match:
    """A rule's match over a scan, from piece ``start`` to before piece ``end``, with the words of its groups."""

    scan: Scan
    start: int
    end: int
    parts: Mapping[str, str]

    @property
    def before(self) -> str:
        """The word or sign before it, in small letters."""
        return self.scan.word(self.scan.word_before(self.start))

    @property
    def after(self) -> str:
        """The word or sign after it, in small letters."""
        return self.scan.word(self.scan.word_after(self.end))

    @property
    def after_piece(self) -> str:
        """The word or sign after it as written."""
        at = self.scan.word_after(self.end)
        return self.scan.pieces[at] if at < len(self.scan.pieces) else ""

    @property
    def before_piece(self) -> str:
        """The word or sign before it as written."""
        at = self.scan.word_before(self.start)
        return self.scan.pieces[at] if at >= 0 else ""

    @property
    def lead(self) -> str:
        """The preposition before it, or an empty string."""
        return self.before if self.before in lexicon().values["lead"] else ""

    @property
    def heads_a_noun(self) -> bool:
        """Whether a word follows that this could be an adjective of."""
        return self.after_piece[:1].islower() and self.after not in lexicon().values["closed"]


def fits(guard: str, match: Match) -> bool:
    """Return whether a match passes its guard, and the one that all matches pass: not a part of a longer number or name."""
    start = match.scan.pieces[match.start]
    glued = match.scan.pieces[match.start - 1] if match.start else " "
    if start[0].isdigit() and glued in SIGNS_BEFORE_COUNTS and not _hyphen_of_a_word(match):
        return False
    if start[0].isdigit() and match.before in (
        "article",
        "section",
        "chapter",
        "page",
        "no",
        "resolution",
        "flight",
        "room",
    ):
        return False
    return not guard or GUARDS[guard](match)


def _hyphen_of_a_word(match: Match) -> bool:
    """Return whether a hyphen before digits joins them to a preposition, as in ``post-2012``."""
    return match.scan.word(match.start - 1) in "-–" and match.scan.word(match.start - 2) in (
        "post",
        "pre",
        "mid",
        "until",
        "since",
    )


def _day_alone(match: Match) -> bool:
    wanted = match.lead in ("on", "by", "until", "till", "since", "from", "before", "after") or "weekday" in match.parts
    return wanted and not match.after_piece[:1].isalpha() or (wanted and match.after in lexicon().values["closed"])


def _range(match: Match) -> bool:
    words = _between(match)
    days = [_day_number(match.parts.get(name, "")) for name in ("day", "day2")]
    same_month = "month" not in match.parts or "month2" not in match.parts
    if "day_pair" in match.parts:
        first, last = (int(part) for part in match.parts["day_pair"].replace("–", "-").replace("/", "-").split("-"))
        return first < last and "/" not in match.parts["day_pair"]
    if same_month and days[0] and days[1] and days[0] >= days[1]:
        return False
    if "and" in words:
        return match.lead == "between" or (same_month and days[0] is not None and days[0] + 1 == days[1])
    return True


def _day_number(words: str) -> int | None:
    digits = "".join(sign for sign in words if sign.isdigit())
    return int(digits) if digits else spelled_nth(words) if words else None


def _between(match: Match) -> set[str]:
    return {match.scan.word(at) for at in range(match.start, match.end)}


def _range_months(match: Match) -> bool:
    if "and" in _between(match) and match.lead != "between":
        return False
    first = match.parts["month"].lower()
    return first not in VERBS_TOO or bool(match.lead) or "-" in match.scan.text[match.scan.offsets[match.start] : match.scan.offsets[match.end]] or "year2" in match.parts  # fmt: skip


def _range_years(match: Match) -> bool:
    first, last = int(match.parts["year"]), int(match.parts["year2"])
    if not (FIRST_YEAR <= first < last <= LAST_YEAR) or match.after in lexicon().values["counted"]:
        return False
    if "and" in _between(match):
        return match.lead == "between"
    return match.lead in ("from", "between", "in", "of", "for", "during") or first >= 1800


def _month(match: Match) -> bool:
    if any(name.startswith(("year", "edge", "which")) for name in match.parts):
        return match.parts.get("edge", "").lower() != "earlier" or "year" in match.parts
    word = match.parts["month"].lower().rstrip(".")
    if word in VERBS_TOO:
        if match.before in DETERMINERS:
            return match.heads_a_noun and match.after not in ("of", "on")
        return bool(match.lead) and match.before != "to" or _month_beside(match)
    if len(word) <= 4 and word not in ("june", "july") and not match.parts["month"].endswith("."):
        return bool(match.lead)
    if word in NAMES_TOO and not match.lead:
        return not match.after_piece[:1].isupper()
    return True


def _month_beside(match: Match) -> bool:
    if match.before not in ("and", "or", "to", "through"):
        return False
    at = match.scan.word_before(match.scan.word_before(match.start))
    return match.scan.word(at) in lexicon().values["month"]


def _quarter(match: Match) -> bool:
    return (
        match.after not in ("of", "finals", "final")
        or "year" in match.parts
        or "which_year" in match.parts
        or match.parts["quarter"] != "final"
    )


def _season(match: Match) -> bool:
    if match.before in NIGHT_NAMES:
        return False
    if any(name.startswith(("year", "which", "edge", "past")) for name in match.parts):
        return match.after != "of" or "which" in match.parts
    if match.after in ("of", "below", "to", "into", "for", "back", "short", "apart") or match.lead not in SEASON_LEADS:
        return False
    the = match.scan.word(match.start) == "the"
    if match.parts["season"].lower() == "fall" and the:
        return match.lead in ("in", "during", "by")
    return the or match.lead in ("in", "during", "by", "since", "until", "through", "throughout", "before")


def _year(match: Match) -> bool:
    if any(name.startswith("edge") for name in match.parts):
        return match.after not in lexicon().values["counted"] and match.parts.get("edge", "").lower() != "end"
    if "'" in match.parts["year"] or "’" in match.parts["year"]:
        return match.lead in ("in", "of", "since", "by", "from", "until", "after", "before", "during")
    if match.after in lexicon().values["counted"] or match.after == "%":
        return False
    year = int(match.parts["year"])
    recent = 1800 <= year <= LAST_YEAR
    if match.lead:
        return not (match.before in COUNT_LEADS and _counts(match)) and not (
            match.before == "at" and match.after == "hours"
        )
    if match.before in ("(", "/") or match.after == ")":
        return recent or match.before == "("
    if match.before in YEAR_LEADS or match.before in DETERMINERS:
        return recent and not (match.before not in DETERMINERS and _counts(match))
    if recent and match.after in lexicon().values["dated"]:
        return True
    if match.before in (",", "-") and recent and match.after_piece in (",", ".", ")", ";", ""):
        return match.before == ","
    return recent and (match.after in STATES or match.after in ("'", "’"))


def _counts(match: Match) -> bool:
    """Return whether a plural in small letters follows, as it does after a count."""
    word = match.after_piece
    return word[:1].islower() and len(word) > 3 and word.endswith("s") and word not in lexicon().values["closed"]


def _spelled_year(match: Match) -> bool:
    if spelled_year(match.parts["spelled"]) is None or match.after in lexicon().values["units"]:
        return False
    told = "year" in _between(match) or any(name.startswith("edge") for name in match.parts)
    return told or (bool(match.lead) and "thousand" not in match.parts["spelled"].lower() and not _counts(match))


def _unit(match: Match) -> bool:
    unit = match.parts["unit"].lower()
    if (
        unit in ("hour", "minute")
        or match.after == "of"
        or (match.parts["unit"][:1].isupper() and match.parts["unit"][1:].islower())
    ):
        return False
    which = next((text.lower() for name, text in match.parts.items() if name.startswith("which")), "")
    if which == "following" and match.scan.word(match.start) == "following":
        return match.before in DETERMINERS or not match.heads_a_noun
    return True


def _the_unit(match: Match) -> bool:
    if match.parts["unit"][:1].isupper() or match.after in ("that", "when", "in", "before", "after", "-", "of", "to"):
        return False
    if any(name.startswith("edge") for name in match.parts):
        return True
    return match.before in (
        "for",
        "in",
        "during",
        "over",
        "of",
        "this",
        "by",
        "throughout",
        "since",
        "earlier",
        "later",
        "on",
        "at",
    )


def _weekday(match: Match) -> bool:
    word = match.parts["weekday"].lower()
    if match.after in lexicon().values["newspaper"] and match.after_piece[:1].isupper():
        return False
    if match.before in NIGHT_NAMES and match.before_piece[:1].isupper():
        return False
    if len(word.rstrip(".")) <= 5 and not word.endswith("day"):
        return (
            word.endswith(".")
            and match.parts["weekday"] not in ("Sun.", "Sat.")
            or match.lead in ("on", "since", "by", "until")
        )
    return True


def _duration(match: Match) -> bool:
    unit, before = match.parts["unit"].lower(), match.before
    if match.parts["unit"][0].isupper() and match.parts["unit"][1:].islower():
        return False
    if before in SIGNS_BEFORE_COUNTS and match.scan.signs[match.start - 1] != " " and before not in "-–":
        return False
    if unit.startswith("quarter"):
        return unit == "quarters" and match.after != "of" and bool(match.lead)
    if match.parts.get("count", "").lower() in ("some", "many", "a few") and unit not in lexicon().values["units"]:
        return False
    return not (match.parts.get("count", "").lower() == "number" or before in ("'", "’"))


def _bare_units(match: Match) -> bool:
    if match.before in DETERMINERS and match.before != "s":
        return False
    if match.before in (
        "and",
        "or",
        "take",
        "took",
        "taken",
        "takes",
        "spent",
        "spend",
        "lasted",
        "last",
        "only",
        "just",
        "-",
    ):
        return match.after not in ("of",) or match.before != "-"
    return bool(match.lead) or match.after in ("of", "after", "before") or match.before in (".", "\n", "")


def _vague(match: Match) -> bool:
    word = match.parts["vague"].lower()
    if word == "soon":
        return match.before not in ("as", "so", "too", "how", "very") and match.after != "as"
    if word == "present":
        return match.before == "at" and not match.heads_a_noun
    if word == "current":
        return match.heads_a_noun and match.after not in ("account", "affairs", "accounts")
    return True


def _noun(match: Match) -> bool:
    word = match.parts["vague"].lower()
    if word == "moment":
        return match.before in ("at", "for") and match.after not in ("of", "when", "that", "in")
    if match.after_piece[:1].isupper() and match.after not in lexicon().values["closed"]:
        return word == "future"
    return match.after not in ("of", "tense", "-") and not match.heads_a_noun


def _clock(match: Match) -> bool:
    clock = match.parts["clock"]
    if not clock[:1].isdigit() or not clock.replace(":", "").isdigit() or len(match.parts) > 1:
        return True
    words = _between(match)
    zoned = any(word in lexicon().values["zone"] or word == "hours" for word in words)
    return zoned or match.lead in (
        "at",
        "by",
        "until",
        "till",
        "around",
        "from",
        "before",
        "after",
        "since",
        "about",
        "between",
    )


def _decade(match: Match) -> bool:
    """Return whether it is no age ("in his 30s"): two bare digits need an article or an edge."""
    words = match.parts["decade"]
    if words[0].isdigit() and len(words) > 3:
        return True
    return match.before not in DETERMINERS and ("the" in _between(match) or not words[0].isdigit())


def _frequency(match: Match) -> bool:
    """Return whether it is no newspaper ("the party daily Pravda", "the Daily Star")."""
    return not match.after_piece[:1].isupper() and not match.after_piece[:1].isdigit()


def _part_alone(match: Match) -> bool:
    return match.parts["edge"].lower() in ("early", "mid", "late") and not (
        match.heads_a_noun and len(match.parts) == 2
    )


def _always(_match: Match) -> bool:
    return True


GUARDS: dict[str, Callable[[Match], bool]] = {
    "day-alone": _day_alone,
    "range": _range,
    "range-months": _range_months,
    "range-years": _range_years,
    "month": _month,
    "quarter": _quarter,
    "season": _season,
    "year": _year,
    "spelled-year": _spelled_year,
    "with-edge": _always,
    "unit": _unit,
    "the-unit": _the_unit,
    "turn": lambda match: match.parts["edge_noun"].lower() == "turn",
    "ends-here": lambda match: (
        not match.after_piece[:1].isalnum() or match.after in ("and", "but", "when", "as", "that")
    ),
    "weekday": _weekday,
    "duration": _duration,
    "unit-long": _always,
    "bare-units": _bare_units,
    "decade": _decade,
    "frequency": _frequency,
    "part-alone": _part_alone,
    "vague": _vague,
    "noun": _noun,
    "clock": _clock,
}
