"""Loading: from a file, a folder, standard input or a batch row to documents, one bad file never stopping the rest."""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from sitroom.core import InputError, Problem, sha256_bytes
from sitroom.text.document import Document
from sitroom.text.extracted import MAX_CHARS, Extracted, Reader, unread
from sitroom.text.html_page import read_html
from sitroom.text.language import find_language
from sitroom.text.pdf import read_pdf
from sitroom.text.plain import read_plain
from sitroom.text.stamps import find_stamps
from sitroom.text.title import find_title
from sitroom.text.word import read_word

MAX_BYTES = 50_000_000
"""The largest file, in bytes, that is read."""

READERS: dict[str, Reader] = {
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_plain,
    ".markdown": read_plain,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".pdf": read_pdf,
    ".docx": read_word,
}
"""A reader for each suffix; a mail reader is one more line here."""

_SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]+)://")
_MARKUP = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of one file.

    Args:
        document: None where nothing could be read; then a problem says why.
        raw: the bytes, empty where they were not read at all.
        problems: what could not be read or was guessed, the document's own among them.
        source: the path, the URL or ``-``.
    """

    document: Document | None
    raw: bytes
    problems: tuple[Problem, ...]
    source: str


def load(source: str | os.PathLike[str], *, stdin: BinaryIO | None = None) -> Document:
    """Return the document of one source: a path, or ``-`` with ``stdin``.

    Raises:
        InputError: there is no document in it, or more than one.
    """
    found = list(load_source(os.fspath(source), stdin=stdin))
    if len(found) != 1:
        raise InputError(f"{os.fspath(source)} holds {len(found)} files; load them one by one or with load_many")
    if found[0].document is None:
        reasons = "; ".join(problem.message for problem in found[0].problems)
        raise InputError(f"{found[0].source}: {reasons}")
    return found[0].document


def load_many(sources: Iterable[str | os.PathLike[str]], *, stdin: BinaryIO | None = None) -> Iterator[Loaded]:
    """Yield what became of every file of every source, in the order given."""
    for source in sources:
        yield from load_source(os.fspath(source), stdin=stdin)


def load_source(source: str, *, stdin: BinaryIO | None = None) -> Iterator[Loaded]:
    """Yield what became of a file, of each file in a folder, of ``-`` (standard input) or of a URL."""
    scheme = _SCHEME.match(source)
    if source == "-":
        yield _load_stdin(stdin)
    elif scheme:
        open_url = SCHEMES.get(scheme["scheme"].lower(), _unknown_scheme)
        yield from open_url(source)
    elif _is_folder(source):
        yield from load_folder(source)
    else:
        yield load_file(source)


def load_folder(path: str | os.PathLike[str]) -> Iterator[Loaded]:
    """Yield what became of each file below a folder, sorted by path; hidden ones are passed over.

    A file of an unknown kind comes as ``text.skipped``, a folder without a file as ``text.folder-empty``.
    """
    files = list(_visible_files(Path(path)))
    if not files:
        message = "there is no file in the folder; give a file, or a folder that holds some"
        yield Loaded(None, b"", (Problem("text.folder-empty", message),), _name(path))
    for file in files:
        if file.suffix.lower() in READERS:
            yield load_file(file)
        else:
            message = f"'{file.name}' is of no kind that can be read ({', '.join(READERS)}); it was skipped"
            yield Loaded(None, b"", (Problem("text.skipped", message),), _name(file))


def load_file(path: str | os.PathLike[str]) -> Loaded:
    """Return what became of one file; its suffix says how it is read."""
    source = _name(path)
    try:
        if not Path(path).exists():
            return _failed(source, "text.not-found", f"there is no file '{source}'; check the path")
        if not Path(path).is_file():
            return _failed(source, "text.not-a-file", f"'{source}' is no plain file; give a file or a folder of files")
        with Path(path).open("rb") as file:
            raw = file.read(MAX_BYTES + 1) if os.fstat(file.fileno()).st_size <= MAX_BYTES else None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        return _failed(source, "text.unreadable", f"'{source}' cannot be opened ({reason}); check its name and rights")
    return _too_large(source) if raw is None else load_bytes(raw, source=source, suffix=Path(path).suffix)


def load_bytes(raw: bytes, *, source: str, suffix: str | None = None) -> Loaded:
    """Return what became of bytes.

    Args:
        raw: the whole content of a file.
        source: where the bytes came from, for the document and its problems.
        suffix: the kind, such as ``.pdf``; None lets the first bytes tell.
    """
    if len(raw) > MAX_BYTES:
        return _too_large(source)
    kind = suffix.lower() if suffix is not None else _kind(raw)
    if kind not in READERS:
        message = f"files of kind '{kind}' cannot be read; save it as one of {', '.join(READERS)}"
        return _failed(source, "text.unknown-kind", message)
    extracted = READERS[kind](raw) if raw else Extracted(text="")
    return _finished(extracted, raw=raw, source=source)


def document_from_text(text: str, *, title: str | None = None, source: str | None = None) -> Document:
    """Return the document of a text that a caller has, such as a batch row; the text is taken exactly as it is.

    Args:
        text: any text; an empty one gives an empty document with the problem ``text.empty``.
        title: the title if the caller knows it, else the text must tell.
        source: where the text came from, if anywhere.
    """
    problem = _size_problem(text)
    document = Document(text=text, title=title, source=source, problems=(problem,) if problem else ())
    return document if problem else _described(document)


def _finished(extracted: Extracted, *, raw: bytes, source: str) -> Loaded:
    problem = _size_problem(extracted.text) if extracted.text is not None else None
    if extracted.text is None or problem:
        return Loaded(None, raw, (*extracted.problems, *([problem] if problem else [])), source)
    document = Document(
        text=extracted.text,
        title=extracted.title,
        source=source,
        stamps=extracted.stamps,
        sha256_raw=sha256_bytes(raw),
        problems=extracted.problems,
    )
    document = _described(document)
    return Loaded(document, raw, document.problems, source)


def _described(document: Document) -> Document:
    """Return the document with the stamps, the title and the language that its text shows."""
    stamps, problems = find_stamps(document.text)
    spans = [stamp.span for stamp in stamps if stamp.span]
    title = None if document.title else find_title(document.text, stamps=spans)
    return replace(
        document,
        title=document.title or (title.quote if title else None),
        stamps=(*document.stamps, *stamps),
        language=find_language(document.text),
        problems=(*document.problems, *problems),
    )


def _size_problem(text: str) -> Problem | None:
    if not text.strip("\ufeff \t\r\n") or text.isspace():
        return Problem("text.empty", "there is no text in it; check that this is the right file")
    if len(text) > MAX_CHARS:
        return Problem("text.too-long", f"the text has more than {MAX_CHARS:,} characters; split it")
    return None


def _load_stdin(stdin: BinaryIO | None) -> Loaded:
    if stdin is None:
        return _failed("-", "text.no-stdin", "nothing was given on standard input; give a file instead of '-'")
    try:
        raw = stdin.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        return _failed("-", "text.unreadable", f"standard input cannot be read ({error}); give a file instead of '-'")
    return load_bytes(raw, source="-")


def _kind(raw: bytes) -> str:
    """Return the suffix that the first bytes speak for."""
    if raw.startswith(b"%PDF-"):
        return ".pdf"
    if raw.startswith(b"PK\x03\x04"):
        return ".docx"
    return ".html" if _MARKUP.match(raw[:2000].removeprefix(b"\xef\xbb\xbf")) else ".txt"


def _visible_files(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder by path, following no linked folder and entering no hidden one."""
    found = []
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(parent, name) for name in names if not name.startswith(".")]
    yield from sorted(found)


def _is_folder(source: str) -> bool:
    try:
        return bool(source) and Path(source).is_dir()
    except (OSError, ValueError):
        return False


def _name(path: str | os.PathLike[str]) -> str:
    """Return a path as text that can be written anywhere, even where its bytes are no text."""
    return os.fspath(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _too_large(source: str) -> Loaded:
    return _failed(
        source, "text.too-large", f"it is larger than {MAX_BYTES // 1_000_000} MB and was not read; split it"
    )


def _failed(source: str, code: str, message: str) -> Loaded:
    return Loaded(None, b"", unread(code, message).problems, source)


def _url_not_yet(url: str) -> Iterator[Loaded]:
    yield _failed(url, "text.url-not-yet", "pages are not fetched yet; save the page in a browser and give the file")


def _unknown_scheme(url: str) -> Iterator[Loaded]:
    yield _failed(url, "text.unknown-scheme", "no reader knows this kind of address; give a file or a folder")


SCHEMES: dict[str, Callable[[str], Iterator[Loaded]]] = {"http": _url_not_yet, "https": _url_not_yet}
"""What opens each kind of address; a fetcher of pages or of feeds, which may yield many, takes these places."""
