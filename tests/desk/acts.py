"""Acts made up for tests: some states over two years, one pair of them with a rhythm, known on the day after."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np

from sitroom.desk import Desk
from sitroom.history import Event

SOURCE = "made-up"
FIRST, DAYS = date(2016, 1, 1), 720
LAST = FIRST + timedelta(days=DAYS - 1)
CODES = ("BLR", "RUS", "POL", "UKR", "DEU", "USA", "LTU", "FRA")
KINDS = (("CONSULT", 1), ("SUPPORT", 1), ("AID", 2), ("ACCUSE", 3), ("SANCTION", 4), ("ASSAULT", 4))
NOW = datetime(2018, 6, 1, 9, tzinfo=UTC)


def acted(number: int, at: int, actor: str, recipient: str, kind: tuple[str, int], *, lag: int = 1) -> Event:
    """One row of a day, counted from the first."""
    day = FIRST + timedelta(days=number)
    return Event(
        event_id=f"e{number:04}-{at}", source=SOURCE, occurred_on=day, first_known_on=day + timedelta(days=lag),
        actor_country=actor, recipient_country=recipient, event_type=kind[0], quad=kind[1],
    )  # fmt: skip


def acts(*, days: int = DAYS, seed: int = 1) -> list[Event]:
    """Two chance acts a day; Belarus and Poland meet every tenth day, for a week in the last two months daily."""
    rng = np.random.default_rng(seed)
    out = []
    for number in range(days):
        for at in range(2):
            actor, recipient = rng.choice(len(CODES), 2, replace=False, p=[0.25, 0.2, 0.15, 0.1, 0.1, 0.1, 0.05, 0.05])
            kind = KINDS[int(rng.choice(len(KINDS), p=[0.35, 0.2, 0.1, 0.2, 0.05, 0.1]))]
            out.append(acted(number, at, CODES[actor], CODES[recipient], kind))
        if number % 10 == 0 or number % 60 > 52:
            out.append(acted(number, 9, "BLR", "POL", ("CONSULT", 1)))
    return out


def desk_with(folder: Path, events: Iterable[Event]) -> Desk:
    """A desk whose clock stands still, with these rows."""
    desk = Desk(folder, clock=lambda: NOW)
    desk.event_store.append(events, received_on=date(2018, 1, 1))
    return desk
