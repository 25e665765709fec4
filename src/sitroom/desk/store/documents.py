"""Documents on the desk: the text exactly as it was decoded, and the raw bytes by their hash."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sitroom.core import DeskError, InputError, IntegrityError, Problem, Span, iso, sha256_bytes
from sitroom.desk.store.database import Database, Row
from sitroom.desk.store.files import write_whole
from sitroom.desk.store.jsontext import list_of, to_text
from sitroom.ledger import utc_instant
from sitroom.text import Document, Stamp

FOLDER = "documents"


@dataclass(frozen=True, slots=True)
class Documents:
    """The documents of a desk; the same text is one document, wherever it came from."""

    database: Database

    def add(self, document: Document, raw: bytes | None = None, *, now: datetime) -> bool:
        """Keep a document, with the bytes it was read from where they are given; return whether it is new.

        Raises:
            InputError: the text holds half a surrogate pair.
            IntegrityError: the bytes are not those that the document was read from.
        """
        _refuse_surrogates(document)
        sha256_raw = document.sha256_raw
        if raw is not None:
            sha256_raw = sha256_bytes(raw)
            if document.sha256_raw not in {None, sha256_raw}:
                raise IntegrityError(f"the bytes given for {document.id} are not those it was read from")
        if self.find(document.id) is not None:
            return False
        if raw is not None:
            self._keep_raw(raw, str(sha256_raw))
        row = _row_of(document, sha256_raw, raw_kept=raw is not None, added_at=utc_instant(now))
        marks = ", ".join("?" * len(row))
        with self.database.write() as connection:
            connection.execute(f"INSERT INTO documents VALUES ({marks}) ON CONFLICT (id) DO NOTHING", row)  # noqa: S608
            return connection.changes() == 1

    def find(self, document_id: str) -> Document | None:
        """Return a document as it was added, or None."""
        row = self.database.find_row(f"{_SELECT} WHERE id = ?", (document_id,))
        return _document_of(row) if row else None

    def get(self, document_id: str) -> Document:
        """Return a document as it was added.

        Raises:
            DeskError: the desk does not have it.
        """
        document = self.find(document_id)
        if document is None:
            raise DeskError(f"the desk has no document {document_id!r}; read it first with `sitroom read`")
        return document

    def ids(self) -> list[str]:
        """Return the ids of all documents, in the order in which they were added."""
        return [str(row[0]) for row in self.database.rows("SELECT id FROM documents ORDER BY added_at, id")]

    def added_at(self, document_id: str) -> str | None:
        """Return the instant at which a document was added, ISO, UTC, or None."""
        row = self.database.find_row("SELECT added_at FROM documents WHERE id = ?", (document_id,))
        return str(row[0]) if row else None

    def find_raw(self, document_id: str) -> bytes | None:
        """Return the bytes that a document was read from, or None where none were kept.

        Raises:
            IntegrityError: the file is gone or was changed.
        """
        row = self.database.find_row("SELECT sha256_raw, raw_kept FROM documents WHERE id = ?", (document_id,))
        if row is None or not row[1]:
            return None
        path = self.path_of(str(row[0]))
        try:
            raw = path.read_bytes()
        except OSError as error:
            raise IntegrityError(f"{path}, the raw bytes of {document_id}, cannot be read: {error.strerror}") from error
        if sha256_bytes(raw) != row[0]:
            raise IntegrityError(f"{path} was changed: its hash is no longer its name; fetch the document again")
        return raw

    def path_of(self, sha256_raw: str) -> Path:
        """Return where the bytes with a hash lie."""
        return self.database.folder / FOLDER / sha256_raw

    def _keep_raw(self, raw: bytes, sha256_raw: str) -> None:
        path = self.path_of(sha256_raw)
        try:
            path.parent.mkdir(exist_ok=True)
            if not path.exists() or path.read_bytes() != raw:
                write_whole(path, raw)
        except OSError as error:
            raise DeskError(f"{path} cannot be written ({error.strerror}); make room or give the right to") from error


_COLUMNS = (
    "id, sha256_raw, raw_kept, sha256_text, text, title, source, language, published_on, updated_on, stamps, problems, "
    "added_at"
)
_SELECT = f"SELECT {_COLUMNS} FROM documents"  # noqa: S608  # the columns are ours


def _row_of(document: Document, sha256_raw: str | None, *, raw_kept: bool, added_at: str) -> Row:
    stamps = [
        {"kind": stamp.kind, "day": iso(stamp.day), "span": stamp.span.to_json() if stamp.span else None}
        for stamp in document.stamps
    ]
    return (
        document.id,
        sha256_raw,
        int(raw_kept),
        document.sha256_text,
        document.text,
        document.title,
        document.source,
        document.language,
        iso(document.published_on),
        iso(document.updated_on),
        to_text(stamps),
        to_text([problem.to_json() for problem in document.problems]),
        added_at,
    )


def _document_of(row: Row) -> Document:
    _, sha256_raw, _, _, text, title, source, language, _, _, stamps, problems, _ = row
    return Document(
        text=str(text),
        title=_find(title),
        source=_find(source),
        language=_find(language),
        sha256_raw=_find(sha256_raw),
        stamps=tuple(_stamp_of(stamp) for stamp in list_of(stamps) if isinstance(stamp, dict)),
        problems=tuple(_problem_of(problem) for problem in list_of(problems) if isinstance(problem, dict)),
    )


def _find(cell: object) -> str | None:
    return None if cell is None else str(cell)


def _stamp_of(value: dict[str, object]) -> Stamp:
    return Stamp(str(value["kind"]), date.fromisoformat(str(value["day"])), _span_of(value["span"]))


def _problem_of(value: dict[str, object]) -> Problem:
    where = value["where"]
    line = where["line"] if isinstance(where, dict) and "line" in where else None
    return Problem(str(value["code"]), str(value["message"]), None if line is not None else _span_of(where), line)


def _span_of(value: object) -> Span | None:
    return Span(value["start"], value["end"], value["quote"]) if isinstance(value, dict) else None


def _refuse_surrogates(document: Document) -> None:
    at = next((index for index, char in enumerate(document.text) if "\ud800" <= char <= "\udfff"), None)
    if at is not None:
        message = f"the text of {document.source or document.id} holds half a surrogate pair at {at}"
        raise InputError(f"{message}, which no file can keep; decode it again from its bytes")
