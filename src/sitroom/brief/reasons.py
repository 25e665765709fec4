"""Why the author thinks so: the chains of reasons that end in a judgement, premise first."""

from sitroom.brief.findings import Findings, Notebook, days_of
from sitroom.brief.model import Judgement, Line, Section
from sitroom.brief.sentences import sentence_of, speaks_in_quotes
from sitroom.brief.words import clause, days_words, quoted
from sitroom.record import Estimate, Link, Record

MOST_CHAINS = 4
MOST_STEPS = 6


def reasons_section(findings: Findings, notes: Notebook, judgements: tuple[Judgement, ...]) -> Section | None:
    """Return the reasons that the text gives for its judgements, in order; a ring of reasons is cut where it closes."""
    links = findings.links("reason_for")
    premises: dict[str, list[Link]] = {}
    for link in links:
        premises.setdefault(link.target, []).append(link)
    givers = {link.source for link in links}
    ends = [one for one in premises if one not in givers] or list(premises)[:1]
    ends.sort(key=lambda one: (findings.by_id[one].kind != "estimate", findings.by_id[one].anchor.start))
    lines: list[Line] = []
    for end in ends[:MOST_CHAINS]:
        lines += _chain(findings, notes, end, premises, judgements)
    if not lines:
        return None
    return Section(
        key="reasons", title="Why the author thinks so", lines=tuple(lines), more=max(0, len(ends) - MOST_CHAINS)
    )


def _chain(
    findings: Findings, notes: Notebook, end: str, premises: dict[str, list[Link]], judgements: tuple[Judgement, ...]
) -> list[Line]:
    """Return the lines of one chain: its premises from the deepest on, then what they are given for."""
    order: list[str] = []
    seen, level = {end}, [end]
    while level:
        above = [link for one in level for link in premises.get(one, []) if link.source not in seen]
        level = list(dict.fromkeys(link.source for link in above))
        seen.update(level)
        order[:0] = sorted(level, key=lambda one: findings.by_id[one].anchor.start)
    steps = order[-MOST_STEPS:]
    lines = [_premise(findings, findings.by_id[one], notes, number) for number, one in enumerate(steps)]
    record = findings.by_id[end]
    cited = notes.cite(*[span for link in premises[end] for span in link.evidence][:2], record.anchor)
    return [*lines, Line(label="therefore", text=f"{_judged(record, cited, judgements)}.", notes=cited, is_quote=True)]


def _premise(findings: Findings, record: Record, notes: Notebook, number: int) -> Line:
    days = days_of(findings, record) if record.kind in ("event", "statement", "occasion") else None
    when = f", {days_words(days)}" if days else ""
    return Line(
        label="and" if number else "since",
        text=f"{sentence_of(record)}{when}.",
        notes=notes.cite(record.anchor),
        is_quote=speaks_in_quotes(record),
    )


def _judged(record: Record, cited: tuple[int, ...], judgements: tuple[Judgement, ...]) -> str:
    if not isinstance(record, Estimate):
        return sentence_of(record)
    label = next((one.label for one in judgements if set(one.notes) & set(cited)), "")
    return (
        f"{label}: {quoted(clause(record.content.quote), 90)}" if label else quoted(clause(record.content.quote), 110)
    )
