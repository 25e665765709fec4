"""Claim tests on planted and on null histories made of real backgrounds.

    python -m benchmarks.claims --data DIR [--planted N] [--null N] [--dump FILE]

DIR is the ``history`` folder of the development data. A case takes a real pair with its coverage volume and its
comparable pairs, and shifts its responses in a circle, so that no true effect is left; its triggers are days drawn at
random or those of a real third party, shifted too. A planted case then doubles the rate in the windows: by events of
their own (``poisson``) or by repeating each that is there (``repeat``). The peer is a circular-shift permutation test
of the raw rates. Then every state that the ICEWS set hardly has is named in a claim, and a few cases go the whole way,
as files through the command line. The bars are read with ``--null 1000``.
"""

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from sitroom.core import DayRange, EventPattern
from sitroom.history import MIN_ROWS, Claim, Coverage, EventStore, import_events, judge_claim
from sitroom.history.claims.effects import Days, Floats, days_after
from sitroom.history.claims.evidence_days import Counted, DayEvidence, count_days
from sitroom.history.claims.referee import DOUBLING, weigh
from sitroom.history.intervals import jeffreys_interval
from sitroom.record import state_names

FILES = (
    ("icews18", "icews18_events_train.parquet", "icews18", 0.8),
    ("keds_weis", "keds_balkans_weis.tsv.gz", "keds:keds_balkans_weis", 0.2),  # a long history costs more
)
PAIRS, PEER_SHIFTS, LEVEL, WHOLE_WAY = 40, 999, 0.05, 6
WINDOWS = (14, 21, 30)


@dataclass(frozen=True)
class Background:
    """A real pair: what the source says of it and of pairs like it, and the triggers of a third party."""

    source: str
    days: DayEvidence


def main() -> None:
    """Judge every case, print a table and one JSON line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    root = os.environ.get("SITROOM_DATA")
    parser.add_argument("--data", type=Path, default=Path(root) / "history" if root else None)
    parser.add_argument("--planted", type=int, default=60)
    parser.add_argument("--null", type=int, default=200)
    parser.add_argument("--dump", type=Path)
    asked = parser.parse_args()
    if asked.data is None:
        print("skipped: give --data DIR or set SITROOM_DATA")
        print(json.dumps({"skipped": True}))
        return
    rng = np.random.default_rng(4)
    rows: list[dict[str, Any]] = []
    seconds = 0.0
    for layout, name, source, share in FILES:
        backgrounds = _backgrounds(asked.data / name, layout, source)
        started = time.perf_counter()
        for kind, count in (("poisson", asked.planted), ("repeat", asked.planted), ("null", asked.null)):
            rows += [_judged(kind, _case(kind, backgrounds, rng), rng) for _ in range(round(count * share))]
        seconds += time.perf_counter() - started
        if layout == "icews18":
            absent = _absent(asked.data / name, layout)
            whole_way = [_whole_way(_case("poisson", backgrounds, rng)) for _ in range(WHOLE_WAY)]
    if asked.dump:
        asked.dump.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    print(f"absent: {sum(absent)} of {len(absent)} claims that name a state with too few rows are not covered")
    told = _summary(rows) | {"absent": len(absent), "absent_not_covered": sum(absent)}
    told |= {"command_line_equal": sum(whole_way), "command_line_cases": len(whole_way)}
    print(json.dumps(told | {"seconds_per_claim": round(seconds / len(rows), 3), "rows": len(rows)}))


def _summary(rows: list[dict[str, Any]]) -> dict[str, object]:
    out: dict[str, object] = {}
    for kind in ("poisson", "repeat"):
        planted = [row for row in rows if row["kind"] == kind]
        strong = [row for row in planted if (row["detectable"] or 99) <= DOUBLING]
        found = sum(row["verdict"] == "supported" for row in strong)
        peer = sum(row["peer_p"] <= LEVEL for row in planted)
        within = sum(row["interval"][0] <= DOUBLING <= row["interval"][1] for row in strong)
        print(
            f"{kind}: {len(planted)} planted, {len(strong)} of them detectable, {found} found; the peer finds {peer}; "
            f"{within} intervals hold the ratio"
        )
        out[f"power_{kind}"] = round(found / len(strong), 3) if strong else None
        out |= {f"detectable_{kind}": len(strong), f"found_{kind}": found, f"peer_finds_{kind}": peer}
        out[f"interval_holds_{kind}"] = round(within / len(strong), 3) if strong else None
    weak = [row for row in rows if (row["detectable"] or 99) > DOUBLING]
    null = [row for row in rows if row["kind"] == "null"]
    false = sum(row["verdict"] == "supported" for row in null)
    low, high = jeffreys_interval(false, len(null)) if null else (0.0, 1.0)
    print(f"null: {false} of {len(null)} supported, 95 % {low:.3f} to {high:.3f}; {len(weak)} cases without power")
    return out | {
        "power": out["power_poisson"],
        "false_supported": false / len(null) if null else None,
        "false_high": round(high, 4),
        "no_power_where_weak": all(row["verdict"] == "no_power" for row in weak),
    }


def _backgrounds(path: Path, layout: str, source: str) -> list[Background]:
    """Return the largest pairs by cooperation, each with the largest third party that acts against its actor."""
    with tempfile.TemporaryDirectory() as folder:
        store = EventStore(folder)
        import_events(layout, path, store, received_on=date(2026, 1, 1))
        found = store.rows(_PAIRS, {"most": PAIRS}, source=source, as_of=None)
        period = DayRange(found[0][3], found[0][4])
        out = []
        for actor, recipient, third, _, _ in found:
            response = EventPattern((actor,), (recipient,), quads=(1, 2))
            trigger = EventPattern((third,), (actor,), quads=(3, 4))
            members = {"source": source, "period": period, "members": lambda name, _day: frozenset((name,))}
            out.append(Background(source, count_days(store, response, trigger, as_of=None, **members)))  # type: ignore[arg-type]
    return out


def _absent(path: Path, layout: str) -> list[bool]:
    """Whether claims about each state that the source hardly has, in each of the three places, are not covered."""
    with tempfile.TemporaryDirectory() as folder:
        store = EventStore(folder)
        import_events(layout, path, store, received_on=date(2026, 1, 1))
        known = store.rows(_STATES, {}, source="icews18", as_of=None)
        often, seldom = (
            known[0][0],
            sorted(set(state_names().values()) - {row[0] for row in known if row[1] >= MIN_ROWS}),
        )
        out = []
        for code in seldom:
            for actor, recipient, third in ((code, often, often), (often, code, often), (often, often, code)):
                response = EventPattern((actor,), (recipient,), quads=(1, 2))
                claim = Claim("absent", response, EventPattern((third,), (actor,), quads=(3, 4)))
                report = judge_claim(claim, store, members=lambda name, _day: frozenset((name,)))
                out.append(report.verdict == "not_covered" and not report.counts)
        return out


def _case(kind: str, backgrounds: list[Background], rng: np.random.Generator) -> tuple[Background, int]:
    """Return a background whose evidence is planted or null, and the window."""
    one = backgrounds[rng.integers(len(backgrounds))]
    days, window = one.days.days, int(rng.choice(WINDOWS))
    counts = np.roll(one.days.response.total(), int(rng.integers(days)))
    triggers = np.zeros(days)
    triggers[rng.choice(days, int(rng.integers(3, max(4, days // 60))), replace=False)] = 1
    theirs = np.roll(one.days.trigger.total(), int(rng.integers(days)))
    if rng.random() < 0.5 and 0 < days_after(theirs, window).mean() < 0.6:
        triggers = theirs
    after = days_after(triggers, window)
    if kind == "poisson":
        counts = counts + np.where(after, rng.poisson(counts.mean(), days), 0)
    elif kind == "repeat":
        counts = np.where(after, counts * DOUBLING, counts)
    evidence = replace(one.days, response=_counted(counts, 1), trigger=_counted(triggers, 4))
    return Background(one.source, evidence), window


def _counted(counts: Floats, quad: int) -> Counted:
    return Counted({quad: counts}, counts, int(counts.sum()))


def _judged(kind: str, case: tuple[Background, int], rng: np.random.Generator) -> dict[str, Any]:
    one, window = case
    days = one.days
    claim = Claim("planted", EventPattern(("A",), ("B",)), EventPattern(("C",), ("A",)), window)
    covered = Coverage("covered", one.source, DayRange(days.first, days.day(days.days - 1)), (), "planted")
    report = weigh(claim, (covered,), [(covered, days)])
    assert report.effect is not None
    after = days_after(days.trigger.total(), window)
    return {
        "kind": kind, "source": one.source, "window": window, "verdict": report.verdict, "p": report.p,
        "estimate": report.effect.ratio, "interval": [report.effect.low or 0.0, report.effect.high or 0.0],
        "detectable": report.effect.detectable, "peer_p": _peer(days.response.total(), after, rng),
    }  # fmt: skip


def _peer(counts: Floats, after: Days, rng: np.random.Generator) -> float:
    """Return the one-sided p of a circular-shift permutation test of the raw rates."""
    whole, inside = counts.sum(), int(after.sum())
    if not inside or inside == len(after):
        return 1.0
    shifts = rng.integers(1, len(after), PEER_SHIFTS)
    sums = np.array([counts[after].sum(), *(counts[np.roll(after, int(shift))].sum() for shift in shifts)])
    rates = (sums / inside) / np.maximum((whole - sums) / (len(after) - inside), 1e-9)
    return float((rates >= rates[0]).mean())


def _whole_way(case: tuple[Background, int]) -> bool:
    """Whether the same case, written as a table and judged by the command line, has the same raw rate ratio and n."""
    one, window = case
    days = one.days
    with tempfile.TemporaryDirectory() as folder:
        table, claim = Path(folder) / "events.csv", Path(folder) / "claim.toml"
        with table.open("w", encoding="utf-8", newline="") as file:
            out = csv.writer(file)
            out.writerow(["event_id", "occurred_on", "actor_country", "recipient_country", "quad"])
            for actor, recipient, counts, quad in (
                ("FRA", "DEU", days.response.total(), 1),
                ("ITA", "FRA", days.trigger.total(), 4),
                ("ESP", "PRT", np.ones(days.days), 1),
            ):
                for place in np.repeat(np.arange(days.days), counts.astype(int)):
                    out.writerow([f"{actor}{file.tell()}", days.day(int(place)), actor, recipient, quad])
        claim.write_text(
            'claim = "planted"\nresponse = { actor = "FRA", recipient = "DEU", quads = [1, 2] }\n'
            f'trigger = {{ actor = "ITA", recipient = "FRA", quads = [3, 4] }}\nwindow_days = {window}\n'
        )
        desk = ["--desk", f"{folder}/desk", "--json"]
        for words in (["history", "import", "table", str(table), *desk], ["test", str(claim), *desk]):
            done = subprocess.run([sys.executable, "-m", "sitroom", *words], capture_output=True, text=True, check=True)
        told = json.loads(done.stdout)
    after = days_after(days.trigger.total(), window)[window:]
    counts = days.response.total()[window:]
    if not told["n"]:  # fewer rows than coverage needs
        return bool(told["verdict"] == "not_covered")
    raw = counts[after].mean() / counts[~after].mean()
    same = told["n"]["responses_after"] == int(counts[after].sum()) and abs(told["rate_ratio"] - raw) < 1e-9
    return bool(same and (told["verdict"] == "no_power") == ((told["minimum_detectable_effect"] or 99) > DOUBLING))


_STATES = """, parties AS (
    SELECT actor_country AS code FROM events UNION ALL SELECT recipient_country FROM events
)
SELECT code, count(*) FROM parties WHERE code IS NOT NULL GROUP BY code ORDER BY count(*) DESC, code"""

_PAIRS = """, pairs AS (
    SELECT actor_country AS a, recipient_country AS b, count(*) AS n FROM events
    WHERE quad IN (1, 2) AND actor_country <> recipient_country
    GROUP BY ALL ORDER BY n DESC, a, b LIMIT $most
), thirds AS (
    SELECT a, b, n, (
        SELECT actor_country FROM events
        WHERE recipient_country = a AND quad IN (3, 4) AND actor_country <> a AND actor_country <> b
        GROUP BY actor_country ORDER BY count(*) DESC, actor_country LIMIT 1
    ) AS third FROM pairs
)
SELECT a, b, third, (SELECT min(occurred_on) FROM events), (SELECT max(occurred_on) FROM events) FROM thirds
WHERE third IS NOT NULL ORDER BY n DESC, a, b"""

if __name__ == "__main__":
    main()
