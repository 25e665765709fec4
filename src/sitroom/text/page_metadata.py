"""What a web page declares about itself: its title, and the days it was published and modified."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sitroom.text.document import Stamp
from sitroom.text.stamps import find_day

_LONGEST_JSON = 500_000
_DEEPEST_JSON = 12
_LONGEST_TITLE = 300
_META_NAMES = {
    "published": (
        "article:published_time", "datepublished", "og:published_time", "dc.date.issued", "dcterms.issued",
        "citation_publication_date", "citation_online_date", "parsely-pub-date", "pubdate", "publishdate",
        "publish-date", "publication_date", "dc.date", "dc.date.created", "dcterms.created", "dcterms.date",
        "sailthru.date", "date",
    ),
    "updated": (
        "article:modified_time", "datemodified", "og:updated_time", "dcterms.modified", "dc.date.modified",
        "last-modified", "lastmod", "revised",
    ),
}  # fmt: skip
_JSON_KEYS = {"published": "datePublished", "updated": "dateModified"}
_TIME_CLASSES = {
    "published": re.compile(r"publish|posted|entry-date|pubdate", re.IGNORECASE),
    "updated": re.compile(r"updated|modified", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """A page's own title and stamps; the stamps have no span, as their words are not in the text."""

    title: str | None
    stamps: tuple[Stamp, ...]


def page_metadata(tree: Any) -> PageMetadata:
    """Return what an lxml tree declares in JSON-LD, meta tags or marked elements; days as the page writes them."""
    things = sorted(_json_things(tree), key=lambda thing: "article" not in str(thing.get("@type", "")).lower())
    meta = _meta(tree)
    stamps = []
    for kind in ("published", "updated"):
        words = [thing.get(_JSON_KEYS[kind]) for thing in things]
        words += [meta.get(name) for name in _META_NAMES[kind]]
        words += _marked(tree, kind)
        days = [found.day for word in words if isinstance(word, str) and (found := find_day(word))]
        stamps += [Stamp(kind=kind, day=day, span=None) for day in days[:1]]
    return PageMetadata(title=_title(tree, things, meta), stamps=tuple(stamps))


def _json_things(tree: Any) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        words = script.text or ""
        if "ld+json" not in script.get("type", "") or len(words) > _LONGEST_JSON:
            continue
        try:
            value = json.loads(words)
        except (ValueError, RecursionError):
            continue
        yield from _things(value, depth=0)


def _things(value: object, *, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST_JSON:
        return
    if isinstance(value, list):
        for item in value:
            yield from _things(item, depth=depth + 1)
    elif isinstance(value, dict):
        if "datePublished" in value or "dateModified" in value or "headline" in value:
            yield value
        yield from _things(value.get("@graph"), depth=depth + 1)
        yield from _things(value.get("mainEntity"), depth=depth + 1)


def _meta(tree: Any) -> dict[str, str]:
    """Return the first content of each meta name, property or itemprop, in lower case."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        if name and element.get("content"):
            found.setdefault(name.strip().lower(), element.get("content"))
    return found


def _marked(tree: Any, kind: str) -> list[str | None]:
    """Return the days of elements marked with an itemprop, and of ``time`` elements that say what they are."""
    words: list[str | None] = [
        element.get("content") or element.get("datetime") or element.text
        for element in tree.iterfind(f".//*[@itemprop='{_JSON_KEYS[kind]}']")
    ]
    times = list(tree.iter("time"))
    for element in times:
        classes = f"{element.get('class', '')} {'pubdate' if element.get('pubdate') is not None else ''}"
        if _TIME_CLASSES[kind].search(classes):
            words.append(element.get("datetime") or element.text)
    if len(times) == 1 and kind == "published" and not _TIME_CLASSES["updated"].search(times[0].get("class", "")):
        words.append(times[0].get("datetime") or times[0].text)
    return words


def _title(tree: Any, things: list[dict[str, Any]], meta: dict[str, str]) -> str | None:
    heads = ["".join(element.itertext()) for element in islice(tree.iter("h1"), 2)]
    pages = ["".join(element.itertext()) for element in islice(tree.iterfind(".//head/title"), 1)]
    candidates: list[object] = [thing.get("headline") for thing in things]
    candidates += [meta.get("og:title"), *(heads if len(heads) == 1 else []), *pages, *heads[:1]]
    for candidate in candidates:
        title = " ".join(candidate.split()) if isinstance(candidate, str) else ""
        if title and len(title) <= _LONGEST_TITLE:
            return _without_site(title, meta.get("og:site_name"))
    return None


def _without_site(title: str, site: str | None) -> str:
    """Return a title without the name of the site that many pages add to it."""
    if site:
        title = re.sub(rf"\s+[|·•–—:-]\s+{re.escape(site.strip())}$", "", title)
    head, bar, _ = title.rpartition(" | ")
    return head.strip() if bar and head.strip() else title
