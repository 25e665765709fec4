"""The gold sets of a data folder, and what of each the reader is sent: texts in shuffled order, under neutral ids."""

import json
import re
from calendar import month_name
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.reading.matching import Bounds, overlap

SETS = (
    "plv_events", "plover_gsr_events", "petr2_gsr_cameo", "petr_unit_cameo",
    "cameo_actor_spans", "timeml_docs", "seed_gold", "ngec_actor_codes",
)  # fmt: skip
DOCUMENTS = frozenset({"timeml_docs", "seed_gold"})
ORDER_SEED = 20130221
SENTENCE_END = re.compile(r"""[.!?]['")\]]*\s+(?=["'`(\[]*[A-Z])""")
MARK = re.compile(r"<(/?)([st])>")

Gold = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Item:
    """One text of a set.

    Args:
        id: a neutral id, by its place in the shuffled order.
        line: which line of the gold file it comes from, from 0.
        sent: the batch row, without the id.
        gold: the gold line; of the seed, ``{"items": all lines}``.
    """

    id: str
    line: int
    sent: dict[str, Any]
    gold: Gold

    @property
    def text(self) -> str:
        """The text that is read."""
        return str(self.sent["text"])


def load_set(name: str, data: Path) -> tuple[list[Item], int]:
    """Return the items of a set, and how many gold lines have nothing that can be read or answered.

    Raises:
        FileNotFoundError: the folder has no such set, or the seed's text does not lie beside it.
    """
    lines = (data / f"{name}.jsonl").read_text(encoding="utf-8").split("\n")
    golds = [json.loads(line) for line in lines if line.strip()]
    if name == "seed_gold":
        return [Item("r00000", 0, {"text": _seed_text(data)}, {"items": golds})], 0
    sent = [(line, payload, gold) for line, gold in enumerate(golds) if (payload := _payload(name, gold))]
    order = np.random.default_rng(ORDER_SEED).permutation(len(sent))
    items = [Item(f"r{place:05d}", *sent[index]) for place, index in enumerate(order)]
    return items, len(golds) - len(items)


def count_sentences(name: str, items: Sequence[Item]) -> int:
    """Return how many sentences a set has: one an item, or for documents, by their stops."""
    if name not in DOCUMENTS:
        return len(items)
    return sum(len(SENTENCE_END.findall(item.text)) + 1 for item in items)


def actor_sentence(mention: str) -> str:
    """Return a plain sentence around a mention, since nothing but a sentence can be asked about."""
    return f"{mention[:1].upper()}{mention[1:]} condemned the attack on Tuesday."


def _seed_text(data: Path) -> str:
    texts = sorted((data.parent / "seed").glob("*.txt"))
    if len(texts) != 1:
        raise FileNotFoundError(f"one text is expected in {data.parent / 'seed'}, not {len(texts)}")
    return texts[0].read_bytes().decode("utf-8")


def _payload(name: str, gold: Gold) -> dict[str, Any] | None:
    codes = name == "ngec_actor_codes"
    if codes and not _can_be_asked(gold["gold"]):
        return None
    text = actor_sentence(gold["mention"]) if codes else gold["text"]
    if not text.strip():
        return None
    day = _iso_day(gold.get("query_date" if codes else "date"))
    between = marked_pair(gold["marked"], text) if name == "plv_events" else None
    return {"text": text} | ({"date": day} if day else {}) | ({"between": between} if between else {})


def _can_be_asked(gold: Gold) -> bool:
    """Whether a line asks for a country or a sector, and its coder was sure of it."""
    return bool({"country", "code_1", "cc"} & gold.keys()) and "?" not in gold.get("code_1", "")


def _iso_day(written: str | None) -> str | None:
    plain = (written or "").strip().strip("'\"")
    if re.match(r"\d{4}-\d\d-\d\d", plain):
        return plain[:10]
    spelt = re.fullmatch(r"(\d{1,2}) ([A-Z][a-z]+) (\d{4})", plain)
    if spelt and spelt[2] in list(month_name):
        return f"{spelt[3]}-{list(month_name).index(spelt[2]):02d}-{int(spelt[1]):02d}"
    return None


# ---------------------------------------------------------------------- source and target marks
def marked_pair(marked: str, text: str) -> list[list[int]] | None:
    """Return the ranges marked ``<s>`` and ``<t>``, or ``None`` where one is not marked or the text is another.

    A name that occurs again is marked again, also within a longer word: pairs of whole words come first, then pairs
    that do not overlap, then the first.

    >>> marked_pair("<s>Iran</s> condemned <t>Iraq</t>.", "Iran condemned Iraq.")
    [[0, 4], [15, 19]]
    """
    plain, found = _without_marks(marked)
    pairs = [(s, t) for s in found["s"] for t in found["t"] if s != t]
    if plain != text or not pairs:
        return None

    def rank(pair: tuple[Bounds, Bounds]) -> tuple[int, bool, int, int]:
        source, target = pair
        cuts = _cut_words(plain, source) + _cut_words(plain, target)
        return cuts, overlap(source, target) > 0, source[0], target[0]

    return [list(one) for one in min(pairs, key=rank)]


def _without_marks(marked: str) -> tuple[str, dict[str, list[Bounds]]]:
    opened: dict[str, list[int]] = {"s": [], "t": []}
    ranges: dict[str, list[Bounds]] = {"s": [], "t": []}
    plain, done = "", 0
    for mark in MARK.finditer(marked):
        plain += marked[done : mark.start()]
        done = mark.end()
        if not mark[1]:
            opened[mark[2]].append(len(plain))
        elif opened[mark[2]]:
            ranges[mark[2]].append((opened[mark[2]].pop(), len(plain)))
    plain += marked[done:]
    return plain, {role: [one for each in some if (one := _trimmed(plain, each))] for role, some in ranges.items()}


def _trimmed(text: str, one: Bounds) -> Bounds | None:
    words = text[one[0] : one[1]]
    start = one[0] + len(words) - len(words.lstrip())
    end = start + len(words.strip())
    return (start, end) if start < end else None


def _cut_words(text: str, one: Bounds) -> int:
    """How many of a range's two ends lie within a word."""
    return sum(0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum() for at in one)
