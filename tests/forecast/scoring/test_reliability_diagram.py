"""The reliability diagram: what it draws is what the bins say."""

import numpy as np

from sitroom.forecast.scoring import calibration_bins, reliability_diagram
from sitroom.history import svg


def test_it_draws_dots_at_bin_means_and_counts_below() -> None:
    rng = np.random.default_rng(4)
    stated = rng.random(500)
    outcomes = rng.random(500) < stated
    spec = reliability_diagram(stated, outcomes, title="A forecaster & its <past>")
    bins = calibration_bins(stated, outcomes)
    above, below = spec["vconcat"]
    dots = above["layer"][-1]["data"]["values"]
    assert [(one["stated"], one["came"]) for one in dots] == [(one.stated, one.came_true) for one in bins]
    assert [(one["low"], one["high"]) for one in dots] == [one.interval for one in bins]
    assert [one["told"] for one in below["layer"][0]["data"]["values"]] == [str(one.questions) for one in bins]
    assert "500 questions" in spec["title"]["subtitle"][0]
    picture = svg(spec)
    assert picture.startswith("<svg")
    assert "probability stated" in picture
    assert "A forecaster &amp; its &lt;past&gt;" in picture


def test_one_question_can_be_drawn() -> None:
    assert svg(reliability_diagram([0.2], [True], title="One")).startswith("<svg")
