"""What a ledger can be kept in: anything that appends; and one in memory, for backtests and dry runs."""

from dataclasses import dataclass, field
from typing import Protocol

from sitroom.ledger.chain import Fault, verify_chain
from sitroom.ledger.entry import Entry, Head, head, seal
from sitroom.ledger.rules import Proposal, admit, named_question


@dataclass(frozen=True, slots=True)
class Entered:
    """An entry, and whether it is new; one that the ledger knew already is returned as it was entered."""

    entry: Entry
    new: bool


class LedgerTable(Protocol):
    """Where entries are kept; there is no way to change or remove one."""

    def enter(self, proposal: Proposal) -> Entered:
        """Append what is proposed, or return the entry that already says it; refuse what the rules refuse."""

    def entries(self) -> list[Entry]:
        """Return all entries in order."""

    def head(self) -> Head:
        """Return the count and the last hash."""

    def verify(self, expected: Head | None = None) -> list[Fault]:
        """Return every fault of the chain."""


@dataclass
class LedgerInMemory:
    """A run of its own: nothing in it is pooled with the ledger of a desk, and nothing outlives the process."""

    _entries: list[Entry] = field(default_factory=list)
    _about: dict[str | None, list[Entry]] = field(default_factory=dict)

    def enter(self, proposal: Proposal) -> Entered:
        """Append what is proposed, or return the entry that already says it."""
        admission = admit(proposal, self._about.get(named_question(proposal), []))
        if admission.known is not None:
            return Entered(admission.known, new=False)
        entry = seal_admitted(self.head(), admission.proposal)
        self._entries.append(entry)
        self._about.setdefault(entry.question_id, []).append(entry)
        return Entered(entry, new=True)

    def entries(self) -> list[Entry]:
        """Return all entries in order."""
        return list(self._entries)

    def head(self) -> Head:
        """Return the count and the last hash."""
        return head(self._entries)

    def verify(self, expected: Head | None = None) -> list[Fault]:
        """Return every fault of the chain."""
        return verify_chain(self._entries, expected)


def seal_admitted(previous: Head, proposal: Proposal) -> Entry:
    """Return the entry of an admitted proposal, sealed after a head."""
    return seal(
        previous,
        proposal.kind,
        proposal.payload,
        proposal.entered_at,
        stated_on=proposal.stated_on,
        knowledge_cutoff=proposal.knowledge_cutoff,
    )
