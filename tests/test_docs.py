"""The documentation holds: its examples run as printed, its links lead somewhere, and every command is in it."""

import contextlib
import doctest
import io
import re
import shlex
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from cyclopts import App

from sitroom.cli import main
from sitroom.cli.app import app

ROOT = Path(__file__).parent.parent
PAGES = sorted(
    [ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md"), *(ROOT / "src").rglob("README.md")]
)
FENCE = re.compile(r'^```(?P<kind>[a-z]+)(?: title="(?P<title>[^"]+)")?\n(?P<body>.*?)^```$', re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\((?P<target>[^)\s]+)\)")
LOOSELY = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@dataclass(frozen=True)
class Example:
    """A fenced block of a page."""

    kind: str
    title: str | None
    body: str
    line: int


@dataclass(frozen=True)
class Command:
    """One ``$ ...`` line of a console block with what is printed below it."""

    words: str
    printed: str
    line: int


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def examples_of(page: Path) -> list[Example]:
    text = page.read_text(encoding="utf-8")
    return [
        Example(found["kind"], found["title"], found["body"], text[: found.start()].count("\n") + 1)
        for found in FENCE.finditer(text)
    ]


def commands_of(example: Example) -> Iterator[Command]:
    words, printed, at = None, "", example.line
    for number, line in enumerate(example.body.splitlines(keepends=True), start=example.line + 1):
        if line.startswith("$ "):
            if words is not None:
                yield Command(words, printed, at)
            words, printed, at = line[2:].strip(), "", number
        else:
            printed += line
    if words is not None:
        yield Command(words, printed, at)


def runs(page: Path) -> bool:
    return any(one.kind in ("python", "console") or ">>> " in one.body for one in examples_of(page))


RUNNING = [page for page in PAGES if runs(page)]


# ---------------------------------------------------------------------- examples
@pytest.mark.parametrize("page", RUNNING, ids=name_of)
def test_the_examples_of_a_page_run_as_printed(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SITROOM_DESK", str(tmp_path / "desk"))
    prepare(tmp_path)
    examples = examples_of(page)
    for one in examples:
        if one.title:
            (tmp_path / one.title).write_text(one.body, encoding="utf-8")
    names: dict[str, object] = {"__name__": "__docs__"}
    for one in examples:
        if one.kind == "console":
            run_console(one, name_of(page))
        elif ">>> " in one.body:
            run_doctest(one, names, name_of(page))
        elif one.kind == "python":
            # Blank lines in front make a traceback name the line of the page.
            exec(compile("\n" * one.line + one.body, name_of(page), "exec"), names)


def run_doctest(example: Example, names: dict[str, object], page: str) -> None:
    test = doctest.DocTestParser().get_doctest(example.body, names, page, page, example.line)
    test.globs = names  # one page is one session
    told = io.StringIO()
    result = doctest.DocTestRunner(optionflags=LOOSELY).run(test, out=told.write, clear_globs=False)
    assert result.failed == 0, told.getvalue()


def run_console(example: Example, page: str) -> None:
    """Run the commands one after another; what fails must be followed by ``$ echo $?`` and its exit code."""
    commands = list(commands_of(example))
    for number, command in enumerate(commands):
        where = f"{page}, line {command.line}: $ {command.words}"
        if command.words == "echo $?":
            continue
        words = shlex.split(command.words)
        assert words[0] == "sitroom", f"{where}\nonly sitroom is run here"
        code, told = run_command(words[1:])
        after = commands[number + 1] if number + 1 < len(commands) else None
        expected = int(after.printed) if after is not None and after.words == "echo $?" else 0
        assert code == expected, f"{where}\nexit code {code}, not {expected}\n{told}"
        if command.printed.strip():
            fits = doctest.OutputChecker().check_output(command.printed, told, LOOSELY)
            assert fits, f"{where}\nprinted\n{told}\nand not\n{command.printed}"


def run_command(words: list[str]) -> tuple[int, str]:
    told = io.StringIO()
    with contextlib.redirect_stdout(told), contextlib.redirect_stderr(told), pytest.raises(SystemExit) as left:
        main(words)
    return int(left.value.code or 0), told.getvalue()


def prepare(folder: Path) -> None:
    """Put the files there that pages speak of and do not show."""
    words = "The foreign ministers of Belarus and Poland met in Warsaw on 4 March 2014."
    (folder / "reports").mkdir()
    (folder / "reports" / "one.txt").write_text(words, encoding="utf-8")
    (folder / "report.pdf").write_bytes(pdf(words))


def pdf(words: str) -> bytes:
    """Return a PDF of one page with one line of text."""
    drawn = f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    raw, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(raw))
        raw += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return raw + b"xref\n0 6\n0000000000 65535 f \n%strailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        table,
        len(raw),
    )


# ---------------------------------------------------------------------- links
@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    for found in LINK.finditer(text):
        target = found["target"]
        if "://" in target or target.startswith("mailto:"):
            continue
        path, _, anchor = target.partition("#")
        aim = (page.parent / path).resolve() if path else page
        assert aim.exists(), f"{name_of(page)} links to {target}"
        if anchor:
            assert anchor in anchors_of(aim), f"{name_of(page)} links to {target}"


def anchors_of(page: Path) -> set[str]:
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", head).strip().lower()) for head in heads}


# ---------------------------------------------------------------------- commands
def commands(here: App, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], App]]:
    """Yield every command that does something, with the words that call it."""
    for name in here:
        if name.startswith("-"):
            continue
        inner = here[name]
        if any(not one.startswith("-") for one in inner):
            yield from commands(inner, (*path, name))
        else:
            yield (*path, name), inner


ALL = list(commands(app))


def options_of(told: str) -> set[str]:
    """Return the options that a help page names; the ``--no-`` form goes with its option."""
    found = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", told))
    return {one for one in found if not one.startswith(("--no-", "--empty-"))}


@pytest.mark.parametrize(("words", "command"), ALL, ids=[" ".join(words) for words, _ in ALL])
def test_every_command_has_help_and_is_documented_with_its_options(words: tuple[str, ...], command: App) -> None:
    assert command.help.strip()
    code, told = run_command([*words, "--help"])
    assert code == 0
    assert len(told.split()) > 10, told
    reference = (ROOT / "docs" / "reference" / "command-line.md").read_text(encoding="utf-8")
    section = re.search(rf"^### `sitroom {' '.join(words)}`\n(.*?)(?=^##|\Z)", reference, re.MULTILINE | re.DOTALL)
    assert section, f"docs/reference/command-line.md has no section `sitroom {' '.join(words)}`"
    missing = {one for one in options_of(told) if f"`{one}" not in section[1]}
    assert not missing, f"{' '.join(words)}: not documented: {sorted(missing)}"


def test_nothing_is_documented_that_is_no_command() -> None:
    reference = (ROOT / "docs" / "reference" / "command-line.md").read_text(encoding="utf-8")
    documented = re.findall(r"^### `sitroom ([a-z ]+)`$", reference, re.MULTILINE)
    assert sorted(documented) == sorted(" ".join(words) for words, _ in ALL)


# ---------------------------------------------------------------------- what else the pages say
def test_the_two_commands_of_the_readme_are_targets() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"`make ([a-z]+)", readme))
    targets = set(re.findall(r"^([a-z]+):.*##", makefile, re.MULTILINE))
    assert {"brief", "test"} <= named <= targets


def test_every_problem_code_is_documented() -> None:
    code = re.compile(r'"((?:batch|desk|ledger|record|text)\.[a-z]+(?:-[a-z]+)*)"')
    source = [path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py")]
    sought = re.compile(rf"(?:Problem|Fault|Finding|Conflict|problem|unread)\(\s*{code.pattern}")
    used = {found for text in source for found in sought.findall(text)}
    page = (ROOT / "docs" / "reference" / "problems.md").read_text(encoding="utf-8")
    assert used, "no code was found in the sources: the search is wrong"
    assert not {one for one in used if f"`{one}`" not in page}


def test_the_tables_of_the_ontology_are_those_of_the_code() -> None:
    from sitroom.history import column_names
    from sitroom.record import event_types, scale_names

    ontology = (ROOT / "docs" / "reference" / "ontology.md").read_text(encoding="utf-8")
    history = (ROOT / "docs" / "reference" / "history-table.md").read_text(encoding="utf-8")
    assert not [name for name in (*event_types(), *scale_names()) if f"`{name}`" not in ontology]
    assert not [name for name in column_names() if f"`{name}`" not in history]


def test_the_examples_are_found() -> None:
    assert len(RUNNING) > 5
    assert sys.version_info >= (3, 11)
