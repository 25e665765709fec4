"""Checking the chain: changed cells, gaps, reorderings, cut tails and rewritten ledgers, and where they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sitroom.core import CANONICAL_VERSION, canonical_json
from sitroom.ledger.entry import EMPTY, Entry, Head


@dataclass(frozen=True, slots=True)
class Fault:
    """A place where the ledger is not what was entered.

    Args:
        code: ``ledger.changed``, ``ledger.gap``, ``ledger.reordered``, ``ledger.broken-link``, ``ledger.cut-tail``,
            ``ledger.rewritten``, ``ledger.unreadable`` or ``ledger.newer``; of a run ``ledger.grown``, too.
        seq: the entry it is found at.
        message: one sentence for a person.
    """

    code: str
    seq: int
    message: str

    def to_json(self) -> dict[str, object]:
        """Return ``{code, seq, message}``."""
        return {"code": self.code, "seq": self.seq, "message": self.message}


def verify_chain(entries: Sequence[Entry], expected: Head | None = None) -> list[Fault]:
    """Return every fault of a ledger, in order; none means that it is as it was entered.

    Args:
        entries: all entries, in the order in which they are kept.
        expected: a head printed earlier; the ledger may have grown since. Without one, a cut tail or a ledger
            rewritten from end to end cannot be told from a true one.
    """
    faults = [fault for entry in entries for fault in _cell_faults(entry)]
    faults += [fault for before, entry in pairwise([None, *entries]) if entry for fault in _link_faults(before, entry)]
    if expected is not None:
        faults += _head_faults(entries, expected)
    return sorted(faults, key=lambda fault: fault.seq)


def _cell_faults(entry: Entry) -> list[Fault]:
    if entry.canonical_version != CANONICAL_VERSION:
        message = f"entry {entry.seq} is in canonical form {entry.canonical_version}, unknown here; update sitroom"
        return [Fault("ledger.newer", entry.seq, message)]
    try:
        intact = canonical_json(entry.payload) == entry.payload_json and entry.sealed_hash() == entry.hash
    except (TypeError, ValueError):
        intact = False
    message = f"entry {entry.seq} ({entry.kind}) was changed after it was entered: its cells do not give its hash"
    return [] if intact else [Fault("ledger.changed", entry.seq, message)]


def _link_faults(before: Entry | None, entry: Entry) -> list[Fault]:
    last, last_hash = (before.seq, before.hash) if before else (EMPTY.count, EMPTY.hash)
    if entry.seq <= last:
        return [Fault("ledger.reordered", entry.seq, f"entry {entry.seq} stands after entry {last}")]
    if entry.seq > last + 1:
        gone = f"entry {last + 1} is" if entry.seq == last + 2 else f"entries {last + 1} to {entry.seq - 1} are"
        return [Fault("ledger.gap", last + 1, f"{gone} missing")]
    if entry.previous_hash != last_hash:
        message = f"entry {entry.seq} does not follow from entry {last}: one of the two was replaced"
        return [Fault("ledger.broken-link", entry.seq, message)]
    return []


def _head_faults(entries: Sequence[Entry], expected: Head) -> list[Fault]:
    if expected.count == 0:
        return []
    at_head = next((entry for entry in entries if entry.seq == expected.count), None)
    if at_head is None:
        last = max((entry.seq for entry in entries), default=0)
        message = f"the ledger ends at entry {last}, but a brief printed {expected.count} entries: its tail was cut off"
        return [Fault("ledger.cut-tail", last + 1, message)]
    if not at_head.hash.startswith(expected.hash):
        message = f"entry {expected.count} has hash {at_head.hash[:12]}, but a brief printed {expected.hash[:12]}"
        return [Fault("ledger.rewritten", expected.count, f"{message}: the ledger was rewritten up to there")]
    return []
