"""What a page offers in place of a question can be taken by the very command that it names."""

import json
import re

from .conftest import Run

COMMAND = re.compile(r"sitroom (ledger accept [0-9a-f]{8}) --closes DAY")
EXAMPLE = ("brief", "--example", "armenia-2013-08", "--out", "pages")


def named(run: Run, *more: str) -> list[str]:
    ran = run(*EXAMPLE, *more)
    assert ran.code == 0, ran.err
    return COMMAND.findall(" ".join(ran.out.split()))


def test_the_command_on_the_page_enters_what_is_offered(run: Run) -> None:
    commands = named(run)
    assert len(commands) == len(set(commands)) > 1
    for command in commands:
        ran = run(*command.split(), "--closes", "2099-12-31", "--json")
        assert ran.code == 0, ran.err
        assert str(json.loads(ran.out)["harder_than"]).startswith(command.split()[-1])


def test_a_page_of_which_nothing_is_kept_names_none(run: Run) -> None:
    assert named(run, "--throw-away") == named(run, "--dry-run") == []
