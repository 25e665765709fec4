"""Saved web pages: the article's text by trafilatura, else all that a reader of the page would see."""

import logging
import re
from typing import Any

from sitroom.core import Problem
from sitroom.text.encoding import decode
from sitroom.text.extracted import Extracted, unread
from sitroom.text.page_metadata import page_metadata

_LARGEST_PAGE = 20_000_000
_MOST_ELEMENTS = 40_000
_DEEPEST = 200
# Beyond 2,048 the parser drops what it finds.
_PARSED_DEPTH = 2_000
_THIN_SHARE, _THIN_CHARS = 0.1, 200
_UNSEEN = (
    "script",
    "style",
    "template",
    "noscript",
    "iframe",
    "object",
    "embed",
    "svg",
    "head",
    "button",
    "select",
    "textarea",
)
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html",
    "legend", "li", "main", "nav", "ol", "option", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "ul",
})  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DECLARED = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_DECLARED_XML = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9_:.-]{2,40})""")

logging.getLogger("trafilatura").addHandler(logging.NullHandler())
logging.getLogger("htmldate").addHandler(logging.NullHandler())


def read_html(raw: bytes) -> Extracted:
    """Return the article of a saved page, its declared title and days; nothing is fetched and no script runs.

    The text is trafilatura's, with a blank line between its blocks; readers' comments are left out. Where trafilatura
    finds next to nothing, or the page is too deep or too large for it, the text is all visible words and the problem
    ``text.whole-page`` says so. Offsets refer to this text, not to the page's source.
    """
    if len(raw) > _LARGEST_PAGE:
        return unread("text.too-long", f"the page has more than {_LARGEST_PAGE:,} bytes; save the article alone")
    page, problems = decode(raw, declared=_declared(raw))
    if page is None:
        return Extracted(text=None, problems=problems)
    tree = _tree(page)
    if tree is None:
        return Extracted(text="", problems=problems)
    metadata = page_metadata(tree)
    _drop_unseen(tree)
    text, doubts = _text(tree)
    return Extracted(text=text, title=metadata.title, stamps=metadata.stamps, problems=(*problems, *doubts))


def _declared(raw: bytes) -> str | None:
    match = _DECLARED_XML.search(raw[:200]) or _DECLARED.search(raw[:4096])
    return match[1].decode("ascii") if match else None


def _tree(page: str) -> Any:
    """Return the page's tree; depth is measured afterwards, as the parser's own limit drops what lies deeper."""
    from lxml import etree  # type: ignore[import-untyped]
    from lxml.html import HTMLParser, document_fromstring  # type: ignore[import-untyped]

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, no_network=True)
    try:
        return document_fromstring(page.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None


def _drop_unseen(tree: Any) -> None:
    """Remove what no reader of the page sees: scripts, styles, forms' parts and hidden elements."""
    from lxml import etree

    etree.strip_elements(tree, *(name for name in _UNSEEN if name != "head"), with_tail=False)
    hidden = [element for element in tree.iter() if _is_hidden(element)]
    for element in hidden:
        if element.getparent() is not None:
            element.drop_tree()


def _is_hidden(element: Any) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style", "")))


def _text(tree: Any) -> tuple[str, tuple[Problem, ...]]:
    """Return the text, and why it is the whole page's or not all of it where that is so."""
    seen = _visible(tree)
    elements, depth = _size(tree)
    if depth > _DEEPEST or elements > _MOST_ELEMENTS:
        found = [_whole_page(f"the page has {elements:,} elements, {depth:,} deep")]
        if depth > _PARSED_DEPTH:
            message = "the page is nested so deep that its innermost part was not read; save the article alone"
            found.append(Problem("text.page-too-deep", message))
        return seen, tuple(found)
    article = _article(tree)
    if not article or (len(article) < _THIN_CHARS and len(article) < _THIN_SHARE * len(seen)):
        return seen, (_whole_page("no article was found on the page"),) if seen else ()
    return article, ()


def _whole_page(reason: str) -> Problem:
    message = f"{reason}, so all its visible words were taken, menus too; save the article alone for a better reading"
    return Problem("text.whole-page", message)


def _article(tree: Any) -> str:
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(tree, include_comments=False, include_formatting=False, with_metadata=False)
    except Exception:  # noqa: BLE001  # whatever a strange page does to it, the visible words remain
        return ""
    text = getattr(found, "text", None) or ""
    return re.sub(r"\s*\n\s*", "\n\n", text.strip())


def _size(tree: Any) -> tuple[int, int]:
    """Return the number of elements and the depth of the deepest, without recursion."""
    elements, deepest, level = 0, 0, [tree]
    while level:
        elements += len(level)
        deepest += 1
        level = [child for element in level for child in element]
    return elements, deepest


def _visible(tree: Any) -> str:
    """Return all visible words, a block a paragraph."""
    from lxml.etree import iterwalk  # type: ignore[import-untyped]

    pieces: list[str] = []
    skipping = 0
    for event, element in iterwalk(tree, events=("start", "end")):
        name = element.tag if isinstance(element.tag, str) else ""
        is_start = event == "start"
        if name in _UNSEEN:
            skipping += 1 if is_start else -1
        if name in _BLOCKS:
            pieces.append("\n")
        words = element.text if is_start else element.tail
        if words and not skipping:
            pieces.append(re.sub(r"\s+", " ", words))
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n\n".join(line for line in lines if line)
