"""The commands on rival explanations: a matrix, marks, and assumptions by number, by key or by line."""

import io
import json
import os
import sys
from itertools import islice
from pathlib import Path

import pytest

from sitroom.cli.keys import read_keys
from sitroom.cli.output import DONE, USAGE
from tests.brief.test_rivals import GOALS

from .conftest import Run


@pytest.fixture
def filed(run: Run, tmp_path: Path) -> Run:
    path = tmp_path / "goals.txt"
    path.write_text(GOALS, encoding="utf-8")
    assert run("topic", "new", "Minsk").code == DONE
    assert run("brief", path, "--topic", "minsk", "--out", tmp_path).code == DONE
    return run


def states(run: Run) -> list[str]:
    told = json.loads(run("topic", "assume", "minsk", "--json").out)
    return [one["state"] for one in told["assumptions"]]


def test_the_matrix_says_what_fits_what_by_which_rule(filed: Run) -> None:
    told = filed("topic", "explain", "minsk").out
    assert "routine: it would have taken place anyway\tnot considered by the author" in told
    assert "Nothing in the text tells A, B and C apart." in told
    assert "Rule: it is what the act is said to answer." in told
    found = json.loads(filed("topic", "explain", "minsk", "1", "--json").out)
    assert [one["letter"] for one in found["matrix"]["explanations"]] == ["A", "B", "C"]
    assert found["matrix"]["not_separated"] == [["A", "B"], ["A", "C"], ["B", "C"]]


def test_a_mark_moves_the_ranking(filed: Run) -> None:
    assert (
        filed("topic", "mark", "minsk", "2", "A", "inconsistent", "--reason", "he was told", "--by", "Ana").code == DONE
    )
    told = filed("topic", "explain", "minsk").out
    assert "-*" in told
    assert "Evidence against, fewest first: B, C: 0; A: 1." in told
    refused = filed("topic", "mark", "minsk", "2", "Z", "neutral", "--reason", "because")
    assert (refused.code, "there are A, B, C" in refused.err) == (USAGE, True)


def test_assumptions_by_number_are_all_kept_or_none(filed: Run) -> None:
    assert filed("topic", "assume", "minsk", "--accept", "1", "--strike", "99", "--reason", "no").code == USAGE
    assert set(states(filed)) == {"open"}
    done = filed("topic", "assume", "minsk", "--accept", "1", "--strike", "2", "--reason", "it was secret")
    assert done.code == DONE
    assert states(filed)[:3] == ["accepted", "struck", "open"]
    assert "rests on what was struck" in filed("topic", "explain", "minsk").out
    assert filed("topic", "assume", "minsk", "--reopen", "2", "--reason", "it was not").code == DONE
    assert states(filed)[:2] == ["accepted", "open"]


def test_one_goes_through_them_line_by_line(filed: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as here:
        here.setattr(sys, "stdin", io.StringIO("a\n\nx\nn\nstrike\nnobody was told\nq\n"))
        assert filed("topic", "assume", "minsk", "--ask").code == DONE
    assert states(filed)[:4] == ["accepted", "open", "struck", "open"]


def test_a_struck_one_needs_its_reason(filed: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as here:
        here.setattr(sys, "stdin", io.StringIO("s\n\n"))
        refused = filed("topic", "assume", "minsk", "--ask")
    assert (refused.code, "with a reason" in refused.err) == (USAGE, True)
    assert set(states(filed)) == {"open"}


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="no terminals of that kind here")
def test_on_a_terminal_one_key_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = os.openpty()
    with os.fdopen(theirs, encoding="utf-8") as terminal:
        monkeypatch.setattr(sys, "stdin", terminal)
        os.write(ours, b"aS n\n")
        assert list(islice(read_keys(), 3)) == ["a", "s", "n"]
    os.close(ours)
