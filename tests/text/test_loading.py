"""Loading: every source gives documents or reasons, and nothing stops the rest."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitroom.core import InputError, sha256_bytes, sha256_text
from sitroom.text import (
    READERS,
    Loaded,
    document_from_text,
    load,
    load_bytes,
    load_file,
    load_folder,
    load_many,
    load_source,
)

BRIEF = "Minsk waits\n\nThe ministers met in Minsk on Friday, and nothing was signed by the time that they left.\n"


def codes_of(loaded: Loaded) -> list[str]:
    return [problem.code for problem in loaded.problems]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b.txt").write_text(BRIEF, encoding="utf-8")
    (tmp_path / "a.MD").write_text("# Minsk waits\n\nSo it does.", encoding="utf-8")
    (tmp_path / "bad.pdf").write_bytes(b"no pdf")
    (tmp_path / "table.xlsx").write_bytes(b"PK")
    (tmp_path / ".hidden.txt").write_text(BRIEF, encoding="utf-8")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "c.txt").write_text(BRIEF, encoding="utf-8")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "d.html").write_text("<html><body><p>They left.</p></body></html>", encoding="utf-8")
    return tmp_path


def test_a_file_becomes_a_document(folder: Path) -> None:
    loaded = load_file(folder / "b.txt")
    document = loaded.document
    assert document is not None
    assert (document.text, document.title, document.language) == (BRIEF, "Minsk waits", "en")
    assert (document.sha256_raw, document.sha256_text) == (sha256_bytes(loaded.raw), sha256_text(BRIEF))
    assert document.source == loaded.source == str(folder / "b.txt")


def test_a_folder_gives_its_files_sorted_and_what_it_skipped(folder: Path) -> None:
    found = [
        (loaded.source.rpartition(os.sep)[2], loaded.document is not None, codes_of(loaded))
        for loaded in load_folder(folder)
    ]
    assert found == [
        ("a.MD", True, []),
        ("b.txt", True, []),
        ("bad.pdf", False, ["text.broken-file"]),
        ("d.html", True, []),
        ("table.xlsx", False, ["text.skipped"]),
    ]


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    assert [codes_of(loaded) for loaded in load_folder(tmp_path)] == [["text.folder-empty"]]


def test_many_sources_come_in_the_order_given(folder: Path) -> None:
    found = load_many([folder / "deep", str(folder / "b.txt"), "-"], stdin=io.BytesIO(b"They left."))
    assert [loaded.source.rpartition(os.sep)[2] for loaded in found] == ["d.html", "b.txt", "-"]


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("https://example.org/brief", "text.url-not-yet"),
        ("HTTP://example.org/brief", "text.url-not-yet"),
        ("gopher://example.org/brief", "text.unknown-scheme"),
        ("no/such/file.txt", "text.not-found"),
        ("x" * 5_000, "text.unreadable"),
        ("", "text.not-a-file"),
        ("-", "text.no-stdin"),
    ],
)
def test_a_source_that_cannot_be_read_says_why(source: str, code: str) -> None:
    (loaded,) = load_source(source)
    assert loaded.document is None
    assert codes_of(loaded) == [code]


def test_a_name_with_a_zero_byte_is_no_file() -> None:
    (loaded,) = load_source("bad\x00name.txt")
    assert codes_of(loaded) in (["text.not-found"], ["text.unreadable"])  # depends on the version of Python


def test_a_kind_that_no_reader_knows_is_a_problem(folder: Path) -> None:
    assert codes_of(load_file(folder / "table.xlsx")) == ["text.unknown-kind"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert [codes_of(loaded) for loaded in load_folder(tmp_path)] == [["text.not-a-file"]]


def test_a_file_beyond_the_limit_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(50_000_001)
    loaded = load_file(tmp_path / "huge.txt")
    assert (codes_of(loaded), loaded.raw) == (["text.too-large"], b"")


@pytest.mark.parametrize(
    "raw", [BRIEF.encode(), b"\xef\xbb\xbf<!DOCTYPE html><html><body><p>They left.</p></body></html>"]
)
def test_standard_input_is_read_as_what_it_is(raw: bytes) -> None:
    (loaded,) = load_source("-", stdin=io.BytesIO(raw))
    assert loaded.document is not None
    assert "<" not in loaded.document.text


def test_load_gives_the_document_or_raises(folder: Path) -> None:
    assert load(folder / "b.txt").title == "Minsk waits"
    with pytest.raises(InputError, match=r"no-such\.txt"):
        load(folder / "no-such.txt")
    with pytest.raises(InputError, match="5 files"):
        load(folder)


def test_a_batch_text_is_taken_as_it_is() -> None:
    text = "\ufeff  Updated at 13:33,29-11-2021\r\n\r\nMinsk waits\r\n\r\nNothing was signed.\r\n\ud800"
    document = document_from_text(text)
    assert (document.text, document.title, document.sha256_raw) == (text, "Minsk waits", None)
    assert str(document.updated_on) == "2021-11-29"


def test_an_empty_batch_text_is_an_empty_document() -> None:
    document = document_from_text("")
    assert (document.text, [problem.code for problem in document.problems]) == ("", ["text.empty"])


def test_reading_twice_gives_the_same() -> None:
    assert load_bytes(BRIEF.encode(), source="-") == load_bytes(BRIEF.encode(), source="-")


def test_published_is_the_first_day_and_updated_the_last() -> None:
    document = document_from_text("Published: 2 May 2014\nUpdated: 9 May 2014\nUpdated: 5 May 2014\n\n" + BRIEF)
    assert (str(document.published_on), str(document.updated_on)) == ("2014-05-02", "2014-05-09")


def test_importing_the_room_imports_no_heavy_package() -> None:
    heavy = {"trafilatura", "pypdf", "docx", "py3langid", "lxml", "numpy", "charset_normalizer", "spacy"}
    code = "import sys, sitroom.text; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert heavy.isdisjoint(loaded)


STARTS = st.sampled_from(
    [b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html><p>", b"\xff\xfe", b"\xef\xbb\xbf", b"Updated ", b"<!--"]
)


@given(start=STARTS, rest=st.binary(max_size=300), suffix=st.sampled_from([None, *READERS]))
def test_no_bytes_ever_raise(start: bytes, rest: bytes, suffix: str | None) -> None:
    loaded = load_bytes(start + rest, source="-", suffix=suffix)
    assert loaded.document is not None or loaded.problems
    if loaded.document:
        assert loaded.document.problems == loaded.problems
        spans = [stamp.span for stamp in loaded.document.stamps if stamp.span]
        assert all(loaded.document.text[span.start : span.end] == span.quote for span in spans)
