"""Files and pages in, documents out: their text, hash, title, language and stamps."""

from sitroom.text.dates import DateMention, DateValue, days_later, find_dates, resolve_date
from sitroom.text.document import Document, Stamp
from sitroom.text.extracted import MAX_CHARS, Extracted, Reader
from sitroom.text.language import find_language, find_language_problem
from sitroom.text.loading import (
    MAX_BYTES,
    READERS,
    SCHEMES,
    Loaded,
    document_from_text,
    load,
    load_bytes,
    load_file,
    load_folder,
    load_many,
    load_source,
)
from sitroom.text.stamps import find_stamps
from sitroom.text.title import find_title

__all__ = [
    "MAX_BYTES",
    "MAX_CHARS",
    "READERS",
    "SCHEMES",
    "DateMention",
    "DateValue",
    "Document",
    "Extracted",
    "Loaded",
    "Reader",
    "Stamp",
    "days_later",
    "document_from_text",
    "find_dates",
    "find_language",
    "find_language_problem",
    "find_stamps",
    "find_title",
    "load",
    "load_bytes",
    "load_file",
    "load_folder",
    "load_many",
    "load_source",
    "resolve_date",
]  # fmt: skip
