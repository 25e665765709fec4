"""The ledger on the desk: one table that entries are appended to, by any number of processes, in one chain."""

from dataclasses import dataclass
from typing import cast

from sitroom.core import IntegrityError
from sitroom.desk.store.database import Database, Row
from sitroom.ledger import (
    EMPTY,
    Entered,
    Entry,
    EntryKind,
    Fault,
    Head,
    Proposal,
    TrackRecord,
    admit,
    named_question,
    replay,
    seal_admitted,
    verify_chain,
)


@dataclass(frozen=True, slots=True)
class DeskLedger:
    """The ledger of a desk."""

    database: Database

    def enter(self, proposal: Proposal) -> Entered:
        """Append what is proposed, or return the entry that already says it.

        The head is read, and the entry sealed and inserted, under the write lock, so the chain never forks.

        Raises:
            LedgerError: the rules refuse it.
            IntegrityError: the entries about its question cannot be read.
        """
        with self.database.write() as connection:
            admission = admit(proposal, self.about(named_question(proposal)))
            if admission.known is not None:
                return Entered(admission.known, new=False)
            entry = seal_admitted(self.head(), admission.proposal)
            row = tuple(getattr(entry, name) for name in _CELLS)
            connection.execute(f"INSERT INTO ledger ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)  # noqa: S608
        return Entered(entry, new=True)

    def entries(self) -> list[Entry]:
        """Return all entries in order.

        Raises:
            IntegrityError: a row is no entry.
        """
        return [_entry_of(row) for row in self.database.rows(f"{_SELECT} ORDER BY seq")]

    def head(self) -> Head:
        """Return the count and the last hash."""
        row = self.database.find_row("SELECT seq, hash FROM ledger ORDER BY seq DESC LIMIT 1")
        return Head(int(str(row[0])), str(row[1])) if row else EMPTY

    def verify(self, expected: Head | None = None) -> list[Fault]:
        """Return every fault of the chain; with a head that a brief printed, also a cut tail or a rewritten ledger."""
        entries, faults = [], []
        for row in self.database.rows(f"{_SELECT} ORDER BY seq"):
            try:
                entries.append(_entry_of(row))
            except IntegrityError as error:
                faults.append(Fault("ledger.unreadable", int(str(row[0])), str(error)))
        return sorted(faults + verify_chain(entries, expected), key=lambda fault: fault.seq)

    def track_record(self) -> TrackRecord:
        """Return what became of every question."""
        return replay(self.entries())

    def about(self, question_id: str | None) -> list[Entry]:
        """Return all entries about a question, in order; None gives the notes and ratings about none."""
        sql = f"{_SELECT} WHERE question_id IS ? ORDER BY seq"
        return [_entry_of(row) for row in self.database.rows(sql, (question_id,))]


_CELLS = (
    "seq", "kind", "payload_json", "entered_at", "stated_on", "knowledge_cutoff", "previous_hash", "hash",
    "canonical_version",
)  # fmt: skip
_COLUMNS = ", ".join(_CELLS).replace("payload_json", "payload")
_SELECT = f"SELECT {_COLUMNS} FROM ledger"  # noqa: S608  # the columns are ours


def _entry_of(row: Row) -> Entry:
    seq, kind, payload, entered_at, stated_on, cutoff, previous_hash, digest, version = row
    texts = (kind, payload, entered_at, previous_hash, digest)
    days = (stated_on, cutoff)
    whole = all(isinstance(cell, str) for cell in texts) and all(cell is None or isinstance(cell, str) for cell in days)
    if not (whole and isinstance(seq, int) and isinstance(version, int)):
        raise IntegrityError(f"entry {seq!r} of the ledger has a cell of the wrong type; it was changed")
    return Entry(
        seq=seq,
        kind=cast("EntryKind", kind),
        payload_json=cast("str", payload),
        entered_at=cast("str", entered_at),
        stated_on=cast("str | None", stated_on),
        knowledge_cutoff=cast("str | None", cutoff),
        previous_hash=cast("str", previous_hash),
        hash=cast("str", digest),
        canonical_version=version,
    )
