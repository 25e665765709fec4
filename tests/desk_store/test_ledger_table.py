"""The ledger on the desk: append-only, one chain for all writers, the same answers as in memory."""

import subprocess
import sys
from pathlib import Path

import apsw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitroom.core import LedgerError
from sitroom.desk.store import Store, open_store
from sitroom.ledger import Entered, Head, LedgerInMemory, LedgerTable, Proposal, replay

from .builders import NOW, a_desk, ask, forecast, question, tamper

ROOT = Path(__file__).resolve().parents[2]
APPEND = """
import sys
from tests.desk_store.builders import *
store = open_store(sys.argv[1], now=NOW)
for number in range(40):
    store.ledger.enter(ask(f"{sys.argv[2]}-{number}"))
    store.ledger.enter(ask(f"both-{number}"))
    store.ledger.enter(forecast(number / 100, by=sys.argv[2], record_id=f"both-{number}"))
"""


def a_ledger(folder: Path, length: int = 4) -> Store:
    store = open_store(folder, now=NOW)
    store.ledger.enter(ask())
    for number in range(length - 1):
        store.ledger.enter(forecast(number / 10))
    return store


def test_what_is_entered_comes_back(tmp_path: Path) -> None:
    store = a_desk(tmp_path)
    entered = store.ledger.enter(ask())
    assert entered.new
    assert store.ledger.entries() == [entered.entry]
    assert store.ledger.head() == Head(1, entered.entry.hash)
    assert not store.ledger.enter(ask()).new
    assert store.ledger.verify(store.ledger.head()) == []


def test_a_refused_entry_leaves_nothing(tmp_path: Path) -> None:
    store = open_store(tmp_path, now=NOW)
    with pytest.raises(LedgerError, match="no question"):
        store.ledger.enter(forecast(0.5))
    assert store.ledger.head().count == 0


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE ledger SET kind = 'note' WHERE seq = 1",
        "DELETE FROM ledger WHERE seq = 4",
        """INSERT OR REPLACE INTO ledger (seq, kind, payload, entered_at, previous_hash, hash, canonical_version)
           VALUES (4, 'note', '{}', 'x', 'x', 'x', 1)""",
        """INSERT INTO ledger (kind, payload, entered_at, previous_hash, hash, canonical_version)
           VALUES ('note', '{}', 'x', 'x', 'x', 1)""",
        """INSERT INTO ledger (seq, kind, payload, entered_at, previous_hash, hash, canonical_version)
           VALUES (5, 'note', '{}', 'x', 'a fork', 'x', 1)""",
    ],
)
def test_the_table_refuses_to_be_altered(tmp_path: Path, sql: str) -> None:
    store = a_ledger(tmp_path)
    with pytest.raises(apsw.ConstraintError, match=r"append-only|follows the last"):
        store.database.connection.execute(sql)
    assert store.ledger.verify(store.ledger.head()) == []


def test_a_changed_cell_is_found_behind_the_back_of_the_trigger(tmp_path: Path) -> None:
    store = a_ledger(tmp_path)
    tamper(store, "UPDATE ledger SET entered_at = '2013-02-22' WHERE seq = 3", trigger="ledger_keep_cells")
    assert [(fault.code, fault.seq) for fault in store.ledger.verify()] == [("ledger.changed", 3)]


def test_a_payload_that_is_no_json_any_more_is_found(tmp_path: Path) -> None:
    store = a_ledger(tmp_path)
    tamper(store, "UPDATE ledger SET payload = 'gone' WHERE seq = 2", trigger="ledger_keep_cells")
    assert [(fault.code, fault.seq) for fault in store.ledger.verify()] == [("ledger.changed", 2)]


def test_a_cut_tail_is_found_by_the_head(tmp_path: Path) -> None:
    store = a_ledger(tmp_path)
    head = store.ledger.head()
    tamper(store, "DELETE FROM ledger WHERE seq > 2", trigger="ledger_keep_rows")
    assert store.ledger.verify() == []
    assert [(fault.code, fault.seq) for fault in store.ledger.verify(head)] == [("ledger.cut-tail", 3)]


def test_two_processes_that_append_at_once_never_fork_the_chain(tmp_path: Path) -> None:
    open_store(tmp_path, now=NOW).close()
    writers = [
        subprocess.Popen([sys.executable, "-c", APPEND, str(tmp_path), name], cwd=ROOT, stderr=subprocess.PIPE)
        for name in ("one", "two")
    ]
    assert [(writer.communicate(timeout=120)[1], writer.returncode) for writer in writers] == [(b"", 0), (b"", 0)]
    store = open_store(tmp_path, now=NOW)
    assert store.ledger.verify(store.ledger.head()) == []
    assert store.ledger.head().count == 40 * 5
    assert len(store.ledger.track_record().standings) == 40 * 3


RECORDS = st.sampled_from(["rec-1", "rec-2"])
VOIDS = st.builds(
    lambda record_id, seq: Proposal(
        "void", {"question_id": question(record_id).id, "seq": seq, "reason": "x", "by": "Ana"}, NOW
    ),
    RECORDS,
    st.none() | st.integers(1, 6),
)
PROPOSALS = st.one_of(
    st.builds(ask, RECORDS),
    st.builds(forecast, st.sampled_from([0.1, 0.9]), record_id=RECORDS, by=st.sampled_from(["sitroom", "Ana"])),
    VOIDS,
    st.builds(lambda text: Proposal("note", {"text": text, "by": "Ana"}, NOW), st.text(max_size=2)),
)


@settings(max_examples=25, deadline=None)
@given(proposed=st.lists(PROPOSALS, max_size=12))
def test_the_desk_answers_as_the_ledger_in_memory_does(
    tmp_path_factory: pytest.TempPathFactory, proposed: list[Proposal]
) -> None:
    desk, memory = open_store(tmp_path_factory.mktemp("desk"), now=NOW).ledger, LedgerInMemory()
    for proposal in proposed:
        assert answer(desk, proposal) == answer(memory, proposal)
    assert desk.entries() == memory.entries()
    assert desk.track_record() == replay(memory.entries())
    desk.database.close()


def answer(ledger: LedgerTable, proposal: Proposal) -> Entered | str:
    try:
        return ledger.enter(proposal)
    except LedgerError as error:
        return str(error)
