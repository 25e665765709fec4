"""The commands on situations: the JSON contract, tables, errors."""

import json
from importlib.resources import files
from pathlib import Path

from .conftest import Run

EXAMPLES = Path(str(files("sitroom"))) / "examples" / "situations"
CHICKEN, BELARUS = EXAMPLES / "chicken.toml", EXAMPLES / "belarus-2013.toml"


def large(options: int) -> str:
    names = [f"o{k}" for k in range(options)]
    return "\n".join(
        [
            'title = "large"',
            "[options]",
            *(f'{name} = "P{k % 2}"' for k, name in enumerate(names)),
            "[aims]",
            f"P0 = {json.dumps(names)}",
            'P1 = ["o0 iff o1", "not o3"]',
        ]
    )


def test_solve_prints_one_object_a_file_in_order(run: Run) -> None:
    ran = run("game", "solve", CHICKEN, EXAMPLES / "prisoners-dilemma.toml", "--json")
    assert (ran.code, ran.err) == (0, "")
    first, second = [json.loads(line) for line in ran.out.splitlines()]
    assert first == {
        "file": str(CHICKEN),
        "states": [{"number": n, "options": one} for n, one in enumerate(("NN", "YN", "NY", "YY"), start=1)],
        "stability": {
            name: {"Nash": [2, 3], "GMR": [2, 3, 4], "SMR": [2, 3, 4], "SEQ": [2, 3]} for name in ("First", "Second")
        },
        "equilibria": {"Nash": [2, 3], "GMR": [2, 3, 4], "SMR": [2, 3, 4], "SEQ": [2, 3]},
    }
    assert second["equilibria"]["Nash"] == [1]


def test_a_situation_with_branches_prints_one_object_a_branch(run: Run) -> None:
    told = [json.loads(line) for line in run("game", "solve", BELARUS, "--json").out.splitlines()]
    assert [one["branch"] for one in told] == ["deal", "no deal"]
    for one in told:
        assert one["occasion"].startswith("Supreme State Council")
        assert [state["number"] for state in one["states"]] == list(range(1, 7))
        assert one["types"] == {"Belarus": "alibi"}
        assert [profile["types"] for profile in one["profiles"]] == [{"Belarus": "alibi"}, {"Belarus": "genuine"}]
        assert one["profiles"][0]["equilibria"] == one["equilibria"]


def test_above_4096_states_counts_and_equilibria_are_told(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "large.toml"
    path.write_text(large(13), encoding="utf-8")
    told = json.loads(run("game", "solve", path, "--json").out)
    assert set(told) == {"file", "counts", "equilibria"}
    assert told["counts"]["states"] == 8192
    assert told["counts"]["equilibria"]["Nash"] == len(told["equilibria"]["Nash"])
    full = json.loads(run("game", "solve", path, "--json", "--full").out)
    assert len(full["states"]) == 8192
    assert full["equilibria"] == told["equilibria"]
    assert len(full["stability"]["P0"]["Nash"]) == told["counts"]["stability"]["P0"]["Nash"]


def test_solve_in_words(run: Run) -> None:
    ran = run("game", "solve", CHICKEN)
    assert ran.code == 0
    title, header, first, *_ = ran.out.splitlines()
    assert (title, header.split("\t")[:3]) == ("Chicken", ["state", "first_swerves", "second_swerves"])
    assert first.split("\t") == ["2", "x", "-", "stable", "stable", "stable", "stable"]
    assert "Stable is not probable" in ran.out
    assert "what nobody listed" in ran.out


def test_whatif_names_the_act_that_tells_the_types_apart(run: Run) -> None:
    ran = run("game", "whatif", BELARUS)
    assert ran.code == 0
    assert ran.out.count("Tells the types of Belarus apart: release (only genuine)") == 2
    told = [json.loads(line) for line in run("game", "whatif", BELARUS, "--json", "--concept", "Nash").out.splitlines()]
    assert [(one["branch"], one["concept"]) for one in told] == [("deal", "Nash"), ("no deal", "Nash")]
    assert {"signals", "games"} <= set(told[0])
    assert told[0]["games"][0]["swaps_tried"] == 10


def test_errors_have_their_exit_codes(run: Run, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_text('title = "t"\n[options]\na = "P"\n[aims]\nP = ["b"]\n', encoding="utf-8")
    assert run("game", "solve").code == 2
    assert run("game", "solve", tmp_path / "none.toml").code == 3
    alone = run("game", "solve", wrong, "--json")
    assert (alone.code, alone.out) == (3, "")
    assert json.loads(alone.err)["error"] == "GameError"
    assert "wrong.toml, line 5: aims.P[0]: 'b' is no option; there are a" in json.loads(alone.err)["message"]
    both = run("game", "solve", wrong, CHICKEN, "--json")
    assert both.code == 1
    first, second = [json.loads(line) for line in both.out.splitlines()]
    assert (first["file"], first["error"]) == (str(wrong), "GameError")
    assert second["file"] == str(CHICKEN)
    assert run("game", "whatif", wrong, wrong).code == 3


def test_a_case_with_misperceived_states_is_refused(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_text(json.dumps({"format": "graph-model case v1", "misperceived_states": [1]}), encoding="utf-8")
    ran = run("game", "solve", path, "--json")
    assert (ran.code, json.loads(ran.err)["error"]) == (3, "GameError")


def test_why_shows_what_a_verdict_rests_on(run: Run) -> None:
    ran = run("game", "solve", CHICKEN, "--why", "4")
    assert ran.code == 0
    assert (
        "[first_swerves and second_swerves] is stable for First (GMR): if First gives up first_swerves, then Second gives "
        "up second_swerves; [no option taken] is no better."
    ) in ran.out
    told = json.loads(run("game", "solve", CHICKEN, "--why", "4", "--json").out)["witnesses"]
    assert len(told) == 8
    assert {"decision_maker", "concept", "state", "stable", "sanctions", "improvement"} <= set(told[0])
    assert run("game", "solve", CHICKEN, "--why", "5").code == 3
