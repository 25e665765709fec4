"""Confidence in the evidence: how far the text's reports can be relied on, by a stated rule; no word of likelihood."""

from dataclasses import dataclass

from sitroom.brief.findings import Findings
from sitroom.brief.headline import named_sources
from sitroom.brief.model import Line, Section
from sitroom.brief.words import capital, counted

RULE = (
    "Rule: low where no source is named, or where fewer than one report in three has one; "
    "moderate from one in three on; high takes texts known to be independent of each other, which no page can tell."
)


@dataclass(frozen=True, slots=True)
class Grounds:
    """What the rule looks at: reports (events and statements), how many have a named source, and inferred motives."""

    reports: int
    sourced: int
    motives: int
    inferred: int

    @property
    def level(self) -> str:
        """``low`` or ``moderate``; texts not known to be independent are never ``high``."""
        return "moderate" if self.reports and 3 * self.sourced >= self.reports else "low"


def grounds_of(findings: Findings) -> Grounds:
    """Return what the rule looks at."""
    reading = findings.reading
    reports = [*reading.of_kind("event"), *reading.of_kind("statement")]
    aims = reading.of_kind("aim")
    sourced = [one for one in reports if any(who != "author" for who in one.asserted_by)]
    inferred = [one for one in aims if all(who == "author" for who in one.asserted_by)]
    return Grounds(len(reports), len(sourced), len(aims), len(inferred))


def evidence_section(findings: Findings) -> Section | None:
    """Return the confidence in the evidence with its reasons, or None where nothing was read."""
    if not findings.reading.records:
        return None
    grounds = grounds_of(findings)
    named = len(named_sources(findings))
    texts = len(findings.texts)
    reasons = ["One text." if texts == 1 else f"{texts} texts; whether they know of each other is not told."]
    if grounds.reports:
        without = f"{counted(grounds.reports, 'report')}, {_share(grounds.sourced)} with a named source"
        reasons.append(f"{capital(without)}{f' ({named} named)' if named > 1 else ''}.")
    if grounds.motives:
        who = "the author" if texts == 1 else "their authors"
        reasons.append(f"{capital(counted(grounds.motives, 'aim'))}, {_share(grounds.inferred)} inferred by {who}.")
    text = f"{capital(grounds.level)}. {' '.join(reasons)}"
    return Section(key="evidence", title="Confidence in the evidence", lines=(Line(text=text, aside=RULE),))


def _share(number: int) -> str:
    return str(number) if number else "none"
