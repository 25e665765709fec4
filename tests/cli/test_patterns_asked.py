"""Whatever command asks about acts, one that there is not is refused in the same words; and who is next is ranked."""

import json

import pytest

from sitroom.cli.output import DONE, UNREADABLE, USAGE
from sitroom.desk import chronicles

from .conftest import Run

COMMANDS = [
    ("ask", "--actor", "Armenia"),
    ("forecast", "rank", "--actor", "Armenia"),
    ("forecast", "backtest"),
    ("ledger", "backtest"),
    ("ledger", "add", "Will it?", "--closes", "2099-01-01", "--actor", "Armenia"),
]


@pytest.fixture
def armenia(run: Run) -> Run:
    assert run("history", "import", "table", chronicles()[0]).code == DONE
    return run


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize(
    ("option", "said"),
    [(("--quad", "7"), "quads are 1 to 4, not 7"), (("--type", "DANCE"), "'DANCE' is no event type")],
)
def test_an_act_that_there_is_not_is_refused(
    armenia: Run, command: tuple[str, ...], option: tuple[str, str], said: str
) -> None:
    ran = armenia(*command, *option)
    assert ran.code == USAGE
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_who_is_next_is_ranked_and_the_model_is_kept(armenia: Run) -> None:
    asked = ("forecast", "rank", "--actor", "Armenia", "--type", "CONSULT", "--as-of", "2013-09-01", "--json")
    first, again = (json.loads(armenia(*asked).out) for _ in range(2))
    assert first == again
    assert (first["asked"], first["as_of"], first["fitted_until"]) == ("ARM", "2013-09-01", "2013-08-29")
    parties = first["candidates"]
    assert sum(one["share"] for one in parties) == pytest.approx(1, abs=0.02)
    assert [one["share"] for one in parties] == sorted((one["share"] for one in parties), reverse=True)
    assert parties[0]["code"] == "RUS"
    assert all(one["last_on"] is None or one["last_on"] <= "2013-09-01" for one in parties)
    assert not {"ARM", "(unnamed)"} & {one["code"] for one in parties}


def test_a_ranking_names_one_side(armenia: Run) -> None:
    ran = armenia("forecast", "rank", "--actor", "Armenia", "--recipient", "Russia")
    assert (ran.code, "name one side" in ran.err) == (USAGE, True)


def test_an_empty_desk_ranks_nobody(run: Run) -> None:
    ran = run("forecast", "rank", "--actor", "Armenia")
    assert (ran.code, "history import" in ran.err) == (UNREADABLE, True)
