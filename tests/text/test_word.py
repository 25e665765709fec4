"""Word files: paragraphs and tables in order, or the reason why not."""

import io
import zipfile
from collections.abc import Sequence

import docx
import pytest
from docx.oxml import parse_xml

from sitroom.text import Loaded, load_bytes

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(
    *paragraphs: str, rows: Sequence[Sequence[str]] = (), title: str | None = None, xml: Sequence[str] = ()
) -> bytes:
    document = docx.Document()
    document.core_properties.title = title or ""
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, words in zip(row.cells, cells, strict=True):
                cell.text = words
        document.add_paragraph("After it.")
    for fragment in xml:
        document.element.body.insert(len(document.element.body) - 1, parse_xml(fragment.replace(">", f" {W}>", 1)))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def load(raw: bytes) -> Loaded:
    return load_bytes(raw, source="brief.docx", suffix=".docx")


def text_of(raw: bytes) -> str | None:
    document = load(raw).document
    return document.text if document else None


def codes_of(raw: bytes) -> list[str]:
    return [problem.code for problem in load(raw).problems]


def test_paragraphs_and_tables_come_in_order() -> None:
    raw = word("They left.", "", rows=[("Day", "Act"), ("21 Feb", "met\nand left")])
    assert text_of(raw) == "They left.\n\nDay\tAct\n21 Feb\tmet and left\n\nAfter it."


def test_the_title_is_the_file_s_own() -> None:
    document = load(word("They left.", title="Minsk waits")).document
    assert document is not None
    assert document.title == "Minsk waits"


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("<w:p><w:ins><w:r><w:t>They left.</w:t></w:r></w:ins></w:p>", "They left."),
        (
            "<w:p><w:r><w:t>They </w:t></w:r><w:del><w:r><w:delText>stayed</w:delText></w:r></w:del><w:r><w:t>left.</w:t></w:r></w:p>",
            "They left.",
        ),
        ("<w:sdt><w:sdtContent><w:p><w:r><w:t>They left.</w:t></w:r></w:p></w:sdtContent></w:sdt>", "They left."),
        (
            "<w:p><w:r><w:t>They</w:t><w:br/><w:t>left</w:t><w:tab/><w:t>ex</w:t><w:noBreakHyphen/><w:t>post.</w:t></w:r></w:p>",
            "They\nleft\tex-post.",
        ),
        ("<w:p><w:hyperlink><w:r><w:t>They left.</w:t></w:r></w:hyperlink></w:p>", "They left."),
        (
            "<w:p><w:r><w:t>One.</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Two.</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>",
            "One.\n\nTwo.",
        ),
    ],
)
def test_what_the_page_shows_is_read(xml: str, text: str) -> None:
    assert text_of(word(xml=[xml])) == text


def test_a_table_in_a_table_is_read_once() -> None:
    inner = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    outer = f"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p>{inner}</w:tc><w:tc><w:p><w:r><w:t>c</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    assert text_of(word(xml=[outer])) == "a b\tc"


def test_what_would_unpack_to_too_much_is_not_opened() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * 70_000_000)
    assert len(buffer.getvalue()) < 100_000
    assert codes_of(buffer.getvalue()) == ["text.too-large"]


@pytest.mark.parametrize(
    "raw", [b"PK\x03\x04", b"no zip", word("They left.")[:-100], b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
)
def test_a_broken_file_says_so(raw: bytes) -> None:
    assert codes_of(raw) == ["text.broken-file"]


def test_a_zip_that_is_no_word_file_is_broken() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("brief.txt", "They left.")
    assert codes_of(buffer.getvalue()) == ["text.broken-file"]


def test_a_locked_file_says_so() -> None:
    assert codes_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")) == ["text.encrypted"]


def test_an_empty_file_is_empty() -> None:
    assert codes_of(word()) == ["text.empty"]
