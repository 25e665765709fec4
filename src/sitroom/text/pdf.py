"""PDF files: the text layer, page by page, by pypdf; nothing is guessed from images."""

import io
import logging
import re
import time
from collections.abc import Callable
from typing import Any

from sitroom.core import Problem
from sitroom.text.extracted import MAX_CHARS, Extracted, unread
from sitroom.text.pdf_lines import join_pages

_MOST_PAGES = 3_000
_MOST_SECONDS = 60.0
_LARGEST_STREAM = 20_000_000
_MOST_OPERATIONS = 400_000
_MOST_FORMS = 500
_NO_TITLE = re.compile(
    r"^(?:untitled|title|document|slide|microsoft|powerpoint|print|layout|template)\b|\.(?:docx?|pdf|indd|qxd|rtf|odt|tex|pptx?)$",
    re.IGNORECASE,
)

logging.getLogger("pypdf").addHandler(logging.NullHandler())


class _OutOfTimeError(Exception):
    """The time for one file is used up."""


def read_pdf(raw: bytes, *, clock: Callable[[], float] = time.monotonic) -> Extracted:
    """Return the text layer of a PDF, joined as ``pdf_lines.join_pages`` says, and the title of its metadata.

    A file locked by a password is ``text.encrypted``, one of images ``text.no-text-layer``, one that cannot be parsed
    ``text.broken-file``. A page that fails is ``text.page-unreadable`` and the rest is read.

    Args:
        raw: the bytes of the file.
        clock: seconds on a clock that never goes back; what is read within 60 of them is kept.
    """
    from pypdf import apply_configuration

    limits = apply_configuration(
        stream_parsing_work_maximum_count=_MOST_OPERATIONS,
        zlib_maximum_output_length=_LARGEST_STREAM,
        lzw_maximum_output_length=_LARGEST_STREAM,
        run_length_maximum_output_length=_LARGEST_STREAM,
        array_based_stream_maximum_output_length=_LARGEST_STREAM,
        xform_maximum_invocations_per_extraction=_MOST_FORMS,
    )
    with limits:
        return _read(raw, deadline=clock() + _MOST_SECONDS, clock=clock)


def _read(raw: bytes, *, deadline: float, clock: Callable[[], float]) -> Extracted:
    from pypdf import PdfReader

    try:
        reader = PdfReader(io.BytesIO(raw))
        locked = reader.is_encrypted and not reader.decrypt("")
        count = 0 if locked else len(reader.pages)
    except Exception as error:  # noqa: BLE001  # a parser fed with broken bytes may stumble on anything
        return unread(
            "text.broken-file", f"the PDF cannot be opened ({_reason(error)}); open it in a viewer and save it anew"
        )
    if locked:
        return unread("text.encrypted", "the PDF is locked by a password; save a copy without one and load that")
    texts, problems = _pages(reader, count, deadline=deadline, clock=clock)
    text = join_pages(texts)
    if any(letter.isalpha() for letter in text):
        return Extracted(text=text, title=_title(reader), problems=tuple(problems))
    return _textless(problems, count)


def _pages(reader: Any, count: int, *, deadline: float, clock: Callable[[], float]) -> tuple[list[str], list[Problem]]:
    """Return the texts of the pages that could be read in time, and what became of the others."""
    texts: list[str] = []
    problems: list[Problem] = []
    images: list[str] = []
    number, chars = 0, 0

    def check(*_: object) -> None:
        if clock() > deadline:
            raise _OutOfTimeError

    while number < min(count, _MOST_PAGES) and chars <= MAX_CHARS:
        number += 1
        try:
            check()
            page = reader.pages[number - 1]
            texts.append(page.extract_text(visitor_operand_before=check))
            chars += len(texts[-1])
            if not texts[-1].strip() and _has_objects(page):
                images.append(str(number))
        except _OutOfTimeError:
            problems.append(_unread_rest("text.took-too-long", "the PDF took too long", number - 1, count))
            break
        except Exception as error:  # noqa: BLE001  # one bad page never stops the rest
            problems.append(Problem("text.page-unreadable", f"page {number} cannot be read ({_reason(error)})"))
    if images:
        listed = ", ".join(images[:20]) + (" and more" if len(images) > 20 else "")
        message = f"page {listed} has no text layer and was not read; run text recognition (OCR) over the file first"
        problems.append(Problem("text.page-without-text", message))
    if count > _MOST_PAGES:
        problems.append(_unread_rest("text.too-many-pages", "the PDF is too long", _MOST_PAGES, count))
    return texts, problems


def _unread_rest(code: str, reason: str, read: int, count: int) -> Problem:
    return Problem(code, f"{reason}; only the first {read:,} of {count:,} pages were read, so split the file")


def _has_objects(page: Any) -> bool:
    resources = page.get("/Resources")
    resources = resources.get_object() if resources is not None else {}
    return "/XObject" in resources


def _textless(problems: list[Problem], count: int) -> Extracted:
    failed = [problem for problem in problems if problem.code != "text.page-without-text"]
    if failed or not count:
        last = Problem("text.broken-file", "no page of the PDF can be read; open it in a viewer and save it anew")
    else:
        message = f"none of the {count:,} pages has a text layer; run text recognition (OCR) over the file first"
        last = Problem("text.no-text-layer", message)
    return Extracted(text=None, problems=(*failed, last))


def _title(reader: Any) -> str | None:
    """Return the title of the metadata, unless a program put it there."""
    try:
        title = reader.metadata.title if reader.metadata else None
    except Exception:  # noqa: BLE001  # broken metadata is no title
        return None
    title = " ".join(join_pages([str(title or "")]).split())
    return title if any(letter.isalpha() for letter in title) and not _NO_TITLE.search(title) else None


def _reason(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__
