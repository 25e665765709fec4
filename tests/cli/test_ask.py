"""Questions and models on the command line."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from cyclopts import App

from sitroom.cli.asking import run_ask, watched
from sitroom.cli.forecast_fit import forecast_fit
from sitroom.cli.output import DONE, INTEGRITY, UNREADABLE, USAGE
from sitroom.desk import chronicles
from tests.desk.acts import SOURCE, acts, desk_with

from .conftest import Ran, Run

ASKED = "Will Belarus consult with Poland within 7 days?"


@pytest.fixture
def ask(run: Run, capsys: pytest.CaptureFixture[str]) -> Run:
    """The two commands, on an empty desk."""
    app = App(name="sitroom", result_action="return_value")
    app.command(run_ask, name="ask")
    app.command(forecast_fit, name="fit")

    def ask(*tokens: object) -> Ran:
        code = app([str(token) for token in tokens], exit_on_error=False)
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return ask


@pytest.fixture
def armenia(ask: Run, run: Run) -> Run:
    assert run("history", "import", "table", chronicles()[0]).code == 0
    return ask


@pytest.fixture
def made_up(ask: Run, tmp_path: Path) -> Iterator[Run]:
    desk = desk_with(tmp_path / "desk", acts(days=300))
    yield ask
    desk.close()


def test_the_probability_comes_first_then_what_stands_beside_it_then_why(armenia: Run) -> None:
    ran = armenia("ask", "Will Armenia consult with Russia within 21 days?", "--as-of", "2013-08-31")
    lines = ran.out.splitlines()
    assert ran.code == DONE
    assert lines[0] == "20% (7% to 36%)  Will Armenia consult with Russia within 21 days?  [1-21 Sep 2013]"
    assert lines[1].startswith("  base rate: 19% (7% to 36%), it held in 5 of 27 windows of 21 days")
    assert lines[2] == "  baselines: climatology 20%, persistence 25%, decayed-poisson 17%, recurrency 20%"
    assert any(line.startswith("  read as: true if chronicle-armenia shows, from 2013-09-01") for line in lines)
    assert any(line.startswith("  1. From 10 Feb 2012 to 29 Aug 2013 it held") for line in lines)


def test_parts_will_do_in_place_of_a_sentence(armenia: Run) -> None:
    words = ("ask", "--actor", "ARM", "--recipient", "EU", "--quad", 1, "--window", 21, "--as-of", "2013-08-31")
    told = json.loads(armenia(*words, "--json").out)
    assert told["rule"]["actors"] == ["ARM"]
    assert told["rule"]["recipients"] == ["european-union"]
    assert (told["rule"]["quads"], told["rule"]["window_days"]) == ([1], 21)
    assert told["model"] == "climatology.v1"


def test_low_information_is_said_and_a_harder_question_offered(armenia: Run) -> None:
    ran = armenia("ask", "Will Armenia cooperate with anyone within 60 days?", "--as-of", "2013-12-31")
    assert "\nLow information; a question that says more: Armenia makes" in ran.out


def test_not_covered_is_an_answer(armenia: Run) -> None:
    ran = armenia("ask", "Will Japan attack Armenia?", "--as-of", "2013-08-31")
    assert ran.code == DONE
    assert ran.out.startswith("Not covered: chronicle-armenia")
    assert "`sitroom history fetch gdelt --from 2012-08-31 --to 2013-08-31`" in ran.out
    assert json.loads(armenia("ask", "Will Japan attack Armenia?", "--as-of", "2013-08-31", "--json").out)[
        "status"
    ] == ("not_covered")


@pytest.mark.parametrize(
    ("tokens", "code", "words"),
    [
        (("ask",), USAGE, "ask in a sentence"),
        (("ask", "Will Armenia sign a deal with Russia?"), USAGE, "'sign' is not read"),
        (("ask", ASKED, "--as-of", "yesterday"), USAGE, "'yesterday' is no day"),
        (("ask", ASKED, "--as-of", "2999-01-01"), USAGE, "has not come"),
        (("ask", ASKED, "--source", "elsewhere"), UNREADABLE, "elsewhere"),
        (("ask", "--actor", "Atlantis"), UNREADABLE, "Atlantis"),
        (("fit", "--source", "elsewhere"), UNREADABLE, "elsewhere"),
        (("fit",), USAGE, "a model takes 500"),
    ],
)
def test_errors_say_what_to_do_and_have_their_exit_codes(
    armenia: Run, tokens: tuple[str, ...], code: int, words: str
) -> None:
    plain, as_json = armenia(*tokens), armenia(*tokens, "--json")
    assert (plain.code, plain.out) == (code, "")
    assert words in plain.err
    told = json.loads(as_json.err)
    assert (as_json.code, as_json.out, told["exit_code"]) == (code, "", code)
    assert words in told["message"]


def test_a_model_is_fitted_kept_and_asked(made_up: Run, tmp_path: Path) -> None:
    card = json.loads(made_up("fit", "--source", SOURCE, "--until", "2016-10-01", "--json").out)
    assert (card["source"], card["until"], card["method"], card["seed"]) == (
        SOURCE,
        "2016-10-01",
        "hazard.v1",
        20130221,
    )
    assert Path(card["folder"]) == tmp_path / "desk" / "models" / SOURCE / "2016-10-01"
    assert {one.suffix for one in Path(card["folder"]).rglob("*") if one.is_file()} <= {".json", ".npz"}
    told = json.loads(made_up("ask", ASKED, "--as-of", "2016-10-05", "--json").out)
    assert told["model"] == "hazard.v1"
    assert made_up("fit", "--until", "2016-10-01").out.startswith("hazard.v1 on made-up as of 2016-10-01: ")


def test_a_broken_model_is_an_error_of_integrity(made_up: Run) -> None:
    folder = Path(json.loads(made_up("fit", "--until", "2016-10-01", "--json").out)["folder"])
    max((folder / "hazard").iterdir()).write_bytes(b"")
    ran = made_up("ask", ASKED, "--as-of", "2016-10-01")
    assert ran.code == INTEGRITY
    assert "`sitroom forecast fit --source made-up --until 2016-10-01` makes it anew" in ran.err


def test_nobody_is_shown_a_bar_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    with watched("fitting") as show:
        show("questions", 1, 3)
        show("trees", 3, 3)
    assert capsys.readouterr().err == ""
