"""The published claims read as claims, and their page says what the referee says."""

import os
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sitroom.desk import Desk

DOCS = Path(__file__).parents[2] / "docs"
CLAIMS = sorted((DOCS / "claims").glob("*.toml"))
ROW = re.compile(
    r"\(\.\./claims/(?P<file>[\w-]+\.toml)\) \| (?P<verdict>[a-z ]+) \| (?P<ratio>[\d.]+) \(", re.MULTILINE
)
DATA = os.environ.get("SITROOM_DATA")


def desk(folder: Path) -> Desk:
    return Desk(folder, clock=lambda: datetime(2026, 1, 1, tzinfo=UTC))


def told() -> dict[str, tuple[str, float]]:
    page = (DOCS / "discussion" / "balkans.md").read_text(encoding="utf-8")
    return {found["file"]: (found["verdict"].strip(), float(found["ratio"])) for found in ROW.finditer(page)}


def test_every_published_claim_is_read_and_has_a_row(tmp_path: Path) -> None:
    room = desk(tmp_path)
    for path in CLAIMS:
        claim = room.claim(str(path))
        assert room.claim(claim.to_toml()).fingerprint() == claim.fingerprint()
    assert sorted(told()) == [path.name for path in CLAIMS]


@pytest.mark.skipif(not DATA, reason="SITROOM_DATA is not set: the KEDS Balkans set is needed")
def test_the_page_says_what_the_referee_says(tmp_path: Path) -> None:
    room = desk(tmp_path)
    room.import_history(Path(DATA or "") / "history" / "keds_balkans_weis.tsv.gz", "keds_weis")
    for name, (verdict, ratio) in told().items():
        report = room.test(str(DOCS / "claims" / name))
        assert report.verdict.replace("_", " ") == verdict, name
        assert report.effect is not None
        assert report.effect.ratio == pytest.approx(ratio, abs=0.006), name
