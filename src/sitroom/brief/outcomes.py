"""Outcomes: what a situation's model says will be stable, in each way in which an occasion can end."""

from sitroom.brief.findings import Findings
from sitroom.brief.model import Line, Section


def outcomes_section(findings: Findings) -> Section | None:
    """Return a line for each branch of a solved situation; None where there is no situation."""
    lines = tuple(Line(label=one.branch, text=one.text, aside=one.aside) for one in findings.outcomes)
    if not lines:
        return None
    branches = list(dict.fromkeys(one.branch for one in findings.outcomes if one.branch))
    title = " / ".join(f"if {branch}" for branch in branches) or "what is stable"
    return Section(
        key="outcomes", title=title[:1].upper() + title[1:], intro=findings.outcomes[0].rests_on, lines=lines
    )
