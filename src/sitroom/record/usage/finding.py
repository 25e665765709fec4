"""Findings: a place where a draft breaks a rule of usage, and the table of rules."""

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from sitroom.core import Span
from sitroom.record.tables import read_rows

Severity = Literal["breach", "advice"]


@dataclass(frozen=True, slots=True)
class UsageRule:
    """A rule of usage.

    Args:
        code: stable and greppable.
        severity: ``breach`` where the directive says must, or where a term contradicts itself; else ``advice``.
        title: what is wrong, in a few words.
        why: one sentence.
        instead: what to write; empty where that depends on the words.
        source: the section of the directive.
    """

    code: str
    severity: Severity
    title: str
    why: str
    instead: str
    source: str


@dataclass(frozen=True, slots=True)
class UsageFinding:
    """A place where a draft breaks a rule.

    Args:
        rule: which.
        where: the exact words.
        line: the line of the text on which they begin, from 1.
        instead: what to write.
    """

    rule: UsageRule
    where: Span
    line: int
    instead: str

    @property
    def is_breach(self) -> bool:
        """Whether the rule is one that a product must keep."""
        return self.rule.severity == "breach"

    def to_json(self) -> dict[str, object]:
        """Return ``{code, severity, title, where, line, why, instead, source}``."""
        return {
            "code": self.rule.code,
            "severity": self.rule.severity,
            "title": self.rule.title,
            "where": self.where.to_json(),
            "line": self.line,
            "why": self.rule.why,
            "instead": self.instead,
            "source": self.rule.source,
        }


@cache
def usage_rules() -> dict[str, UsageRule]:
    """Return the rules by their codes, in the order of the table."""
    return {
        row["code"]: UsageRule(
            row["code"], cast("Severity", row["severity"]), row["title"], row["why"], row["instead"], row["source"]
        )
        for row in read_rows("usage/rules.csv")
    }
