"""Word files: paragraphs and tables in order, by python-docx."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from sitroom.text.extracted import Extracted, unread

_LARGEST_UNPACKED = 200_000_000
_LARGEST_XML = 60_000_000
_MOST_PARTS = 5_000
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-", f"{_W}softHyphen": "\u00ad"}
# Deleted and moved words, field codes, and the second copy of a drawing are not what the page shows.
_UNSEEN = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_MC}Fallback", f"{_W}pPr", f"{_W}rPr"})
_BOX = f"{_W}txbxContent"
_NO_TITLE = re.compile(r"^(?:word document|untitled|title|document\d*)$", re.IGNORECASE)


def read_word(raw: bytes) -> Extracted:
    """Return the body of a .docx file: a blank line between blocks, a line a table row, a tab between its cells.

    Content controls, tracked insertions and text boxes are read; deletions, headers, footers, notes and comments are
    not. The title is the file's own, else its first paragraph in the style Title.
    """
    if raw.startswith(_OLD_OFFICE):
        return _old_office(raw)
    refusal = _refusal(raw)
    if refusal:
        return refusal
    from docx import Document

    try:
        document = Document(io.BytesIO(raw))
        text = "\n\n".join(block for block in _blocks(document.element.body) if block.strip())
        title = _title(document)
    except Exception as error:  # noqa: BLE001  # a parser fed with broken bytes may stumble on anything
        return _broken(" ".join(str(error).split())[:120] or type(error).__name__)
    return Extracted(text=text, title=title)


def _refusal(raw: bytes) -> Extracted | None:
    """Return why the package is not opened: what it would unpack to is added up before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            parts = package.infolist()
    except Exception as error:  # noqa: BLE001  # zipfile raises half a dozen kinds on broken bytes
        return _broken(" ".join(str(error).split())[:120] or type(error).__name__)
    largest_xml = max((part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))), default=0)
    if (
        len(parts) > _MOST_PARTS
        or sum(part.file_size for part in parts) > _LARGEST_UNPACKED
        or largest_xml > _LARGEST_XML
    ):
        return unread(
            "text.too-large", "the Word file unpacks to more than is safe to read; save its text in a new file"
        )
    if any(part.flag_bits & 1 for part in parts):
        return unread("text.encrypted", "the Word file is locked by a password; save a copy without one and load that")
    return None


def _old_office(raw: bytes) -> Extracted:
    if "EncryptedPackage".encode("utf-16-le") in raw:
        return unread("text.encrypted", "the Word file is locked by a password; save a copy without one and load that")
    return unread("text.broken-file", "this is a Word file of the old kind; save it as .docx and load that")


def _broken(reason: str) -> Extracted:
    return unread("text.broken-file", f"the Word file cannot be opened ({reason}); open it in Word and save it anew")


def _blocks(parent: Any) -> Iterator[str]:
    """Yield the text of paragraphs and tables below an element, in order."""
    for child in parent:
        if child.tag == f"{_W}p":
            boxes: list[Any] = []
            yield "".join(_words(child, boxes))
            for box in boxes:
                yield from _blocks(box)
        elif child.tag == f"{_W}tbl":
            yield "\n".join(_rows(child))
        elif child.tag not in _UNSEEN and isinstance(child.tag, str):
            yield from _blocks(child)


def _rows(table: Any) -> Iterator[str]:
    for row in table.iter(f"{_W}tr"):
        if next(row.iterancestors(f"{_W}tbl")) is not table:
            continue
        cells = [cell for cell in row.iter(f"{_W}tc") if next(cell.iterancestors(f"{_W}tr")) is row]
        yield "\t".join(" ".join(" ".join(_blocks(cell)).split()) for cell in cells)


def _words(element: Any, boxes: list[Any]) -> Iterator[str]:
    """Yield what a paragraph shows; text boxes are put aside, to follow it as blocks of their own."""
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag == _BOX:
            boxes.append(child)
        elif child.tag not in _UNSEEN and isinstance(child.tag, str):
            yield from _words(child, boxes)


def _title(document: Any) -> str | None:
    title = " ".join((document.core_properties.title or "").split())
    if title and not _NO_TITLE.match(title):
        return title
    for paragraph in document.paragraphs[:20]:
        if paragraph.style is not None and paragraph.style.name == "Title" and paragraph.text.strip():
            return " ".join(paragraph.text.split())
    return None
