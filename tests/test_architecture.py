"""The house: light imports, a README in every room, short files, locked requirements, and the data beside the code."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "sitroom"
HEAVY = ("spacy", "numpy", "duckdb", "pyarrow", "pandas", "trafilatura", "jinja2", "apsw")
ROOMS = sorted(path.parent for path in SOURCE.glob("*/__init__.py"))
MODULES = sorted(SOURCE.rglob("*.py"))


@pytest.mark.parametrize("module", ["sitroom", "sitroom.cli"])
def test_importing_stays_light(module: str) -> None:
    code = f"import sys, {module}; print(*[name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert (done.stdout.split(), done.stderr) == ([], "")


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_every_room_says_what_it_is_for(room: Path) -> None:
    readme = room / "README.md"
    assert readme.is_file()
    assert len(readme.read_text(encoding="utf-8").splitlines()) > 5


def test_no_file_is_longer_than_400_lines() -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {name: length for name, length in lengths.items() if length > 400} == {}


def test_every_module_says_what_it_is() -> None:
    bare = [path for path in MODULES if not path.read_text(encoding="utf-8").lstrip().startswith('"""')]
    assert [str(path.relative_to(ROOT)) for path in bare] == []


def test_nothing_is_left_to_do() -> None:
    marks = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME)\b")
    here = [*MODULES, *SOURCE.rglob("*.toml"), *SOURCE.rglob("*.md"), *(ROOT / "tests").rglob("*.py")]
    found = [path for path in here if path != Path(__file__) and marks.search(path.read_text(encoding="utf-8"))]
    assert [str(path.relative_to(ROOT)) for path in found] == []


def test_every_ignore_names_its_code() -> None:
    bare = re.compile(r"#\s*(?:type:\s*ignore(?!\[)|noqa(?!:))")
    found = [path for path in MODULES if bare.search(path.read_text(encoding="utf-8"))]
    assert [str(path.relative_to(ROOT)) for path in found] == []


def test_requirements_are_locked_by_hash_and_name_no_address() -> None:
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    requirements = [one for one in re.split(r"(?<!\\)\n", text) if one.strip() and not one.startswith("#")]
    assert len(requirements) > 20
    assert [one.split()[0] for one in requirements if "==" not in one.split()[0] or "--hash=sha256:" not in one] == []
    assert re.search(r"://|--(?:extra-)?index|--find-links", text) is None


@pytest.mark.parametrize(
    "name",
    [
        "py.typed",
        "brief/page.html.j2",
        "brief/style.css",
        "desk/store/schema/0001.sql",
        "examples/chronicle-armenia-2012-2013.csv",
        "examples/armenia-2013-08.txt",
        "examples/situations/belarus-2013.toml",
        "game/draft_words.toml",
        "history/codebooks/cameo.csv",
        "history/codebooks/lags.csv",
        "record/gazetteer/countries.csv",
        "record/gazetteer/groups.csv",
        "record/gazetteer/organisations.csv",
        "record/gazetteer/officeholders/eurasia.csv",
        "record/gazetteer/officeholders/world.csv",
        "record/lexicon/cues.toml",
        "record/lexicon/predicates.csv",
        "record/ontology/plover.csv",
        "record/ontology/scales.csv",
        "record/usage/rules.csv",
        "record/usage/words.toml",
        "text/dates/grammar.toml",
        "text/dates/lexicon.toml",
    ],
)
def test_the_data_that_the_code_needs_is_beside_it(name: str) -> None:
    assert (SOURCE / name).stat().st_size > 0 or name == "py.typed"


def test_tables_are_text_without_a_mark_or_a_carriage_return() -> None:
    tables = [path for pattern in ("*.csv", "*.toml") for path in SOURCE.rglob(pattern)]
    assert [
        path.name for path in tables if path.read_bytes().startswith(b"\xef\xbb\xbf") or b"\r" in path.read_bytes()
    ] == []
