"""Charts: each is drawn offline, says in words what it shows, and lets no text run."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from sitroom.core import DayRange, EventPattern, HistoryError
from sitroom.history import (
    Claim,
    EventStore,
    Members,
    Point,
    Report,
    Series,
    Spec,
    judge_claim,
    png,
    read_claim,
    reciprocity,
    report_charts,
    series,
    shares,
    sparkline,
    svg,
    words_and_deeds,
)  # fmt: skip
from sitroom.history.claims.verdicts import Cell

DATA = Path(os.environ["SITROOM_DATA"]) / "history" if os.environ.get("SITROOM_DATA") else None
FIRST = date(2010, 1, 4)


def drawn(seed: int = 1, pair: tuple[str, str] = ("ARM", "RUS")) -> Series:
    rng = np.random.default_rng(seed)
    points = []
    for at in range(60):
        quads = tuple(int(one) for one in rng.poisson(2, 4))
        start = FIRST + timedelta(weeks=at)
        score = round(float(rng.normal()), 1)
        points.append(Point(start, 7) if at == 30 else Point(start, 7, quads, 0, score, sum(quads), None, 50))  # type: ignore[arg-type]
    days = DayRange(FIRST, FIRST + timedelta(weeks=60, days=-1))
    return Series("covered", EventPattern((pair[0],), (pair[1],)), "week", "s", days, tuple(points))


def words_in(picture: str) -> str:
    root = ET.fromstring(picture)
    return " ".join(" ".join(one.itertext()) for one in root.iter() if one.tag.endswith("text"))


def test_a_series_is_drawn_with_each_kind_of_act_apart() -> None:
    charts = drawn().charts()
    assert list(charts) == ["quads", "goldstein"]
    told = words_in(svg(charts["quads"]))
    assert all(
        one in told for one in ("ARM toward RUS", "material conflict (quad 4)", "rows a week", "a gap is not peace")
    )
    scores = words_in(svg(charts["goldstein"]))
    assert all(one in scores for one in ("sum a week", "mean of a row"))


def test_shares_and_answers_are_drawn_with_their_intervals() -> None:
    found = shares(drawn())
    assert "95 % intervals" in words_in(svg(found.charts()["shares"]))
    answers = reciprocity(drawn(1), drawn(2, ("RUS", "ARM")), rng=np.random.default_rng(1))
    assert "RUS toward ARM, 1 week after ARM toward RUS" in words_in(svg(answers.charts()["reciprocity"]))


def test_deeds_are_drawn_where_there_is_nothing_to_compare_with(chronicle: EventStore, members: Members) -> None:
    own = series(chronicle, EventPattern(("ARM",), ("RUS",)), source="chronicle-armenia", members=members)
    told = words_in(svg(words_and_deeds(chronicle, own, members=members).charts()["words-and-deeds"]))
    assert "cooperation (quad 2 of 1 and 2)" in told


def report(**changes: object) -> Report:
    claim = Claim("ARM answers", EventPattern(("ARM",), ("RUS",)), EventPattern(("RUS",), ("ARM",)), window_days=3)
    cells = (
        Cell("s", 3, "as claimed", "level and coverage", 1.5, (1.1, 2.0), 0.01, main=True),
        Cell("s", 7, "as claimed", "level and coverage", 0.9, None, 0.4),
        Cell("s", 3, "as claimed", "none", 80.0, (0.001, 900.0), 0.2),
        Cell("s", 3, "quad 4 alone", "level and coverage", None, None, 1.0),
    )
    course = tuple((lag, 0.1 * (lag + 5)) for lag in range(-3, 7))
    plain = Report(claim, "supported", "Supported.", "", source="s", specifications=cells, course=course)
    return replace(plain, **changes)  # type: ignore[arg-type]


def test_a_report_has_two_pictures_and_marks_the_cell_of_the_verdict() -> None:
    charts = report_charts(report())
    assert "days from the trigger" in words_in(svg(charts["course"]))
    told = words_in(svg(charts["specifications"]))
    assert "3 days · as claimed · (the verdict's)" in told
    assert "not adjusted" in told
    assert "quad 4 alone" not in told  # it has no ratio


def test_where_nothing_was_counted_there_is_nothing_to_draw() -> None:
    assert report_charts(report(specifications=(), course=())) == {}
    assert Series("not_covered", EventPattern(("ARM",)), "week", "s", DayRange()).charts() == {}


def test_text_from_outside_stays_text() -> None:
    nasty = replace(drawn(), source="<script>alert(1)</script>")
    picture = svg(nasty.charts()["quads"])
    assert "<script" not in picture
    assert "<script>alert(1)</script>" in words_in(picture)


def test_a_chart_fetches_nothing_and_a_wrong_one_is_refused() -> None:
    away: Spec = {"data": {"url": "https://example.org/rows.csv"}, "mark": "point", "encoding": {"x": {"field": "a"}}}
    with pytest.raises(HistoryError, match="cannot be drawn"):
        svg(away)
    assert png(drawn().charts()["quads"]).startswith(b"\x89PNG")


def test_specifications_are_plain_json() -> None:
    for chart in (*drawn().charts().values(), *report_charts(report()).values()):
        assert json.loads(json.dumps(chart)) == chart


def test_the_library_is_loaded_only_to_draw() -> None:
    heavy = ("vl_convert", "pandas")
    code = f"import sys, sitroom.desk; print([one for one in {heavy} if one in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("values", "line"),
    [([], ""), ([None, None], "  "), ([0, 0], "▁▁"), ([1, None, 2], "▁ █"), ([-4, 0, 4], "▁▅█"), ([3], "▁")],
)
def test_a_sparkline_shows_gaps_as_blanks(values: list[float | None], line: str) -> None:
    assert sparkline(values) == line


def test_a_long_sparkline_takes_neighbours_together() -> None:
    assert sparkline([0, 0, 8, 8, None, None, 4, 4], width=4) == "▁█ ▅"


@pytest.mark.skipif(DATA is None or not DATA.exists(), reason="SITROOM_DATA is not set: no development data")
def test_a_claim_on_real_data_is_drawn(store: EventStore, members: Members) -> None:
    from sitroom.history import import_events

    assert DATA is not None
    import_events("keds_weis", DATA / "keds_casia_weis.tsv.gz", store, received_on=date(2026, 1, 1))
    text = 'claim = "x"\nresponse = { actor = "ARM", recipient = "AZE", quads = [3, 4] }\ntrigger = { actor = "AZE", recipient = "ARM", quads = [3, 4] }\n'
    found = judge_claim(read_claim(text, resolve=lambda name: name), store, members=members)
    assert found.verdict != "not_covered"
    assert all(svg(chart) for chart in report_charts(found).values())
