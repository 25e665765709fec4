"""Fetching event data for a desk: say what it takes, ask, load, import."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.metadata import version as version_of
from time import monotonic, sleep

from sitroom.history import (
    FIRST_GDELT_DAY,
    MIN_WINDOWS,
    EventStore,
    FetchPlan,
    FetchReport,
    Server,
    fetch,
    find_edition,
    has_fetched,
    plan_fetch,
)

YEAR = timedelta(days=365)

Confirm = Callable[[FetchPlan], bool]
MayList = Callable[[int], bool]
Watch = Callable[[FetchPlan], AbstractContextManager[Callable[[int], None]]]


@dataclass(frozen=True, slots=True)
class Fetch:
    """What became of a wish for event data.

    Args:
        plan: what it takes; None where the publisher's list was not to be loaded.
        report: what came of it; None where it was a dry run or was not confirmed.
    """

    plan: FetchPlan | None
    report: FetchReport | None = None

    def to_json(self) -> dict[str, object]:
        """Return the report, or the plan with nulls in the place of what was not done."""
        if self.report is not None:
            return self.report.to_json()
        return {"plan": self.plan.to_json() if self.plan else None, "loaded": 0, "import": None, "failed": []}


def fetch_gdelt(
    store: EventStore,
    first: date,
    last: date,
    *,
    today: date,
    version: int = 1,
    mirror: str | None = None,
    keep: bool = False,
    dry_run: bool = False,
    confirm: Confirm | None = None,
    may_list: MayList | None = None,
    watch: Watch | None = None,
) -> Fetch:
    """Fetch GDELT's event files for some days; see ``Desk.fetch_history``."""
    edition = find_edition(version)
    agent = f"sitroom/{version_of('sitroom')} (research; one request at a time)"
    server = Server(mirror or edition.base, agent, sleep=sleep, tick=monotonic)
    plan = plan_fetch(store.folder, edition, server, first, last, today=today, may_list=may_list)
    if plan is None or dry_run or (plan.open_files and confirm is not None and not confirm(plan)):
        return Fetch(plan)
    with watch(plan) if watch and plan.to_load else nullcontext() as moved:
        return Fetch(plan, fetch(plan, store, server, received_on=today, keep=keep, moved=moved))


def fetch_command(store: EventStore, cutoff: date, *, horizon: int) -> str | None:
    """Return the command that loads the event data that a base rate takes, or None where they were fetched already.

    Args:
        store: the desk's event data.
        cutoff: the last day of knowledge.
        horizon: the length of a window in days; a year is loaded, or as many windows as are needed and one more.

    >>> fetch_command(EventStore("nowhere"), date(2013, 2, 20), horizon=22)
    'sitroom history fetch gdelt --from 2012-02-21 --to 2013-02-20'
    """
    back = max(YEAR, (MIN_WINDOWS + 1) * timedelta(days=horizon))
    first = max(date.fromordinal(max(cutoff.toordinal() - back.days, 1)), FIRST_GDELT_DAY)
    if cutoff <= FIRST_GDELT_DAY or has_fetched(store.folder, first, cutoff):
        return None
    return f"sitroom history fetch gdelt --from {first} --to {cutoff}"
