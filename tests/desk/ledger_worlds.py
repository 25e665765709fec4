"""A desk whose clock can be moved, with two small data sets about Russia, Ukraine and Poland."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sitroom.core import DayRange, EventPattern, day_range
from sitroom.desk import Desk, open_desk
from sitroom.history import Event
from sitroom.ledger import Question

FIRST, LAST = date(2012, 1, 1), date(2013, 12, 31)
PRESSURE = EventPattern(("RUS",), ("UKR",), quads=(3, 4))
AID = EventPattern(("RUS",), ("UKR",), quads=(2,))


@dataclass
class Clock:
    """The instant, which a test may move."""

    now: datetime = field(default_factory=lambda: datetime(2013, 6, 3, 9, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.now

    def set(self, day: date) -> None:
        self.now = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


def act(day: date, number: int = 0, *, source: str = "one", quad: int = 4, **cells: object) -> Event:
    """Russia toward Ukraine, known on the next day."""
    usual: dict[str, object] = {
        "event_id": f"{source}-{day}-{number}", "source": source, "occurred_on": day,
        "first_known_on": day + timedelta(days=1), "actor_country": "RUS", "recipient_country": "UKR",
        "event_type": {1: "CONSULT", 2: "AID", 3: "ACCUSE", 4: "ASSAULT"}[quad], "quad": quad,
    }  # fmt: skip
    return Event(**(usual | cells))  # type: ignore[arg-type]


def daily_talk(source: str = "one", *, last: date = LAST, first: date = FIRST) -> Iterable[Event]:
    """Ukraine and Poland consult every third day, and Russia with Ukraine every ninth: both are covered throughout."""
    for number in range(0, (last - first).days + 1, 3):
        day = first + timedelta(days=number)
        talkers = {"actor_country": "UKR", "recipient_country": "POL"} if number % 9 else {}
        yield act(day, 1, source=source, quad=1, **talkers)
    yield act(last, 9, source=source, quad=1)


def open_world(folder: Path, clock: Clock, *rows: Iterable[Event]) -> Desk:
    desk = open_desk(folder / "desk", clock=clock)
    for some in rows:
        desk.event_store.append(some, received_on=date(2014, 1, 1))
    return desk


def asked(rule: EventPattern | None = PRESSURE, **changes: object) -> Question:
    """A question from 4 to 24 June 2013."""
    usual: dict[str, object] = {
        "text": "Does Russia make a hostile move toward Ukraine?", "rule": rule, "rule_words": "a row of quad 3 or 4",
        "resolver": "machine" if rule else "person", "opens_on": day_range(date(2013, 6, 4)),
        "closes_on": day_range(date(2013, 6, 24)), "by": "user",
    }  # fmt: skip
    return Question(**(usual | changes))  # type: ignore[arg-type]


JUNE = DayRange(date(2013, 6, 4), date(2013, 6, 24))
