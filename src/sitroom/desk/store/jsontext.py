"""JSON as it is stored: one text per value, in the order of its fields, and back."""

import json

from sitroom.core import DeskError

JsonObject = dict[str, object]


def to_text(value: object) -> str:
    """Return a value as JSON text.

    Raises:
        DeskError: it holds what JSON or a UTF-8 file cannot.
    """
    try:
        written = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        written.encode("utf-8")
    except (TypeError, ValueError) as error:
        raise DeskError(f"this cannot be stored as JSON: {error}") from error
    return written


def object_of(written: object) -> JsonObject:
    """Return the JSON object of a stored text."""
    got = json.loads(str(written))
    if not isinstance(got, dict):
        raise DeskError(f"an object was expected, not {str(written)[:60]!r}")
    return got


def list_of(written: object) -> list[object]:
    """Return the JSON list of a stored text."""
    got = json.loads(str(written))
    if not isinstance(got, list):
        raise DeskError(f"a list was expected, not {str(written)[:60]!r}")
    return got


def texts_of(written: object) -> list[str]:
    """Return the JSON list of texts of a stored text."""
    return [str(item) for item in list_of(written)]
