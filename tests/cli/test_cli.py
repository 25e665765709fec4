"""The command line: exit codes, JSON alone on stdout, and one message when something is wrong."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import apsw
import pytest

from .conftest import BRIEF, Run


def test_read_prints_a_line_a_record(run: Run, brief_path: Path) -> None:
    ran = run("read", brief_path)
    assert (ran.code, ran.err) == (0, "")
    header, *rows = [line.split("\t") for line in ran.out.splitlines()]
    assert header == ["kind", "realis", "type", "when", "words"]
    assert ["event", "actual", "CONSULT", "2013-09-02"] in [row[:4] for row in rows]


def test_read_as_json_is_the_reading_and_nothing_else(run: Run, brief_path: Path) -> None:
    ran = run("read", brief_path, "--json")
    assert (ran.code, ran.err) == (0, "")
    assert json.loads(ran.out)["schema"] == "sitroom.reading/1"


def test_the_day_of_writing_may_be_given(run: Run, brief_path: Path) -> None:
    ran = run("read", brief_path, "--written-on", "2013-09-03", "--json")
    assert json.loads(ran.out)["reference"]["end"] == "2013-09-03"


def test_nothing_to_read_is_an_error_in_words_or_in_json(run: Run) -> None:
    plain, as_json = run("read", "nowhere.txt"), run("read", "nowhere.txt", "--json")
    assert (plain.code, as_json.code) == (3, 3)
    assert "nowhere.txt" in plain.err


@pytest.mark.parametrize(
    "tokens",
    [
        ["brief", "nowhere.txt", "--json"],
        ["brief", "--json"],
        ["read", "--json"],
        ["read", "--batch", "nowhere.jsonl", "--out", "out.jsonl", "--json"],
        ["brief", "--example", "atlantis", "--throw-away", "--json"],
        ["topic", "show", "nowhere", "--json"],
        ["history", "import", "gdelt9", "nowhere.csv", "--json"],
        ["brief", "brief.txt", "--written-on", "soon", "--json"],
        ["brief", "brief.txt", "--scale", "gut", "--json"],
        ["ledger", "verify", "--head", "gut", "--json"],
    ],
)
def test_an_error_is_one_json_object_on_stderr(run: Run, brief_path: Path, tokens: list[str]) -> None:
    ran = run(*tokens)
    said = json.loads(ran.err)
    assert (ran.out, said["exit_code"]) == ("", ran.code)
    assert ran.code in {2, 3}
    assert said["message"]


@pytest.mark.parametrize(
    "tokens", [["fly"], ["read", "--colour", "red"], ["topic", "watch", "a", "b"], ["ledger", "burn"]]
)
def test_what_is_no_command_is_usage(run: Run, tokens: list[str]) -> None:
    ran = run(*tokens)
    assert ran.code == 2
    assert ran.err or ran.out


def test_a_usage_error_with_json_is_one_json_object_too(run: Run) -> None:
    ran = run("read", "--colour", "red", "--json")
    assert (ran.code, ran.out, json.loads(ran.err)["exit_code"]) == (2, "", 2)


@pytest.mark.parametrize("command", ["read", "brief"])
def test_standard_input_is_a_source(run: Run, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BRIEF.encode())))
    ran = run(command, "-", "--json")
    assert ran.code == 0
    said = json.loads(ran.out)
    assert (said.get("reading") or said)["document"]["source"] == "-"


def test_some_failed_is_1_and_all_failed_is_3(run: Run, brief_path: Path) -> None:
    broken = brief_path.with_name("broken.pdf")
    broken.write_bytes(b"%PDF-1.4 nothing")
    assert run("read", brief_path, broken).code == 1
    assert run("read", broken).code == 3


@pytest.mark.parametrize(("line", "code"), [('{"id": 1, "text": "Chile met Peru."}', 0), ("{broken", 1)])
def test_a_batch_is_0_or_1(run: Run, tmp_path: Path, line: str, code: int) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(line + "\n", encoding="utf-8")
    ran = run("read", "--batch", source, "--out", tmp_path / "out.jsonl", "--processes", "1", "--json")
    assert (ran.code, json.loads(ran.out)) == (code, {"rows": 1, "resumed": 0, "failed": code})
    assert len((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()) == 1
    assert not (tmp_path / "desk").exists()


def test_a_brief_writes_its_pages(run: Run, brief_path: Path, tmp_path: Path) -> None:
    ran = run("brief", brief_path, "--throw-away", "--out", tmp_path / "pages")
    assert ran.code == 0
    names = {path.name for path in (tmp_path / "pages").iterdir()}
    assert names == {"brief.brief.html", "brief.brief.md", "brief.brief.docx"}
    assert "CONSULT" not in ran.out
    assert "Merkel" in ran.out
    assert not (tmp_path / "desk").exists()


def test_a_brief_as_json_writes_no_page(run: Run, brief_path: Path, tmp_path: Path) -> None:
    ran = run("brief", brief_path, "--json")
    said = json.loads(ran.out)
    assert (ran.code, said["reading"]["schema"]) == (0, "sitroom.reading/1")
    (question,) = said["questions"]
    assert question["band"] == [0.8, 0.95]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["brief.txt", "desk"]


def test_the_bundled_example_needs_nothing(run: Run, tmp_path: Path) -> None:
    ran = run("brief", "--example", "armenia-2013-08", "--throw-away", "--out", tmp_path / "out")
    assert ran.code == 0
    assert len(list((tmp_path / "out").iterdir())) == 3


def test_a_dry_run_enters_nothing(run: Run, brief_path: Path) -> None:
    run("brief", brief_path, "--dry-run", "--json")
    assert json.loads(run("ledger", "list", "--json").out)["count"] == 0


def test_a_topic_from_new_to_show(run: Run, brief_path: Path) -> None:
    assert json.loads(run("topic", "new", "Germany & Russia", "--json").out)["slug"] == "germany-russia"
    run("brief", brief_path, "--topic", "germany-russia", "--json")
    shown = json.loads(run("topic", "show", "germany-russia", "--json").out)
    assert (len(shown["documents"]), len(shown["questions"])) == (1, 1)
    assert "germany-russia" in run("topic", "show").out


def test_the_ledger_lists_and_verifies(run: Run, brief_path: Path) -> None:
    run("brief", brief_path, "--json")
    listed = json.loads(run("ledger", "list", "--json").out)
    assert [one["band"] for one in listed["questions"]] == [[0.8, 0.95]]
    assert "0.8" not in run("ledger", "list").out
    verified = run("ledger", "verify", "--head", listed["head"], "--json")
    assert (verified.code, json.loads(verified.out)["ok"]) == (0, True)
    assert "the chain verifies" in run("ledger", "verify").out


def test_a_ledger_that_was_altered_is_4(run: Run, brief_path: Path, tmp_path: Path) -> None:
    run("brief", brief_path, "--json")
    assert run("doctor").code == 0
    _alter(tmp_path / "desk" / "desk.sqlite")
    ran = run("ledger", "verify", "--json")
    assert (ran.code, json.loads(ran.out)["ok"]) == (4, False)
    assert "DOES NOT VERIFY" in run("ledger", "verify").out
    assert run("doctor").code == 4


def _alter(path: Path) -> None:
    """Change an entry as someone with the file and some SQL would."""
    connection = apsw.Connection(str(path))
    for (name,) in list(connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")):
        connection.execute(f"DROP TRIGGER {name}")
    columns = [str(row[1]) for row in connection.execute("PRAGMA table_info(ledger)")]
    payload = next(name for name in ("payload", "body", "entry") if name in columns)
    connection.execute(f"UPDATE ledger SET {payload} = replace({payload}, '0.8', '0.1') WHERE rowid = 1")
    assert connection.changes() == 1
    connection.close()


def test_a_head_that_the_ledger_has_not_is_4(run: Run, brief_path: Path) -> None:
    run("brief", brief_path, "--json")
    assert run("ledger", "verify", "--head", "9:" + "0" * 64).code == 4


def test_history_imports_once(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("occurred_on,actor_country,recipient_country,cameo\n2013-05-03,DEU,RUS,042\n", encoding="utf-8")
    added = [json.loads(run("history", "import", "table", table, "--json").out)["rows_added"] for _ in range(2)]
    assert added == [1, 0]
    (source,) = json.loads(run("history", "coverage", "--json").out)["sources"]
    assert source["rows"] == 1


@pytest.mark.parametrize("tokens", [["--help"], ["brief", "--help"], ["read", "--help"], ["ledger", "list", "--help"]])
def test_every_command_has_help(run: Run, tokens: list[str]) -> None:
    ran = run(*tokens)
    assert ran.code == 0
    assert "Usage" in ran.out


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").out.strip() == "0.1.0"


def test_python_dash_m_is_the_same_program(brief_path: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sitroom", "read", str(brief_path), "--json", "--no-keep"],
        capture_output=True, text=True, check=False, timeout=120, cwd=tmp_path, env={**os.environ, "SITROOM_DESK": str(tmp_path / "desk")},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["schema"] == "sitroom.reading/1"
    assert not (tmp_path / "desk").exists()
