"""Intervals, bars and the table."""

from collections import Counter

import numpy as np
import pytest
from benchmarks.reading.figures import Counts, Totals, share
from benchmarks.reading.intervals import bootstrap
from benchmarks.reading.quotes import count_quotes
from benchmarks.reading.scoring import SCORERS
from benchmarks.reading.sets import SETS
from benchmarks.reading.table import Bar, load_bars, table_lines

from .builders import TEXT, event, row


def rate(totals: Totals) -> dict[str, float | None]:
    return {"rate": share(totals.get("right", 0), totals.get("n", 0))}


def drawn(right: int, of: int) -> list[Counts]:
    return [Counter({"n": 1, "right": int(n < right)}) for n in range(of)]


def test_an_interval_holds_the_figure_and_narrows_with_more_sentences() -> None:
    small, large = (
        bootstrap(drawn(8 * k, 10 * k), rate, rng=np.random.default_rng(1), resamples=400)["rate"] for k in (1, 40)
    )
    assert small[0] < large[0] < 0.8 < large[1] < small[1]
    assert large[1] - large[0] == pytest.approx(2 * 1.96 * (0.8 * 0.2 / 400) ** 0.5, rel=0.2)


def test_the_same_seed_gives_the_same_interval_and_one_item_none() -> None:
    one, other = (bootstrap(drawn(3, 9), rate, rng=np.random.default_rng(5), resamples=50) for _ in range(2))
    assert one == other
    assert bootstrap(drawn(1, 1), rate, rng=np.random.default_rng(5)) == {}


@pytest.mark.parametrize(
    ("better", "figure", "met"),
    [("higher", 0.85, "goal"), ("higher", 0.8, "floor"), ("higher", 0.1, "no"), ("lower", 0.1, "goal")],
)
def test_a_figure_meets_the_goal_the_floor_or_neither(better: str, figure: float, met: str) -> None:
    bars = (0.8, 0.85) if better == "higher" else (0.3, 0.2)
    assert Bar("s", "m", "label", *bars, better, "", "", "").met(figure) == met
    assert Bar("s", "m", "label", None, None, better, "", "", "").met(figure) == ""


def test_the_table_shows_what_was_scored() -> None:
    bars = [
        Bar("a", "f1", "F1", 0.5, 0.9, "higher", "", ".7 others", ""),
        Bar("b", "f1", "F1", None, None, "higher", "", "", ""),
    ]
    head, rule, line = table_lines(bars, {"a": {"f1": 0.75}}, {"a": {"f1": (0.7, 0.8)}})
    assert [cell.strip() for cell in line.strip("|").split("|")] == [
        "a", "F1", "0.750", "0.700–0.800", "0.500", "0.900", "floor", ".7 others",
    ]  # fmt: skip
    assert len(head) == len(rule) == len(line)


@pytest.mark.parametrize(("recall", "met"), [(0.1, ["no", "no"]), (0.8, ["goal", "goal"])])
def test_few_errors_count_only_beside_the_recall_that_they_need(recall: float, met: list[str]) -> None:
    bars = [
        Bar("a", "errors", "errors", 0.03, 0.01, "lower", "recall", "", ""),
        Bar("a", "recall", "recall", 0.7, 0.7, "higher", "", "", ""),
    ]
    lines = table_lines(bars, {"a": {"errors": 0.005, "recall": recall}}, {})
    assert [line.split("|")[7].strip() for line in lines[2:]] == met


def test_every_bar_names_a_set_and_says_which_way_is_better() -> None:
    bars = load_bars()
    assert {bar.set for bar in bars} == {*SETS, "judgements", "all"}
    assert {bar.better for bar in bars} == {"higher", "lower"}
    assert all(bar.source for bar in bars if bar.others[:1] in {".", "a"})
    assert set(SCORERS) == set(SETS)


def test_a_quote_that_is_not_its_slice_is_counted() -> None:
    wrong = event("accused")
    wrong["trigger"] = wrong["trigger"] | {"start": 0}
    counts = count_quotes(row(event("lying"), wrong), TEXT)
    assert (counts["quotes_checked"], counts["quote_violations"]) == (4, 1)
