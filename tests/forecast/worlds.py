"""Small histories made up for tests: a pair with known days, and a world with everything that makes counting hard."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from sitroom.core import EventPattern
from sitroom.history import Event, EventStore

SOURCE = "made-up"
FIRST = date(2010, 1, 1)
CODES = ("AAA", "BBB", "CCC", "DDD", "EEE")
TYPES = ("CONSULT", "ASSAULT", "AID", "ACCUSE")


def members(name: str, day: date) -> frozenset[str]:
    """Codes stand for themselves; ``bloc`` is AAA and BBB, and CCC as well from March 2012."""
    if name == "bloc":
        return frozenset({"AAA", "BBB", "CCC"} if day >= date(2012, 3, 1) else {"AAA", "BBB"})
    return frozenset({name})


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def act(number: int, **cells: object) -> Event:
    """A row of one day, known on the next."""
    usual: dict[str, object] = {
        "event_id": f"e{number:05}", "source": SOURCE, "occurred_on": day(number), "first_known_on": day(number + 1),
        "actor_country": "AAA", "recipient_country": "BBB", "event_type": "ASSAULT", "quad": 4,
    }  # fmt: skip
    return Event(**(usual | cells))  # type: ignore[arg-type]


def store_of(folder: Path, events: Iterable[Event]) -> EventStore:
    store = EventStore(folder)
    store.append(events, received_on=date(2020, 1, 1))
    return store


def pair_events(days: Iterable[int], *, last: int) -> list[Event]:
    """AAA assaults BBB on some days; every tenth day, and on the last one, the two meet."""
    meetings = sorted({*range(0, last, 10), last})
    talks = [act(one, event_id=f"m{one:05}", event_type="CONSULT", quad=1) for one in meetings]
    return [*(act(one) for one in days), *talks]


def world_events(seed: int, *, days: int = 1500, rows: int = 2500) -> list[Event]:
    """Rows with nulls, groups, undirected and joint acts, coarse days, late knowledge; the year 2011 has none."""
    rng = np.random.default_rng(seed)
    out: list[Event] = []
    for number in sorted(rng.integers(0, days, rows).tolist()):
        if day(number).year == 2011:
            continue
        actor, recipient = rng.choice(5, 2, p=[0.4, 0.3, 0.15, 0.1, 0.05])
        kind = int(rng.integers(4))
        coarse = rng.random() < 0.1
        out.append(
            act(
                number,
                event_id=f"w{len(out) // (1 + (rng.random() < 0.02)):05}",
                occurred_on=day(number).replace(day=1) if coarse else day(number),
                date_precision="month" if coarse else "day",
                first_known_on=day(number + int(rng.choice([0, 1, 2, 30, 200], p=[0.2, 0.5, 0.2, 0.07, 0.03]))),
                actor_country=None if rng.random() < 0.05 else CODES[actor],
                recipient_country=None if rng.random() < 0.1 else CODES[recipient],
                actor_state=bool(rng.random() < 0.8),
                recipient_state=bool(rng.random() < 0.8),
                event_type=None if rng.random() < 0.05 else TYPES[kind],
                quad=None if rng.random() < 0.05 else kind + 1,
                directed=bool(rng.random() < 0.8),
            )
        )
    return out


def revised(events: list[Event], seed: int) -> list[Event]:
    """Some of the rows, revised later: another recipient or another kind."""
    rng = np.random.default_rng(seed)
    chosen = [events[at] for at in sorted(rng.choice(len(events), len(events) // 20, replace=False).tolist())]
    return [
        replace(one, recipient_country=CODES[int(rng.integers(5))], first_known_on=one.first_known_on + timedelta(40))
        for one in chosen
    ]


def world(folder: Path, seed: int = 1) -> EventStore:
    """A store of ``world_events``, a twentieth of them revised."""
    events = world_events(seed)
    store = store_of(folder, events)
    store.append(revised(events, seed), received_on=date(2020, 1, 2))
    return store


def any_pattern(rng: np.random.Generator) -> EventPattern:
    """A pattern of one or two names on each side, a group among them, or of anyone."""

    def side() -> tuple[str, ...]:
        names = [*CODES, "bloc", "ZZZ"]
        many = int(rng.choice([0, 1, 2], p=[0.15, 0.65, 0.2]))
        chosen = rng.choice(len(names), many, replace=False, p=[0.3, 0.2, 0.15, 0.1, 0.03, 0.2, 0.02])
        return tuple(names[at] for at in chosen)

    types = tuple(TYPES[at] for at in rng.choice(4, int(rng.integers(0, 3)), replace=False))
    quads = tuple(int(at) + 1 for at in rng.choice(4, int(rng.integers(0, 2)), replace=False))
    modes = ("air-strike",) if rng.random() < 0.02 else ()
    return EventPattern(side(), side(), types, quads, mutual=bool(rng.random() < 0.3), modes=modes)
