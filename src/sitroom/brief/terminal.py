"""The terminal: the first page in a narrow measure, quotes dim below their lines; the records only when asked for."""

from collections.abc import Iterable, Iterator

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from sitroom.brief.model import Brief, Judgement, Line, Section, Table
from sitroom.brief.page import NONE_FOUND, NOTHING_CHANGED, SINCE, foot_of, more_words, place_of
from sitroom.brief.words import one_line, shorten

MEASURE = 92
LABEL_WIDTH = 18


def render_terminal(brief: Brief, console: Console, *, full: bool = False) -> None:
    """Print the brief: its first page, and with ``full`` the records, with codes, and all notes below it.

    Where there was a brief on the topic before, the first page is what changed since, and ``full`` adds all the rest.
    """
    width = min(console.width, MEASURE)
    shown: set[int] = set()
    parts = [*_head(brief), *_changes(brief, shown)]
    if full or brief.since is None:
        parts += [*_bottom_line(brief), *_judgements(brief)]
        parts += [part for section in brief.sections for part in _section(brief, section, shown)]
    for part in parts:
        console.print(part, width=width)
    console.print(Text(f"\n{foot_of(brief)}", style="dim"), width=width)
    if full:
        for part in (*_records(brief), *_notes(brief)):
            console.print(part)


def _head(brief: Brief) -> Iterator[RenderableType]:
    yield Text(brief.title, style="bold")
    if brief.subtitle:
        yield Text(brief.subtitle, style="italic")
    for line in brief.written:
        yield _text(line.text, line.notes, aside=line.aside, style="dim")


def _changes(brief: Brief, shown: set[int]) -> Iterator[RenderableType]:
    if brief.since is None:
        return
    yield _heading(SINCE)
    yield Padding(_text(brief.since.text, brief.since.notes, aside=brief.since.aside, style="dim"), (0, 0, 0, 2))
    for section in brief.changes:
        yield from _section(brief, section, shown)
    if not brief.changes:
        yield Padding(Text(NOTHING_CHANGED), (0, 0, 0, 2))


def _bottom_line(brief: Brief) -> Iterator[RenderableType]:
    yield _heading("Bottom line")
    for line in brief.bottom_line:
        yield Padding(_text(line.text, line.notes), (0, 0, 0, 2))


def _judgements(brief: Brief) -> Iterator[RenderableType]:
    if not brief.has_records:
        return
    yield _heading("Key judgements")
    if not brief.judgements:
        yield Padding(Text(NONE_FOUND), (0, 0, 0, 2))
    for judgement in brief.judgements:
        yield Padding(_judgement(judgement), (0, 0, 0, 2))
    if brief.more_judgements:
        yield Padding(Text(more_words(brief.more_judgements), style="dim"), (0, 0, 0, 2))


def _judgement(judgement: Judgement) -> Grid:
    grid = Grid.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=3, no_wrap=True)
    grid.add_column(ratio=1)
    head = Text(judgement.verdict, style="bold").append(f" · {judgement.by}", style="not bold")
    grid.add_row(Text(judgement.label, style="bold"), head)
    grid.add_row("", _text(judgement.statement, judgement.notes))
    facts = Grid.grid(padding=(0, 2, 0, 0))
    facts.add_column(width=16)
    facts.add_column(ratio=1)
    for name, value in judgement.facts:
        facts.add_row(Text(name, style="dim"), Text(value))
    grid.add_row("", facts)
    return grid


def _section(brief: Brief, section: Section, shown: set[int]) -> Iterator[RenderableType]:
    yield _heading(section.title)
    if section.intro:
        yield Padding(Text(section.intro, style="dim"), (0, 0, 0, 2))
    grid = Grid.grid(padding=(0, 2, 0, 0))
    if section.labelled:
        grid.add_column(width=LABEL_WIDTH)
    grid.add_column(ratio=1)
    for line in section.lines:
        label = [Text(("✗ " if line.crossed else "") + line.label, style="bold")] if section.labelled else []
        grid.add_row(*label, _with_quote(brief, line, shown))
    yield Padding(grid, (0, 0, 0, 2))
    if section.more:
        yield Padding(Text(more_words(section.more), style="dim"), (0, 0, 0, 2))


def _with_quote(brief: Brief, line: Line, shown: set[int]) -> Text:
    """Return a line with the quotes below it that no earlier line of the page has shown."""
    text = _text(line.text, line.notes, aside=line.aside)
    fresh = [number for number in line.notes[:2] if number not in shown]
    shown.update(line.notes)
    for number in () if line.is_quote else fresh:
        text.append(f"\n[{number}] “{shorten(brief.note(number).span.quote, 150)}”", style="dim")
    return text


def _text(words: str, notes: Iterable[int], *, aside: str = "", style: str = "") -> Text:
    text = Text(words, style=style)
    for number in notes:
        text.append(f" [{number}]", style="dim")
    if aside:
        text.append(f" ({aside})", style="dim")
    return text


def _heading(title: str) -> Text:
    return Text(f"\n{title.upper()}", style="bold")


def _records(brief: Brief) -> Iterator[RenderableType]:
    yield _heading("The records in full")
    for table in brief.tables:
        yield _table(table)
    facts = Grid.grid(padding=(0, 2, 0, 0))
    for name, value in brief.facts:
        facts.add_row(Text(name, style="dim"), Text(value, overflow="fold"))
    yield facts


def _table(table: Table) -> Grid:
    grid = Grid(title=Text(table.title), title_justify="left", expand=False, header_style="bold", show_edge=False)
    for column in (*table.columns, "evidence"):
        grid.add_column(Text(column), overflow="fold")
    for row, notes in zip(table.rows, table.notes, strict=True):
        grid.add_row(*(Text(cell) for cell in row), Text(" ".join(f"[{number}]" for number in notes)))
    return grid


def _notes(brief: Brief) -> Iterator[RenderableType]:
    yield _heading("Notes")
    for note in brief.notes:
        place = place_of(brief, note)
        yield Text(f"[{note.number}] “{one_line(note.span.quote)}”{f' ({place})' if place else ''}")
