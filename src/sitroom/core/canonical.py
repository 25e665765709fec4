"""Canonical JSON and content hashes: the same value always gives the same bytes."""

import hashlib
import json

CANONICAL_VERSION = 1


def canonical_json(value: object) -> str:
    """Return the one JSON text of a value: sorted keys, no blanks, plain UTF-8, no NaN.

    Raises:
        ValueError: a number is not finite.

    >>> canonical_json({"b": 1, "a": "é"})
    '{"a":"é","b":1}'
    """
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def sha256_text(text: str) -> str:
    """Return the SHA-256 of a text's UTF-8 bytes as hex; lone surrogates are kept by ``surrogatepass``."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def sha256_bytes(raw: bytes) -> str:
    """Return the SHA-256 of bytes as hex."""
    return hashlib.sha256(raw).hexdigest()


def short_hash(*parts: object, length: int = 16) -> str:
    """Return the first hex digits of a hash over parts, each in canonical JSON."""
    return sha256_text(canonical_json(list(parts)))[:length]
