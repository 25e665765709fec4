"""Our own marked passages of analytic prose, by the matching rules of ``judgements``, with intervals over passages."""

from collections import Counter

import numpy as np

from benchmarks.reading.figures import Counts, Figure, Totals, count_matches, matched_f1, share
from benchmarks.reading.intervals import bootstrap
from benchmarks.reading.judgements import COMPARED, FILE, HALVES, KINDS, Item, load
from benchmarks.reading.scoring import BOOTSTRAP_SEED, Scored
from sitroom.record import Order, Reading, read_many
from sitroom.text import document_from_text


def score_passages(items: list[Item] | None = None) -> Scored:
    """Read the passages and return precision, recall and F1 of each half and kind."""
    passages = load(FILE) if items is None else items
    readings = read_many([Order(document_from_text(one.text), one.written_on) for one in passages])
    counted = [count(one, reading) for one, reading in zip(passages, readings, strict=True)]
    rng = np.random.default_rng(BOOTSTRAP_SEED)
    return Scored(figures(sum(counted, Counter[str]())), bootstrap(counted, figures, rng=rng))


def count(item: Item, reading: Reading) -> Counts:
    """Count one passage in its half, kind by kind."""
    counts: Counts = Counter({f"{item.half} passages": 1})
    for kind, compare in COMPARED.items():
        found = compare(item, reading)
        marked, said = found.right + len(found.missed), found.right + len(found.extra)
        counts += count_matches(_name(item.half, kind), found.right, said, marked)
    return counts


def figures(totals: Totals) -> dict[str, Figure]:
    """Return the figures under names such as ``test_horizons_f1``."""
    out: dict[str, Figure] = {}
    for half in HALVES:
        out[f"{half}_passages"] = totals.get(f"{half} passages", 0)
        for name in (_name(half, kind) for kind in KINDS):
            right = totals.get(f"{name}|right", 0)
            out[f"{name}_marked"] = totals.get(f"{name}|gold", 0)
            out[f"{name}_precision"] = share(right, totals.get(f"{name}|said", 0))
            out[f"{name}_recall"] = share(right, totals.get(f"{name}|gold", 0))
            out[f"{name}_f1"] = matched_f1(totals, name)
    return out


def _name(half: str, kind: str) -> str:
    return f"{half}_{kind.replace(', ', '_')}"
