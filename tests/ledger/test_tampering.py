"""Small runs of the benchmarks of the ledger: tampering is found where it is, and rules tell what a plain loop tells."""

from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest

from benchmarks import resolution, tampering
from sitroom.desk.store import open_store
from sitroom.history import EventStore


@pytest.mark.parametrize("seed", [1, 2])
def test_every_change_is_found_where_it_is(tmp_path: Path, seed: int) -> None:
    store = open_store(tmp_path, now=tampering.START)
    tampering.fill(store, 5)
    figures = tampering.run(store, changes=60, rng=np.random.default_rng(seed))
    store.close()
    assert (figures["found"], figures["located"]) == (60, 60)
    assert figures["sound_before_and_after"]
    assert figures["replay_the_same"]


def test_a_cut_tail_and_a_rewritten_chain_are_found_by_the_head_alone(tmp_path: Path) -> None:
    store = open_store(tmp_path, now=tampering.START)
    tampering.fill(store, 3)
    entries, head, rng = store.ledger.entries(), store.ledger.head(), np.random.default_rng(3)
    for draw, code in ((tampering._cut_tail, "ledger.cut-tail"), (tampering._rewritten, "ledger.rewritten")):
        for _ in range(8):
            with_head, without = tampering.tamper(store, draw(entries, rng), head)
            assert [one.code for one in with_head] == [code]
            assert without == []
    store.close()


def test_rules_tell_what_a_plain_loop_over_the_rows_tells(tmp_path: Path) -> None:
    rng, now = np.random.default_rng(5), datetime(2016, 1, 10, 9, tzinfo=UTC)
    store = EventStore(tmp_path)
    store.append(resolution.world(rng, rows=9000), received_on=date(2016, 1, 1))
    figures = resolution.run("made-up", store, now, many=150, rng=rng)
    assert figures["differ"] == 0
    assert figures["void_share"] <= 0.05
