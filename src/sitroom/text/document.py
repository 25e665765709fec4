"""Documents: a text exactly as it was decoded or extracted, with what its page says about itself."""

from dataclasses import dataclass, field
from datetime import date

from sitroom.core import Problem, Span, sha256_text


@dataclass(frozen=True, slots=True)
class Stamp:
    """A day that the publisher's page gives for itself, with the words; never the reference date as such."""

    kind: str
    day: date
    span: Span | None


@dataclass(frozen=True, slots=True)
class Document:
    """A text to be read. All offsets anywhere in sitroom are code points of ``text``.

    Args:
        text: what was decoded or extracted, with no other normalisation.
        title: the first heading or the file's own title, None where there is none.
        source: where it came from: a path, a URL or ``-``.
        stamps: days that the page gives for itself (``published`` or ``updated``).
        language: ISO 639-1 code, None where too little text tells.
        sha256_raw: hash of the bytes that it was read from, None for plain text given by a caller.
        problems: what could not be read on the way in.
    """

    text: str
    title: str | None = None
    source: str | None = None
    stamps: tuple[Stamp, ...] = ()
    language: str | None = None
    sha256_raw: str | None = None
    problems: tuple[Problem, ...] = ()
    sha256_text: str = field(init=False, default="")

    def __post_init__(self) -> None:
        object.__setattr__(self, "sha256_text", sha256_text(self.text))

    @property
    def id(self) -> str:
        """The document's id: the same text has the same id, wherever it came from."""
        return f"doc-{self.sha256_text[:16]}"

    @property
    def published_on(self) -> date | None:
        """The first day that the page says it was published on."""
        return self._stamped("published")

    @property
    def updated_on(self) -> date | None:
        """The last day that the page says it was updated on."""
        return self._stamped("updated")

    def _stamped(self, kind: str) -> date | None:
        days = [stamp.day for stamp in self.stamps if stamp.kind == kind]
        if not days:
            return None
        return min(days) if kind == "published" else max(days)
