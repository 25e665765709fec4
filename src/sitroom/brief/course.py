"""The course of events: what happened when, what did not happen, and who answered whom."""

from sitroom.brief.ahead import occasions_of
from sitroom.brief.findings import Findings, Notebook, days_of, merged, start_of
from sitroom.brief.model import Line, Moment, Section, Turn
from sitroom.brief.sentences import attributed, doers, names_of, sentence_of, speaks_in_quotes
from sitroom.brief.words import capital, days_words, quoted_span, shorten
from sitroom.core import Span
from sitroom.record import Event, Link, Record, Statement

MOST_LINES = 14
MOST_NOT_HAPPENED = 6
MOST_REPLIES = 8

Told = tuple[Record, tuple[Span, ...]]


def timeline_section(findings: Findings, notes: Notebook) -> Section | None:
    """Return what happened and was said, in order of its days; what has no day stands last."""
    told = _in_order(findings, merged(findings, _happened(findings)))
    shown = _most_telling(findings, told)
    lines = tuple(_line(findings, record, spans, notes) for record, spans in shown)
    return Section(key="timeline", title="Timeline", lines=lines, more=len(told) - len(shown)) if lines else None


def not_happened_section(findings: Findings, notes: Notebook) -> Section | None:
    """Return what the text says did not happen."""
    told = _in_order(findings, merged(findings, _negated(findings)))
    lines = tuple(_line(findings, record, spans, notes, crossed=True) for record, spans in told[:MOST_NOT_HAPPENED])
    if not lines:
        return None
    return Section(key="not-happened", title="Did not happen", lines=lines, more=len(told) - len(lines))


def replies_section(findings: Findings, notes: Notebook) -> Section | None:
    """Return who answered whom, oldest answer first."""
    links = sorted(
        findings.links("replies_to"), key=lambda link: start_of(days_of(findings, findings.by_id[link.target]))
    )
    lines = tuple(_reply(findings, link, notes) for link in links[:MOST_REPLIES])
    if not lines:
        return None
    return Section(key="replies", title="Who answered whom", lines=lines, more=len(links) - len(lines))


def moments_of(findings: Findings, notes: Notebook) -> tuple[Moment, ...]:
    """Return the rows of the drawn timeline: what happened, did not happen or lies ahead, where both ends are known."""
    happened = [told for told in _in_order(findings, merged(findings, _happened(findings))) if told[0].date]
    shown = [(one, "event") for one, _ in _most_telling(findings, happened)[:MOST_LINES]]
    shown += [(one, "negated") for one, _ in merged(findings, _negated(findings))[:MOST_NOT_HAPPENED]]
    shown += [(one, "scheduled") for one in occasions_of(findings)[:MOST_NOT_HAPPENED]]
    rows = [
        Moment(days=one.date.days, text=_short(one), shape=shape, notes=notes.cite(one.anchor))
        for one, shape in shown
        if one.date and one.date.days.start and one.date.days.end
    ]
    return tuple(sorted(rows, key=lambda row: (start_of(row.days), row.days.end or start_of(row.days), row.text)))


def chains_of(findings: Findings, notes: Notebook) -> tuple[tuple[Turn, ...], ...]:
    """Return the chains of replies, oldest act first; each answer is drawn once, a branch starts at what it answers."""
    answers: dict[str, list[str]] = {}
    for link in findings.links("replies_to"):
        answers.setdefault(link.target, []).append(link.source)
    sources = {one for given in answers.values() for one in given}
    first = [one for one in answers if one not in sources] or list(answers)[:1]
    first.sort(key=lambda one: (start_of(days_of(findings, findings.by_id[one])), one))
    paths: list[list[str]] = []
    seen: set[str] = set()
    for one in first:
        _walk(one, [], answers, seen, paths)
    return tuple(tuple(_turn(findings, findings.by_id[one], notes) for one in path) for path in paths[:6])


def _walk(one: str, path: list[str], answers: dict[str, list[str]], seen: set[str], paths: list[list[str]]) -> None:
    """Follow the answers from one act on, without recursion, so that a long chain or a ring does no harm."""
    waiting = [(one, path)]
    while waiting:
        at, before = waiting.pop()
        line = [*before, at]
        seen.add(at)
        while nexts := [reply for reply in answers.get(line[-1], []) if reply not in seen]:
            seen.update(nexts)
            waiting.extend((reply, [line[-1]]) for reply in reversed(nexts[1:]))
            line.append(nexts[0])
        if len(line) > 1:
            paths.append(line)


def _turn(findings: Findings, record: Record, notes: Notebook) -> Turn:
    content = record.content if isinstance(record, Statement) and record.content else record.anchor
    if isinstance(record, Event):
        content = record.anchor
    return Turn(
        who=names_of(doers(record)),
        when=days_words(days_of(findings, record)),
        what=quoted_span(content, 90),
        notes=notes.cite(record.anchor),
    )


def _happened(findings: Findings) -> list[Record]:
    return [one for one in findings.reading.records if isinstance(one, Event | Statement) and one.realis == "actual"]


def _negated(findings: Findings) -> list[Record]:
    return [one for one in findings.reading.records if isinstance(one, Event | Statement) and one.realis == "negated"]


def _in_order(findings: Findings, told: list[Told]) -> list[Told]:
    return sorted(told, key=lambda one: (start_of(days_of(findings, one[0])), one[0].anchor.start))


def _most_telling(findings: Findings, told: list[Told]) -> list[Told]:
    """Return the lines that fit on the page: dated ones first, then linked ones, then the surest; kept in order."""
    linked = {end for link in findings.reading.links if link.kind != "same_event" for end in (link.source, link.target)}

    def weight(one: Told) -> tuple[bool, bool, bool, float]:
        record = one[0]
        return record.id in linked, days_of(findings, record) is not None, bool(doers(record)), record.confidence

    kept = {one[0].id for one in sorted(told, key=weight, reverse=True)[:MOST_LINES]}
    return [one for one in told if one[0].id in kept]


def _line(
    findings: Findings, record: Record, spans: tuple[Span, ...], notes: Notebook, *, crossed: bool = False
) -> Line:
    return Line(
        label=days_words(days_of(findings, record)),
        text=f"{sentence_of(record)}.",
        notes=notes.cite(*spans[:3]),
        is_quote=speaks_in_quotes(record),
        crossed=crossed,
    )


def _reply(findings: Findings, link: Link, notes: Notebook) -> Line:
    answer, answered = findings.by_id[link.source], findings.by_id[link.target]
    who, whom = names_of(doers(answer)), names_of(doers(answered))
    said = attributed(answer)
    told = capital(f"{said}{who}{_when(findings, answer)} answered {whom}{_when(findings, answered)}")
    spans = link.evidence or (answer.anchor,)
    return Line(text=f"{told}.", notes=notes.cite(*spans, answered.anchor))


def _when(findings: Findings, record: Record) -> str:
    days = days_of(findings, record)
    return f" ({days_words(days)})" if days else ""


def _short(record: Record) -> str:
    return shorten(sentence_of(record), 70)
