"""PDF files: the text layer, or the reason why there is none."""

import io
from itertools import count

import pytest
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject

from sitroom.text import Loaded, load_bytes
from sitroom.text.pdf import read_pdf
from sitroom.text.pdf_lines import join_pages

FONT = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica", "/Encoding": "/WinAnsiEncoding"}
PAGES = [
    ["Minsk Letter, 1", "Nothing was signed on Friday.", "1"],
    ["Minsk Letter, 2", "They left.", "2"],
    ["Minsk Letter, 3", "It rained.", "3"],
]


def pdf(
    pages: list[list[str]], *, title: str | None = None, password: str | None = None, owner: str | None = None
) -> bytes:
    writer = PdfWriter()
    for lines in pages:
        page = writer.add_blank_page(595, 842)
        font = DictionaryObject({NameObject(key): NameObject(value) for key, value in FONT.items()})
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        stream = StreamObject()
        words = "".join(f"({line}) Tj T* " for line in lines)
        stream.set_data(f"BT /F1 12 Tf 14 TL 72 770 Td {words}ET".encode("cp1252"))
        page[NameObject("/Contents")] = stream
    if title:
        writer.add_metadata({"/Title": title})
    if password is not None:
        writer.encrypt(user_password=password, owner_password=owner, algorithm="AES-256")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def load(raw: bytes) -> Loaded:
    return load_bytes(raw, source="brief.pdf", suffix=".pdf")


def text_of(raw: bytes) -> str | None:
    document = load(raw).document
    return document.text if document else None


def codes_of(raw: bytes) -> list[str]:
    return [problem.code for problem in load(raw).problems]


def test_pages_are_joined_without_heads_and_numbers() -> None:
    assert text_of(pdf(PAGES)) == "Nothing was signed on Friday.\n\nThey left.\n\nIt rained."


def test_the_title_is_that_of_the_metadata() -> None:
    document = load(pdf(PAGES, title="Minsk waits")).document
    assert document is not None
    assert (document.title, document.problems) == ("Minsk waits", ())


@pytest.mark.parametrize("title", ["Microsoft Word - brief.docx", "untitled", "brief.indd", "--"])
def test_a_title_that_a_program_gave_is_none(title: str) -> None:
    document = load(pdf(PAGES, title=title)).document
    assert document is not None
    assert document.title != title


@pytest.mark.parametrize(
    ("pages", "text"),
    [
        (["The govern-\nment fell."], "The government fell."),
        (["The govern\u00ad\nment fell."], "The government fell."),
        (["A self-\nproclaimed state."], "A self-proclaimed state."),
        (["A well-known man, a well-\nknown town."], "A well-known man, a well-known town."),
        (["The Karabakh-\nArmenia talks."], "The Karabakh-Armenia talks."),
        (["The govern-", "ment fell."], "The government fell."),
        (["They went home", "without a word."], "They went home\nwithout a word."),
        (["They left.", "It rained."], "They left.\n\nIt rained."),
        (["Talks opened.\n- 12 -", "Page 13 of 20\nThey closed."], "Talks opened.\n\nThey closed."),
        (["One \x00line\r\nand   \n another"], "One line\nand\n another"),
        (["\ud83c\uddea \ud800"], "\U0001f1ea \ufffd"),
        ([], ""),
    ],
)
def test_lines_and_pages_are_joined(pages: list[str], text: str) -> None:
    assert join_pages(pages) == text


def test_a_locked_file_says_so() -> None:
    assert codes_of(pdf(PAGES, password="secret", owner="other")) == ["text.encrypted"]


def test_a_file_that_only_its_owner_may_change_is_read() -> None:
    assert text_of(pdf(PAGES, password="", owner="other")) is not None


def test_pages_without_letters_have_no_text_layer() -> None:
    assert codes_of(pdf([[], ["1"]])) == ["text.no-text-layer"]


@pytest.mark.parametrize("raw", [b"%PDF-1.4 and nothing", b"<html>Not found</html>", pdf(PAGES)[:600]])
def test_a_broken_file_says_so(raw: bytes) -> None:
    assert codes_of(raw) == ["text.broken-file"]


def test_one_page_that_is_too_much_never_stops_the_rest() -> None:
    raw = pdf([["They left."], ["x"] * 250_000, ["It rained."]])
    assert codes_of(raw) == ["text.page-unreadable"]
    assert text_of(raw) == "They left.\n\nIt rained."


def test_what_is_read_in_time_is_kept() -> None:
    ticks = count(step=5)
    found = read_pdf(pdf([[f"They left on day {day}."] for day in range(20)]), clock=lambda: float(next(ticks)))
    assert [problem.code for problem in found.problems] == ["text.took-too-long"]
    assert found.text == "They left on day 0."
