"""Problems: messy input, returned beside the result; one bad sentence never stops a brief."""

from dataclasses import dataclass

from sitroom.core.spans import Span


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read or settled.

    Args:
        code: stable and greppable, ``room.what-is-wrong``.
        message: what, where, and what to do next; one sentence for a person.
        where: the words it is about, where it is about words.
        line: the line of a file, from 1, where it is about a row.
    """

    code: str
    message: str
    where: Span | None = None
    line: int | None = None

    def to_json(self) -> dict[str, object]:
        """Return ``{code, where, message}``; ``where`` is a span, ``{line}`` or null."""
        where: dict[str, object] | None = None
        if self.where is not None:
            where = self.where.to_json()
        elif self.line is not None:
            where = {"line": self.line}
        return {"code": self.code, "where": where, "message": self.message}
