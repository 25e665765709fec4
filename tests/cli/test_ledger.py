"""The ledger on the command line: a question from entry to score, and every way out and in."""

import json
from pathlib import Path

import pytest

from sitroom.desk import chronicles

from .conftest import Run

QUESTION = "Will Armenia sign?"
DAYS = ("--opens", "2013-06-04", "--closes", "2013-06-24")


def put(run: Run, *more: object) -> dict[str, object]:
    ran = run("ledger", "add", QUESTION, *DAYS, "--by-person", "--json", *more)
    assert ran.code == 0, ran.err
    told: dict[str, object] = json.loads(ran.out)
    return told


@pytest.fixture
def armenia(run: Run) -> Run:
    assert run("history", "import", "table", chronicles()[0]).code == 0
    return run


def test_a_question_from_entry_to_score(run: Run) -> None:
    told = put(run, "--probability", 0.7, "--reason", "they said so", "--stated-on", "2013-06-04", "--base-rate", 0.2)
    known = str(told["id"])[:8]
    assert run("ledger", "update", known, 0.9, "--reason", "more", "--stated-on", "2013-06-10").code == 0
    done = run("ledger", "resolve", known, "--outcome", "yes", "--source", "BelTA", "--quote", "They signed.")
    assert done.out == f"{QUESTION}: yes, by user, from BelTA\n"
    scores = json.loads(run("ledger", "score", "--json").out)
    assert scores["live"]["scores"] == []  # entered long after its close
    (score,) = scores["retrospective"]["scores"]
    assert (score["by"], score["questions"], score["by_person"]) == ("user", 1, 1)
    assert score["brier"] == pytest.approx(0.01)
    assert score["daily_brier"] == pytest.approx((6 * 0.09 + 15 * 0.01) / 21)
    assert score["skill"]["base rate"]["skill"] == pytest.approx(1 - 0.01 / 0.64)


def test_show_tells_every_forecast_with_its_reason(run: Run) -> None:
    told = put(run, "--probability", 0.7, "--reason", "they said so", "--stated-on", "2013-06-04")
    shown = run("ledger", "show", told["id"]).out
    assert "2013-06-04\tuser\t70%\tthey said so" in shown
    assert "base rate: not covered" in shown


def test_a_rule_has_a_base_rate_and_is_resolved_with_rows(armenia: Run) -> None:
    ran = armenia(
        "ledger", "add", "Will Armenia and Russia talk?", "--opens", "2013-06-01", "--closes", "2013-06-21",
        "--actor", "Armenia", "--recipient", "Russia", "--quad", 1, "--quad", 2, "--mutual", "--json",
    )  # fmt: skip
    told = json.loads(ran.out)
    assert (ran.code, told["base_rate"] is not None, told["resolver"]) == (0, True, "machine")
    closed = json.loads(armenia("ledger", "resolve", "--json").out)
    (one,) = closed["questions"]
    assert one["closing"] in ("yes", "no")
    assert bool(one["rows"]) == (one["closing"] == "yes")


@pytest.mark.parametrize(("kind", "status"), [("ASSAULT", "not_applicable"), ("CONSULT", "closed")])
def test_a_question_whose_condition_failed_by_the_data_is_not_applicable(armenia: Run, kind: str, status: str) -> None:
    ran = armenia(
        "ledger", "add", "Will they talk, if it comes to that?", "--opens", "2013-01-01", "--closes", "2013-07-31",
        "--actor", "Armenia", "--recipient", "Russia", "--quad", 1, "--mutual",
        "--if-actor", "Armenia", "--if-recipient", "Russia", "--if-type", kind, "--if-mutual", "--json",
    )  # fmt: skip
    told = json.loads(ran.out)
    assert (ran.code, told["condition_rule"]["types"], told["condition_rule"]["mutual"]) == (0, [kind], True)
    assert told["condition"].startswith("Armenia makes the move")
    assert armenia("ledger", "resolve").code == 0
    (after,) = json.loads(armenia("ledger", "list", "--json").out)["questions"]
    assert after["status"] == status
    shown = armenia("ledger", "show", told["id"]).out
    assert f"only if: {told['condition']} (data settle it)" in shown
    assert ("its condition did not come true" in shown) == (status == "not_applicable")


def test_the_same_question_under_another_condition_is_another_one(run: Run) -> None:
    ids = {put(run)["id"]} | {
        put(run, "--if-actor", "Armenia", "--if-type", act)["id"] for act in ("CONSULT", "ASSAULT", "consult")
    }
    assert len(ids) == 3


def test_the_list_shows_who_gives_what(run: Run, brief_path: Path) -> None:
    put(run, "--probability", 0.7, "--stated-on", "2013-06-04")
    assert run("brief", brief_path, "--out", "pages").code == 0
    lines = [line.split("\t") for line in run("ledger", "list").out.splitlines()]
    assert lines[0] == ["id", "status", "words", "author", "sitroom", "others", "closes", "question"]
    assert lines[1][5] == "user 70%"
    assert lines[2][3] == "80%-95%"
    told = json.loads(run("ledger", "list", "--json").out)["rules"]["retrospective"]
    assert (told["estimates"], told["by_rule"], told["unruled_share"], told["void"]) == (1, 1, 0, 1)
    said = "after close: estimates read: 1; settled by data 1, by a person 0, not scorable 0; without a machine rule 0%"
    assert said in run("ledger", "list").out
    assert said in run("ledger", "score").out


@pytest.mark.parametrize(
    "tokens",
    [
        ["add", "Will they?", "--closes", "2030-01-01"],
        ["add", "Will they?", "--closes", "soon", "--by-person"],
        ["add", "Will they?", "--closes", "2030-01-01", "--by-person", "--probability", "1.4"],
        ["add", "Will they?", "--closes", "2030-01-01", "--by-person", "--if-actor", "Armenia"],
        ["add", "Will they?", "--closes", "2030-01-01", "--by-person", "--if-type", "CONSULT"],
        ["add", "Will they?", "--closes", "2030-01-01", "--by-person", "--if-mutual"],
        ["add", "Will they?", "--closes", "2030-01-01", "--by-person", "--mutual"],
        ["update", "nothing", "0.5"],
        ["accept", "nothing"],
        ["fix", "nothing", "2030-01-01"],
        ["resolve", "nothing", "--outcome", "yes"],
        ["resolve", "--outcome", "yes"],
        ["score", "--by", "mood"],
        ["score", "--run", "none"],
        ["score", "--plot", "a.png"],
        ["rate", "BelTA", "--reason", "r"],
        ["rate", "BelTA", "--reliability", "Z", "--reason", "r"],
        ["export", "a.txt"],
        ["verify", "--run", "none"],
    ],
)
def test_what_means_nothing_is_refused_with_what_to_do(run: Run, tokens: list[str]) -> None:
    ran = run("ledger", *tokens, "--json")
    assert (ran.code, ran.out) == (2, "")
    error = json.loads(ran.err)
    assert len(str(error["message"]).split()) > 5


def test_out_and_in_by_every_layout(run: Run, tmp_path: Path) -> None:
    put(run, "--probability", 0.7, "--stated-on", "2013-06-04")
    for layout in ("csv", "jsonl", "parquet"):
        assert json.loads(run("ledger", "export", f"out.{layout}", "--json").out)["rows"] == 1
        told = json.loads(run("ledger", "import", f"out.{layout}", "--json").out)
        assert (told["known"], told["new"], told["rejected"]) == (1, 0, [])
    assert run("ledger", "export", "out.ics").out == "1 rows in out.ics\n"
    assert "BEGIN:VEVENT" in (tmp_path / "out.ics").read_text()


def test_rejected_rows_are_told_and_give_exit_code_1(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("question,closes_on\nGood?,2030-01-01\nBad?,never\n")
    ran = run("ledger", "import", "in.csv", "--rejects", "bad.csv")
    assert (ran.code, ran.out) == (1, "2 rows: 1 new, 0 known, 1 rejected\n")
    assert "line 3: closes_on is a day" in ran.err
    assert "Bad?" in (tmp_path / "bad.csv").read_text()


def test_a_letter_stands_beside_the_record(run: Run) -> None:
    assert run("ledger", "rate", "BelTA", "--reliability", "b", "--reason", "state agency").code == 0
    told = json.loads(run("ledger", "sources", "--json").out)
    (one,) = told["sources"]
    assert (one["source"], one["reliability"], one["reliability_words"]) == ("BelTA", "B", "usually reliable")
    assert "BelTA\tB\tuser" in run("ledger", "sources").out


def test_a_backtest_is_a_run_of_its_own(armenia: Run, tmp_path: Path) -> None:
    ran = armenia("ledger", "backtest", "try", "--cutoffs", 4, "--questions", 24, "--horizon", 7, "--json")
    told = json.loads(ran.out)
    assert (ran.code, told["run"], told["horizons"]) == (0, "try", [7])
    assert told["resolved"] >= 12
    assert json.loads(armenia("ledger", "list", "--json").out)["questions"] == []
    assert "try\tchronicle-armenia" in armenia("ledger", "runs").out
    assert armenia("ledger", "verify", "--run", "try").code == 0
    assert armenia("ledger", "verify", "--run", "try", "--head", "1:" + "0" * 64).code == 4
    assert armenia("ledger", "score", "--run", "try", "--plot", "plot.svg").code == 0
    assert (tmp_path / "plot.svg").read_text().startswith("<svg")
    assert armenia("ledger", "backtest", "try", "--cutoffs", 4, "--questions", 24, "--horizon", 7).code == 2


def test_an_altered_ledger_says_where(run: Run, tmp_path: Path) -> None:
    import apsw

    put(run, "--probability", 0.7, "--stated-on", "2013-06-04")
    raw = apsw.Connection(str(tmp_path / "desk" / "desk.sqlite"))
    raw.execute("DROP TRIGGER ledger_keep_cells")
    raw.execute("UPDATE ledger SET payload = replace(payload, '0.7', '0.9') WHERE seq = 2")
    raw.close()
    ran = run("ledger", "verify")
    assert ran.code == 4
    assert "ledger.changed, entry 2: entry 2 (forecast) was changed after it was entered" in ran.out
