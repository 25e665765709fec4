"""Judging: the way in to the referee, whose arrays load when it is first asked."""

from datetime import date

from sitroom.history.claims.claim import Claim
from sitroom.history.claims.verdicts import Report
from sitroom.history.membership import Members
from sitroom.history.store import EventStore


def judge_claim(claim: Claim, store: EventStore, *, members: Members, as_of: date | None = None) -> Report:
    """Return the referee's report on a claim; see ``referee.judge``."""
    from sitroom.history.claims.referee import judge

    return judge(claim, store, members=members, as_of=as_of)
