"""The ledger on the desk: append-only, one chain for all writers, the same answers as in memory."""

import subprocess
import sys

import apsw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitroom.core import LedgerError
from sitroom.desk.store import open_store
from sitroom.ledger import Head, LedgerInMemory, replay
from tests.desk_store.builders import NOW, a_desk, ask, forecast
from tests.ledger.builders import ASKED_ALL, proposals
from tests.ledger.builders import ask as ask_again

APPEND = """
import sys
from tests.desk_store.builders import *
store = open_store(sys.argv[1], now=NOW)
for number in range(40):
    store.ledger.enter(ask(f"{sys.argv[2]}-{number}"))
    store.ledger.enter(ask(f"both-{number}"))
    store.ledger.enter(forecast(number / 100, by=sys.argv[2], record_id=f"both-{number}"))
"""


def tamper(store, sql, *, trigger):
    """Change the ledger as someone with the file and some SQL would."""
    connection = store.database.connection
    connection.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 0)
    written = connection.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (trigger,)).get
    connection.execute(f"DROP TRIGGER {trigger}")
    connection.execute(sql)
    connection.execute(written)


def a_ledger(folder, length=4):
    store = open_store(folder, now=NOW)
    store.ledger.enter(ask())
    for number in range(length - 1):
        store.ledger.enter(forecast(number / 10))
    return store


def test_what_is_entered_comes_back(tmp_path):
    store = a_desk(tmp_path)
    entered = store.ledger.enter(ask())
    assert entered.new
    assert store.ledger.entries() == [entered.entry]
    assert store.ledger.head() == Head(1, entered.entry.hash)
    assert not store.ledger.enter(ask()).new
    assert store.ledger.verify(store.ledger.head()) == []


def test_a_refused_entry_leaves_nothing(tmp_path):
    store = open_store(tmp_path, now=NOW)
    with pytest.raises(LedgerError, match="no question"):
        store.ledger.enter(forecast(0.5))
    assert store.ledger.head().count == 0


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE ledger SET kind = 'note' WHERE seq = 1",
        "DELETE FROM ledger WHERE seq = 4",
        "INSERT OR REPLACE INTO ledger (seq, kind, payload, entered_at, previous_hash, hash, canonical_version)"
        " VALUES (4, 'note', '{}', 'x', 'x', 'x', 1)",
        "INSERT INTO ledger (kind, payload, entered_at, previous_hash, hash, canonical_version)"
        " VALUES ('note', '{}', 'x', 'x', 'x', 1)",
        "INSERT INTO ledger (seq, kind, payload, entered_at, previous_hash, hash, canonical_version)"
        " VALUES (5, 'note', '{}', 'x', 'a fork', 'x', 1)",
    ],
)
def test_the_table_refuses_to_be_altered(tmp_path, sql):
    store = a_ledger(tmp_path)
    with pytest.raises(apsw.ConstraintError, match="append-only|follows the last"):
        store.database.connection.execute(sql)
    assert store.ledger.verify(store.ledger.head()) == []


def test_a_changed_cell_is_found_behind_the_back_of_the_trigger(tmp_path):
    store = a_ledger(tmp_path)
    tamper(store, "UPDATE ledger SET entered_at = '2013-02-22' WHERE seq = 3", trigger="ledger_keep_cells")
    assert [(fault.code, fault.seq) for fault in store.ledger.verify()] == [("ledger.changed", 3)]


def test_a_payload_that_is_no_json_any_more_is_found(tmp_path):
    store = a_ledger(tmp_path)
    tamper(store, "UPDATE ledger SET payload = 'gone' WHERE seq = 2", trigger="ledger_keep_cells")
    assert [(fault.code, fault.seq) for fault in store.ledger.verify()] == [("ledger.changed", 2)]


def test_a_cut_tail_is_found_by_the_head(tmp_path):
    store = a_ledger(tmp_path)
    head = store.ledger.head()
    tamper(store, "DELETE FROM ledger WHERE seq > 2", trigger="ledger_keep_rows")
    assert store.ledger.verify() == []
    assert [(fault.code, fault.seq) for fault in store.ledger.verify(head)] == [("ledger.cut-tail", 3)]


def test_two_processes_that_append_at_once_never_fork_the_chain(tmp_path):
    open_store(tmp_path, now=NOW).close()
    writers = [
        subprocess.Popen([sys.executable, "-c", APPEND, str(tmp_path), name], stderr=subprocess.PIPE)
        for name in ("one", "two")
    ]
    assert [(writer.communicate(timeout=120)[1], writer.returncode) for writer in writers] == [(b"", 0), (b"", 0)]
    store = open_store(tmp_path, now=NOW)
    assert store.ledger.verify(store.ledger.head()) == []
    assert store.ledger.head().count == 40 * 5
    assert len(store.ledger.track_record().standings) == 40 * 3


@settings(max_examples=25, deadline=None)
@given(proposed=st.lists(proposals(), max_size=10))
def test_the_desk_answers_as_the_ledger_in_memory_does(tmp_path_factory, proposed):
    desk, memory = open_store(tmp_path_factory.mktemp("desk"), now=NOW).ledger, LedgerInMemory()
    for proposal in [*map(ask_again, ASKED_ALL), *proposed]:
        answers = [answer(ledger, proposal) for ledger in (desk, memory)]
        assert answers[0] == answers[1]
    assert desk.entries() == memory.entries()
    assert desk.track_record() == replay(memory.entries())
    desk.database.close()


def answer(ledger, proposal):
    try:
        return ledger.enter(proposal)
    except LedgerError as error:
        return str(error)
