"""A desk in a fresh folder whose clock stands still, and a short brief to lay on it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sitroom.desk import Desk, open_desk

NOW = datetime(2013, 9, 3, 9, tzinfo=UTC)
BRIEF = (
    "Angela Merkel met Vladimir Putin on 2 September 2013. The two ministers did not meet. "
    "It is very likely that Russia will criticise Germany within three weeks. "
    "We see a 60 percent chance that Poland will sign a treaty with Ukraine by the end of November. "
    "The rest depends on the outcome of the Geneva talks.\n"
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = open_desk(tmp_path / "desk", clock=lambda: NOW)
    yield desk
    desk.close()


@pytest.fixture
def brief_path(tmp_path: Path) -> Path:
    path = tmp_path / "brief.txt"
    path.write_text(BRIEF, encoding="utf-8")
    return path
