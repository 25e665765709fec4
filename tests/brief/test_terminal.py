import io
from dataclasses import replace

from rich.console import Console

from sitroom.brief import Brief, SourceText, render_terminal


def shown(brief: Brief, *, full: bool = False, width: int = 100) -> str:
    out = io.StringIO()
    render_terminal(brief, Console(file=out, width=width), full=full)
    return out.getvalue()


def test_the_first_page_has_quotes_under_its_lines_and_no_codes(brief):
    page = shown(brief)
    assert "BOTTOM LINE" in page
    assert "“she did not meet King Rupert, who was a guest in the same hotel”" in page
    assert "RURGOV" not in page
    assert "CONSULT" not in page


def test_the_records_come_only_when_asked_for(brief):
    full = shown(brief, full=True, width=220)
    assert "THE RECORDS IN FULL" in full
    assert "RURGOV" in full
    assert "record.near-name" in full


def test_a_document_cannot_steer_the_terminal(brief):
    page = shown(replace(brief, sources=(SourceText("doc", "x"),), title="[red]not markup[/red] " + brief.title))
    assert "[red]not markup[/red]" in page


def test_a_narrow_terminal_is_enough(brief):
    assert all(len(line) <= 60 for line in shown(brief, width=60).splitlines())
