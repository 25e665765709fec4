"""The commands on signs: named, watched, marked and dropped; exit code 10 where something moved."""

import json
from pathlib import Path

import pytest

from sitroom.cli.output import DONE, LOOK, USAGE

from .conftest import Run


@pytest.fixture
def sign(run: Run) -> str:
    run("topic", "new", "Minsk")
    named = run(
        "topic", "indicator", "add", "minsk", "prisoners are\x1b[31m released", "--speaks-for", "an opening",
        "--since", "2013-02-21", "--by", "2013-05-14", "--json",
    )  # fmt: skip
    return str(json.loads(named.out)["id"])


def test_news_are_told_once(run: Run, sign: str) -> None:
    assert run("topic", "watch", "minsk", "--as-of", "2013-03-01").code == DONE
    over = run("topic", "watch", "minsk", "--as-of", "2013-05-20")
    assert over.code == LOOK
    assert "FOR YOU TO MARK" in over.out
    assert sign[:8] in over.out
    again = run("topic", "watch", "minsk", "--as-of", "2013-05-20")
    assert (again.code, "nothing moved" in again.out) == (DONE, True)


def test_words_steer_no_terminal(run: Run, sign: str) -> None:
    for told in (run("topic", "watch", "minsk", "--as-of", "2013-05-20"), run("topic", "indicator", "drop", sign)):
        assert "\x1b" not in told.out


def test_as_json_for_a_program(run: Run, sign: str) -> None:
    told = run("topic", "watch", "minsk", "--as-of", "2013-05-20", "--json")
    found = json.loads(told.out)
    assert (told.code, found["news"], found["moved"]) == (LOOK, True, [sign])
    assert found["indicators"][0]["before"] == "open"
    assert not json.loads(run("topic", "watch", "minsk", "--as-of", "2013-05-20", "--json").out)["news"]


def test_a_sign_is_marked_and_then_settled(run: Run, sign: str) -> None:
    marked = run(
        "topic", "indicator", "see", sign[:6], "--source", "BelTA", "--quote", "released", "--on", "2013-04-02"
    )
    assert (marked.code, "BelTA" in marked.out) == (DONE, True)
    assert run("topic", "watch", "minsk").code == DONE
    shown = run("topic", "show", "minsk")
    assert "seen" in shown.out
    assert "an opening" in shown.out


def test_the_days_ahead_go_into_a_calendar(run: Run, sign: str, tmp_path: Path) -> None:
    file = tmp_path / "minsk.ics"
    run("topic", "watch", "minsk", "--as-of", "2013-03-01", "--ics", file)
    first = file.read_bytes()
    assert f"UID:indicator-{sign}@sitroom\r\n".encode() in first
    assert b"DTSTART;VALUE=DATE:20130514\r\n" in first
    assert b"\x1b" not in first


def test_a_dropped_sign_is_gone(run: Run, sign: str) -> None:
    assert run("topic", "indicator", "drop", sign, "--reason", "too vague").code == DONE
    assert run("topic", "indicator", "drop", sign).code == USAGE
    assert sign[:8] not in run("topic", "watch", "minsk").out


@pytest.mark.parametrize(
    "words",
    [
        ("topic", "watch", "nowhere"),
        ("topic", "watch", "minsk", "--as-of", "soon"),
        ("topic", "indicator", "add", "minsk", "x", "--type", "NONSENSE", "--actor", "Belarus"),
        ("topic", "indicator", "see", "zzzz", "--source", "a", "--quote", "b"),
    ],
)
def test_what_cannot_be_is_refused(run: Run, sign: str, words: tuple[str, ...]) -> None:
    assert run(*words).code == USAGE
