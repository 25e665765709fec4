"""Actor codes: country and sector of one mention, asked through a plain sentence around it."""

from collections import Counter

from benchmarks.reading.answers import Ref, Row, bounds, country, records
from benchmarks.reading.codes import country_of
from benchmarks.reading.figures import Counts, Figure, Totals, share
from benchmarks.reading.matching import likeness
from benchmarks.reading.misses import Miss
from benchmarks.reading.sets import Gold, Item

FIELDS = ("actors", "recipients", "speaker", "audience", "holder")
UNDECIDED = frozenset({"UNK"})


def count(item: Item, row: Row) -> Counts:
    """Count one mention: whether any actor stands on it, and the country and sector of the one that fits it best."""
    best, gold = _best(item, row), item.gold["gold"]
    right = _checks(best, gold)
    counts = Counter({"n": 1, "found": best is not None})
    for name, ok in right.items():
        counts += Counter({f"{name} n": 1, f"{name} right": ok})
    if item.gold.get("query_date"):
        counts += Counter({"dated n": 1, "dated right": all(right.values())})
    return counts


def figures(totals: Totals) -> dict[str, Figure | str]:
    """Return how many mentions are found, and the accuracy of country, of sector, and of all where a day is given."""
    out: dict[str, Figure | str] = {"n": totals["n"], "mention_found": share(totals.get("found", 0), totals["n"])}
    for name, shown in (("country", "country_accuracy"), ("sector", "sector_accuracy"), ("dated", "dated_all_right")):
        out[f"{name}_n"] = totals.get(f"{name} n", 0)
        out[shown] = share(totals.get(f"{name} right", 0), totals.get(f"{name} n", 0))
    return out | {"note": "through a wrapping sentence"}


def misses(item: Item, row: Row) -> list[Miss]:
    """Return a mention with a wrong country or sector; those not found first."""
    best, gold = _best(item, row), item.gold["gold"]
    right = _checks(best, gold)
    if all(right.values()):
        return []
    ours = f"{country(best)} {' '.join(best['sectors'])}" if best else "nobody"
    return [Miss(float(best is None), str(gold), ours)]


def _best(item: Item, row: Row) -> Ref | None:
    where = (0, len(item.gold["mention"]))
    refs = [ref for record in records(row) for field in FIELDS for ref in record.get(field) or []]
    best = max(refs, key=lambda ref: likeness(bounds(ref), where), default=None)
    return best if best and likeness(bounds(best), where) > 0 else None


def _checks(best: Ref | None, gold: Gold) -> dict[str, bool]:
    checks: dict[str, bool] = {}
    if gold.keys() & {"country", "cc"}:
        checks["country"] = best is not None and country(best) == country_of(gold.get("country", gold.get("cc")))
    if "code_1" in gold:
        sectors = set(best["sectors"]) if best else set()
        none = gold["code_1"] in {"", "UNK"}
        checks["sector"] = best is not None and (sectors <= UNDECIDED if none else gold["code_1"] in sectors)
    return checks
