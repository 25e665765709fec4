"""From the lines of PDF pages to one text: running heads, page joins and broken words."""

import re
from collections import Counter
from collections.abc import Sequence

_PAGE_NUMBER = re.compile(r"\W*(?:page\s+)?[0-9]{1,4}(?:\s*(?:/|of)\s*[0-9]{1,4})?\W*", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9]+")
_FEWEST_PAGES = 3
_SENTENCE_END = re.compile(r"[.!?:][\"'”’)\]]*$")
_BROKEN_WORD = re.compile(r"(?P<head>[^\W\d_]{2,})(?P<hyphen>[-\u2010\u00ad])[ \t]?\n[ \t]?(?P<tail>[^\W\d_]{2,})")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_HYPHENATED_STARTS = frozenset({"self", "ex", "vice", "all", "half", "quasi", "non", "pro", "anti", "post", "co"})


def join_pages(pages: Sequence[str]) -> str:
    r"""Return the text of a document's pages, in order.

    - Page numbers, and first and last lines that come back on at least half of three or more pages, are left out.
    - Pages are joined by a blank line, or by a line end where a sentence runs on.
    - A word broken at a line end is put together again; its hyphen stays where the text has the word so elsewhere,
      or after such starts as ``self-``. All other line ends stay as they are.

    >>> join_pages(["The govern-\nment fell\n1", "on Friday.\n2"])
    'The government fell\non Friday.'
    """
    kept = [page for page in _without_running_lines([_clean(page) for page in pages]) if page]
    text = ""
    for page in kept:
        runs_on = (
            text
            and not _SENTENCE_END.search(text)
            and (page[:1].islower() or text.endswith(("-", "\u00ad", "\u2010", ",")))
        )
        text += ("\n" if runs_on else "\n\n" if text else "") + page
    return _whole_words(text)


def _clean(page: str) -> str:
    """Return a page with paired surrogates, without control codes and without blanks at line ends."""
    page = page.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    page = re.sub(
        "[\x00-\x08\x0b-\x1f\x7f\ufeff]", lambda match: "\n" if match[0] in "\r\x0c" else "", page.replace("\r\n", "\n")
    )
    return "\n".join(line.rstrip() for line in page.split("\n")).strip("\n")


def _without_running_lines(pages: Sequence[str]) -> list[str]:
    split = [page.split("\n") for page in pages]
    most = max(_FEWEST_PAGES, len(pages) / 2)
    tops = Counter(_masked(lines[0]) for lines in split)
    bottoms = Counter(_masked(lines[-1]) for lines in split if len(lines) > 1)

    def runs(line: str, counts: Counter[str]) -> bool:
        return bool(_PAGE_NUMBER.fullmatch(line)) or (bool(line.strip()) and counts[_masked(line)] >= most)

    kept = []
    for lines in split:
        start, end = 0, len(lines)
        while end > 1 and (not lines[end - 1].strip() or runs(lines[end - 1], bottoms)):
            end -= 1
        while start < end and (not lines[start].strip() or (end - start > 1 and runs(lines[start], tops))):
            start += 1
        kept.append("\n".join(lines[start:end]))
    return kept


def _masked(line: str) -> str:
    return _DIGITS.sub("#", line.strip())


def _whole_words(text: str) -> str:
    words = set(_WORD.findall(text.lower())) if _BROKEN_WORD.search(text) else set()

    def whole(match: re.Match[str]) -> str:
        head, tail = match["head"], match["tail"]
        hyphenated, joined = f"{head}-{tail}", f"{head}{tail}"
        if match["hyphen"] == "\u00ad":
            return joined
        if not tail[0].islower():
            return hyphenated
        stays = hyphenated.lower() in words or (head.lower() in _HYPHENATED_STARTS and joined.lower() not in words)
        return hyphenated if stays else joined

    return _BROKEN_WORD.sub(whole, text)
