"""Claim tests on planted and on null histories made of real backgrounds.

    python -m benchmarks.claims --data DIR [--planted N] [--null N] [--dump FILE]

DIR is the ``history`` folder of the development data. A case takes the daily counts of a real pair, shifts them in a
circle (so that no true effect is left), draws trigger days, and for a planted case doubles the rate in the windows:
by events of their own (``poisson``) or by repeating those that are there (``repeat``). The peer is a circular-shift
permutation test of the raw rates.
"""

import argparse
import json
import os
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sitroom.core import DayRange, EventPattern
from sitroom.history import Claim, Coverage, EventStore, import_events
from sitroom.history.effects import days_after
from sitroom.history.evidence_days import Counted, DayEvidence
from sitroom.history.intervals import jeffreys_interval
from sitroom.history.referee import weigh

FILES = (
    ("icews18", "icews18_events_train.parquet", "icews18"),
    ("keds_weis", "keds_balkans_weis.tsv.gz", "keds:keds_balkans_weis"),
)
PAIRS, SHIFTS, DOUBLING = 60, 400, 2.0

Floats = NDArray[np.float64]


def main() -> None:
    """Judge every case, print a table and one JSON line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    root = os.environ.get("SITROOM_DATA")
    parser.add_argument("--data", type=Path, default=Path(root) / "history" if root else None)
    parser.add_argument("--planted", type=int, default=100)
    parser.add_argument("--null", type=int, default=1000)
    parser.add_argument("--dump", type=Path)
    asked = parser.parse_args()
    if asked.data is None:
        print("skipped: give --data DIR or set SITROOM_DATA")
        print(json.dumps({"skipped": True}))
        return
    rng = np.random.default_rng(4)
    started, rows = time.perf_counter(), []
    for layout, name, source in FILES:
        with tempfile.TemporaryDirectory() as folder:
            store = EventStore(folder)
            import_events(layout, asked.data / name, store, received_on=date(2026, 1, 1))
            backgrounds = _backgrounds(store, source)
        share = 0.9 if layout == "icews18" else 0.1  # a long history costs more
        for kind, count in (("poisson", asked.planted), ("repeat", asked.planted), ("null", asked.null)):
            rows += [_case(kind, source, backgrounds, rng) for _ in range(round(count * share))]
    if asked.dump:
        asked.dump.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    told = _summary(rows)
    print(
        json.dumps(
            told | {"seconds_per_claim": round((time.perf_counter() - started) / len(rows), 3), "rows": len(rows)}
        )
    )


def _summary(rows: list[dict[str, Any]]) -> dict[str, object]:
    out: dict[str, object] = {}
    for kind in ("poisson", "repeat"):
        planted = [row for row in rows if row["kind"] == kind]
        strong = [row for row in planted if (row["detectable"] or 99) <= DOUBLING]
        found = sum(row["verdict"] == "supported" for row in strong)
        peer = sum(row["peer_p"] <= 0.05 for row in planted)
        print(f"{kind}: {len(planted)} planted, {len(strong)} of them detectable, {found} found; the peer finds {peer}")
        out[f"power_{kind}"] = round(found / len(strong), 3) if strong else None
        out[f"detectable_{kind}"], out[f"peer_finds_{kind}"] = len(strong), peer
    null = [row for row in rows if row["kind"] == "null"]
    false = sum(row["verdict"] == "supported" for row in null)
    low, high = jeffreys_interval(false, len(null)) if null else (0.0, 1.0)
    print(f"null: {false} of {len(null)} supported, 95 % {low:.3f} to {high:.3f}")
    return out | {
        "power": out["power_poisson"],
        "false_supported": false / len(null) if null else None,
        "false_high": high,
    }


def _backgrounds(store: EventStore, source: str) -> tuple[list[Floats], Floats]:
    """Return the daily counts of the largest pairs, cooperative quads, and the volume of all rows."""
    found = store.rows(_PAIRS, {"most": PAIRS}, source=source, as_of=None)
    first, last = min(row[2] for row in found), max(row[2] for row in found)
    days = (last - first).days + 1
    pairs: dict[tuple[str, str], Floats] = {}
    for actor, recipient, day, count in found:
        pairs.setdefault((actor, recipient), np.zeros(days))[(day - first).days] += count
    return list(pairs.values()), np.sum(list(pairs.values()), axis=0)


def _case(kind: str, source: str, backgrounds: tuple[list[Floats], Floats], rng: np.random.Generator) -> dict[str, Any]:
    pairs, volume = backgrounds
    background = pairs[rng.integers(len(pairs))]
    days = len(background)
    counts = np.roll(background, int(rng.integers(days)))
    window = int(rng.choice([14, 21, 30]))
    triggers = np.zeros(days)
    triggers[rng.choice(days, int(rng.integers(3, max(4, days // 60))), replace=False)] = 1
    after = days_after(triggers, window)
    if kind == "poisson":
        counts = counts + np.where(after, rng.poisson(counts.mean(), days), 0)
    elif kind == "repeat":
        counts = np.where(after, counts * 2, counts)
    exposure = volume / volume.mean() * 0.9 + 0.1
    evidence = DayEvidence(
        date(2000, 1, 1), days, Counted({1: counts}, counts, int(counts.sum())),
        Counted({4: triggers}, triggers, int(triggers.sum())), exposure, {"recipient": {}, "actor": {}},
    )  # fmt: skip
    claim = Claim("planted", EventPattern(("A",), ("B",)), EventPattern(("C",), ("A",)), window)
    covered = Coverage("covered", source, DayRange(evidence.first, evidence.day(days - 1)), (), "planted")
    report = weigh(claim, (covered,), [(covered, evidence)])
    assert report.effect is not None
    return {
        "kind": kind, "source": source, "verdict": report.verdict, "p": report.p, "estimate": report.effect.ratio,
        "detectable": report.effect.detectable, "peer_p": _peer(counts, after, rng),
    }  # fmt: skip


def _peer(counts: Floats, after: NDArray[np.bool_], rng: np.random.Generator) -> float:
    """Return the one-sided p of a circular-shift permutation test of the raw rates."""
    whole, inside = counts.sum(), int(after.sum())
    if not inside or inside == len(after):
        return 1.0
    shifts = rng.integers(1, len(after), SHIFTS)
    sums = np.array([counts[after].sum(), *(counts[np.roll(after, int(shift))].sum() for shift in shifts)])
    rates = (sums / inside) / np.maximum((whole - sums) / (len(after) - inside), 1e-9)
    return float((rates >= rates[0]).mean())


_PAIRS = """, pairs AS (
    SELECT actor_country, recipient_country, occurred_on FROM events
    WHERE quad IN (1, 2) AND actor_country <> recipient_country
), largest AS (
    SELECT actor_country, recipient_country FROM pairs
    GROUP BY ALL ORDER BY count(*) DESC, actor_country, recipient_country LIMIT $most
)
SELECT actor_country, recipient_country, occurred_on, count(*) FROM pairs
JOIN largest USING (actor_country, recipient_country) GROUP BY ALL"""

if __name__ == "__main__":
    main()
