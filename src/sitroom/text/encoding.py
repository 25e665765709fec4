"""Encodings: from bytes to text, and what was guessed on the way."""

import codecs
import re

from sitroom.core import Problem
from sitroom.text.language import reads_as_english

Decoded = tuple[str | None, tuple[Problem, ...]]

# UTF-32 first: its little-endian mark starts with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What a browser reads where a page names these (WHATWG Encoding Standard).
_AS_BROWSERS_DO = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
    "gb2312": "gb18030",
}
_SEVEN_BIT = ("iso2022_jp", "iso2022_kr", "hz")
# Guesses are kept to encodings that people have saved prose in.
_GUESSES = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp866", "koi8_r", "koi8_u",
    "mac_roman", "mac_cyrillic", "iso8859_2", "iso8859_5", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr",
]  # fmt: skip
# Dashes, curly quotes, the ellipsis and signs such as £ and § that Windows-1252 has in English prose.
_WESTERN_MARKS = frozenset(b"\x80\x85\x91\x92\x93\x94\x95\x96\x97\xa0\xa3\xa7\xab\xb0\xb7\xbb")
_SAMPLE = 10_000
_MOST_ODD = 0.2
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip or Word file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\x7fELF", "a program"),
)


def decode(raw: bytes, *, declared: str | None = None) -> Decoded:
    """Return the text of bytes: by byte order mark, else strict UTF-8, else as declared, else by a guess that is named.

    Args:
        raw: the bytes of a file.
        declared: the encoding that the file names for itself, as a web page does.

    Returns:
        The text without its byte order mark, or None; and the problems. ``text.encoding-guessed`` names the encoding,
        ``text.undecodable`` and ``text.not-text`` come without a text.

    >>> decode("Füle in Yerevan".encode())[0]
    'Füle in Yerevan'
    """
    signature = next((name for start, name in _SIGNATURES if raw.startswith(start)), None)
    if signature:
        return _not_text(f"the bytes are those of {signature}")
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            text = _strictly(raw[len(mark) :], encoding)
            return _checked(text) if text is not None else _undecodable(f"it is marked {encoding} and is not")
    declared = _codec(declared)
    text = None
    if declared in _SEVEN_BIT:
        text = _strictly(raw, declared)
    if text is None:
        text = _strictly(raw, "utf-8")
    if text is None and declared:
        text = _strictly(raw, declared)
    if text is not None and "\x00" not in text:
        return _checked(text)
    return _guessed(raw)


def _guessed(raw: bytes) -> Decoded:
    encoding = _wide(raw) or (None if 0 in raw else _western(raw) or _by_statistics(raw))
    text = _strictly(raw, encoding) if encoding else None
    if text is None or encoding is None:
        return _not_text("the bytes hold zeros") if 0 in raw else _undecodable("no known encoding fits")
    text, problems = _checked(text)
    if text is None:
        return None, problems
    message = f"the encoding is not stated and was guessed as {encoding}; save the file as UTF-8 if letters look wrong"
    return text, (Problem("text.encoding-guessed", message),)


def _wide(raw: bytes) -> str | None:
    """Return UTF-16 where nearly every other byte is zero, as in Western text without its mark."""
    half = len(raw) // 2
    if len(raw) % 2 or half < 2:
        return None
    if raw[1::2].count(0) > 0.7 * half and raw[0::2].count(0) == 0:
        return "utf-16-le"
    if raw[0::2].count(0) > 0.7 * half and raw[1::2].count(0) == 0:
        return "utf-16-be"
    return None


def _western(raw: bytes) -> str | None:
    """Return Windows-1252 for English prose and where only punctuation is not ASCII; statistics go astray on both."""
    odd = raw.translate(None, bytes(range(128)))
    if len(odd) > _MOST_ODD * len(raw):
        return None
    is_english = reads_as_english(raw[:_SAMPLE].decode("ascii", "ignore"))
    return "cp1252" if is_english or _WESTERN_MARKS.issuperset(odd) else None


def _by_statistics(raw: bytes) -> str | None:
    from charset_normalizer import from_bytes

    # Cut at a blank, so that no letter of several bytes is cut in two.
    sample = raw if len(raw) <= _SAMPLE else raw[: raw.rfind(b" ", 0, _SAMPLE) + 1] or raw
    for part in (sample, raw):
        try:
            best = from_bytes(part, cp_isolation=_GUESSES).best()
        except Exception:  # noqa: BLE001  # whatever it stumbles on, there is no guess
            return None
        if best and _strictly(raw, best.encoding) is not None:
            return best.encoding
    return None


def _checked(text: str) -> Decoded:
    controls = len(_CONTROLS.findall(text))
    if "\x00" in text or controls > 0.02 * len(text) + 1:
        return _not_text(f"{controls} of {len(text)} characters are control codes")
    return text, ()


def _strictly(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except (UnicodeError, LookupError, ValueError):
        return None


def _codec(name: str | None) -> str | None:
    """Return Python's name of a declared text encoding, None where there is none or it is not for pages."""
    try:
        codec = codecs.lookup(name.strip()).name if name else None
    except (LookupError, ValueError):
        return None
    if codec in {None, "utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"}:
        return None
    return _AS_BROWSERS_DO.get(codec, codec) if codec else None


def _not_text(reason: str) -> Decoded:
    message = f"this is no text file: {reason}; give the file its right ending or save it as text"
    return None, (Problem("text.not-text", message),)


def _undecodable(reason: str) -> Decoded:
    message = f"the file cannot be decoded: {reason}; save it as UTF-8 and load it again"
    return None, (Problem("text.undecodable", message),)
