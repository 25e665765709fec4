"""The first brief against the event data at hand: what they can say of its question, and of its claim."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sitroom.desk import Desk

DATA = os.environ.get("SITROOM_DATA")
pytestmark = pytest.mark.skipif(not DATA, reason="SITROOM_DATA is not set: the first brief and ICEWS 2018 are needed")
CLAIM = """
claim = "Belarus cooperates more with the West after Russian pressure"
response = { actor = "BLR", recipient = ["EU", "USA"], quads = [1, 2] }
trigger  = { actor = "RUS", recipient = "BLR", quads = [3, 4] }
window_days = 21
direction = "rises"
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    room = Desk(tmp_path_factory.mktemp("desk"), clock=lambda: datetime(2026, 1, 1, tzinfo=UTC))
    history = Path(DATA or "") / "history"
    room.import_history(history / "icews18_events_train.parquet", "icews18")
    room.import_history(history / "icews_dyad_year_2002_2012.parquet", "aggregate")
    return room


def test_its_question_is_nearly_always_true_and_a_harder_one_is_offered(desk: Desk) -> None:
    (seed,) = (Path(DATA or "") / "seed").glob("0*.txt")
    question = next(one for one in desk.brief(seed, dry_run=True).questions if one.question.scorable)
    assert question.base_rate is None  # nothing was known in 2013
    assert question.ours is None
    assert "later, and not known then" in question.note
    assert question.information == "low"
    assert question.harder
    asked = desk.history.base_rate(actor="BLR", recipient="west", quads=[1, 2], horizon_days=21, as_of="2018-12-31")
    assert asked.base.rate is not None
    assert asked.base.rate >= 0.85
    assert asked.harder is not None
    assert 0.1 <= (asked.harder[1].rate or 0) <= 0.7


def test_its_claim_has_no_power_and_says_why(desk: Desk) -> None:
    report = desk.test(CLAIM)
    assert report.verdict in {"no_power", "contradicted"}
    assert report.source == "icews18"
    assert "factor" in report.paragraph or "times" in report.paragraph


def test_a_state_that_is_not_there_is_not_covered(desk: Desk) -> None:
    assert desk.test(CLAIM.replace('"RUS"', '"TUV"')).verdict == "not_covered"
