"""Run the command line in this process: its exit code, and what it wrote to stdout and stderr."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from sitroom.cli import main

BRIEF = (
    "Angela Merkel met Vladimir Putin on 2 September 2013. The two ministers did not meet. "
    "It is very likely that Russia will criticise Germany within three weeks.\n"
)


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("SITROOM_DESK", str(tmp_path / "desk"))
    monkeypatch.chdir(tmp_path)

    def run(*tokens: Any) -> Ran:
        with pytest.raises(SystemExit) as stopped:
            main([str(token) for token in tokens])
        captured = capsys.readouterr()
        return Ran(int(stopped.value.code or 0), captured.out, captured.err)

    return run


@pytest.fixture
def brief_path(tmp_path: Path) -> Path:
    path = tmp_path / "brief.txt"
    path.write_text(BRIEF, encoding="utf-8")
    return path
