"""``sitroom history fetch`` end to end: from a mirror on the loopback into a desk, stopped, taken up again, and refused."""

import io
import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from sitroom.desk import fetching as desk_fetching
from sitroom.history.fetching import fetch
from sitroom.history.fetching.downloading import download
from tests.history.publisher import Publisher, daily, publishing

from .conftest import Run

NAMES = [f"2013040{number}.export.CSV.zip" for number in (1, 2, 3)]
DAYS = ("--from", "2013-04-01", "--to", "2013-04-03")


@pytest.fixture
def mirror(monkeypatch: pytest.MonkeyPatch) -> Iterator[Publisher]:
    monkeypatch.setattr(desk_fetching, "sleep", lambda _: None)
    files = {name: daily(date(2013, 4, number)) for number, name in enumerate(NAMES, start=1)}
    with publishing(Publisher(files=files)) as one:
        yield one


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_fetch_then_fetch_again(run: Run, mirror: Publisher, tmp_path: Path) -> None:
    ran = run("history", "fetch", "gdelt", *DAYS, "--mirror", mirror.base, "--yes")
    assert ran.code == 0
    assert "3: 20130401.export.CSV.zip to 20130403.export.CSV.zip" in ran.err
    assert mirror.base in ran.err
    assert "rows_added: 9" in ran.out
    served = mirror.served.copy()
    again = run("history", "fetch", "gdelt", *DAYS, "--mirror", mirror.base, "--yes", "--json")
    told = json.loads(again.out)
    assert (again.code, again.err) == (0, "")
    assert (told["loaded"], told["import"]["rows_added"], told["plan"]["bytes_to_load"]) == (0, 0, 0)
    assert {name: mirror.served[name] - served[name] for name in NAMES} == dict.fromkeys(NAMES, 0)
    listed = json.loads(run("history", "coverage", "--json").out)
    assert [(one["source"], one["rows"]) for one in listed["sources"]] == [("gdelt1", 9)]
    assert not list((tmp_path / "desk").glob("history/fetched/**/*.zip"))


def test_a_stop_says_how_to_go_on_and_loads_only_the_rest(
    run: Run, mirror: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopping(server: object, name: str, *args: object, **options: object) -> None:
        if name == NAMES[1]:
            raise KeyboardInterrupt
        download(server, name, *args, **options)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(fetch, "download", stopping)
        ran = run("history", "fetch", "gdelt", *DAYS, "--mirror", mirror.base, "--yes")
    assert (ran.code, "the same command goes on" in ran.err) == (130, True)
    told = json.loads(run("history", "fetch", "gdelt", *DAYS, "--mirror", mirror.base, "--yes", "--json").out)
    assert (told["loaded"], told["import"]["rows_added"]) == (2, 6)
    assert {name: mirror.served[name] for name in NAMES} == {name: len(body) for name, body in mirror.files.items()}


def test_without_a_terminal_nothing_is_asked_and_nothing_loaded(run: Run, mirror: Publisher) -> None:
    ran = run("history", "fetch", "gdelt", *DAYS, "--mirror", mirror.base)
    assert (ran.code, "--yes" in ran.err, mirror.asked) == (2, True, [])


@pytest.mark.parametrize(("answer", "rows"), [("y\n", 9), ("\n", 0), ("no\n", 0), ("", 0)])
def test_on_a_terminal_it_asks(
    run: Run, mirror: Publisher, monkeypatch: pytest.MonkeyPatch, answer: str, rows: int
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal(answer))
    ran = run("history", "fetch", "gdelt", *DAYS, "--mirror", mirror.base)
    assert (ran.code, "[y/N]" in ran.err) == (0, True)
    assert (f"rows_added: {rows}" in ran.out) == bool(rows)
    assert bool(mirror.served[NAMES[0]]) == bool(rows)


def test_a_dry_run_loads_the_lists_only(run: Run, mirror: Publisher) -> None:
    ran = run("history", "fetch", "gdelt", *DAYS, "--mirror", mirror.base, "--dry-run", "--json")
    told = json.loads(ran.out)
    assert (ran.code, told["import"], told["plan"]["files"]) == (0, None, 3)
    assert sorted(mirror.served) == ["filesizes", "md5sums"]
    assert "To load" in run("history", "fetch", "gdelt", *DAYS, "--mirror", mirror.base, "--dry-run").err


def test_some_failed_is_1_and_the_others_are_in(run: Run, mirror: Publisher) -> None:
    mirror.habits[NAMES[1]] = {"wrong": 9}
    ran = run("history", "fetch", "gdelt", *DAYS, "--mirror", mirror.base, "--yes", "--json")
    told = json.loads(ran.out)
    assert (ran.code, told["import"]["rows_added"], told["failed"][0]["code"]) == (1, 6, "history.fetch-failed")


def test_nobody_there_is_3_with_the_next_step(run: Run, mirror: Publisher) -> None:
    mirror.habits["md5sums"] = {"busy": 99}
    ran = run("history", "fetch", "gdelt", *DAYS, "--mirror", mirror.base, "--yes", "--json")
    said = json.loads(ran.err)
    assert (ran.code, said["error"], "--mirror" in said["message"]) == (3, "UnreachableError", True)


@pytest.mark.parametrize(
    "tokens",
    [
        ("icews", *DAYS),
        ("gdelt", "--from", "soon", "--to", "2013-04-03"),
        ("gdelt", "--from", "2013-04-03", "--to", "2013-04-01"),
        ("gdelt", *DAYS, "--version", "3"),
        ("gdelt", *DAYS, "--mirror", "ftp://127.0.0.1/"),
    ],
)
def test_what_means_nothing_is_usage(run: Run, tokens: tuple[str, ...]) -> None:
    ran = run("history", "fetch", *tokens, "--yes", "--json")
    assert (ran.code, json.loads(ran.err)["error"]) == (2, "UsageError")


COMMAND = "sitroom history fetch gdelt --from 2012-09-02 --to 2013-09-02"
TEXT = (
    "On 3 September 2013 Serzh Sargsyan met Vladimir Putin in Moscow. It is very likely that Armenia will cooperate with "
    "Russia in the coming three weeks. Russia will probably criticise Germany within two weeks.\n"
)


def test_a_page_that_no_history_covers_names_the_command_once(run: Run, tmp_path: Path) -> None:
    (tmp_path / "yerevan.txt").write_text(TEXT, encoding="utf-8")
    assert " ".join(run("brief", "yerevan.txt").out.split()).count(COMMAND) == 1
    assert (tmp_path / "yerevan.brief.md").read_text(encoding="utf-8").count(COMMAND) == 1
    assert (tmp_path / "yerevan.brief.html").read_text(encoding="utf-8").count(COMMAND) == 1


def test_a_page_whose_actors_no_row_is_about_names_it_too(run: Run, tmp_path: Path) -> None:
    (tmp_path / "yerevan.txt").write_text(TEXT, encoding="utf-8")
    rows = "".join(f"{number},2013-05-{number:02},CHL,PER,040\n" for number in range(1, 29))
    (tmp_path / "andes.csv").write_text("event_id,occurred_on,actor_country,recipient_country,cameo\n" + rows)
    assert run("history", "import", "table", "andes.csv").code == 0
    page = " ".join(run("brief", "yerevan.txt").out.split())
    assert (page.count(COMMAND), "0 rows about armenia" in page) == (1, True)
