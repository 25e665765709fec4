"""The referee: what is planted is found, what is not there is not, and who is absent is not covered."""

from datetime import date, timedelta

import numpy as np
import pytest

from sitroom.core import HistoryError
from sitroom.history import Claim, Event, EventStore, Members, Report, judge_claim, read_claim
from sitroom.history.claims.effects import days_after

FIRST, DAYS = date(2015, 1, 1), 1500
TEXT = """
claim = "A helps B more after C threatens A"
response = { actor = "AAA", recipient = "BBB", quads = [1, 2] }
trigger  = { actor = "CCC", recipient = "AAA", quads = [3, 4] }
window_days = 14
direction = "rises"
"""


def claim(text: str = TEXT) -> Claim:
    return read_claim(text, resolve=lambda name: name)


def event(place: int, day: int, pair: tuple[str, str], quad: int, precision: str = "day") -> Event:
    when = FIRST + timedelta(days=day)
    return Event(
        event_id=f"{pair}{place}", source="s", occurred_on=when, first_known_on=when + timedelta(days=1),
        actor_country=pair[0], recipient_country=pair[1], quad=quad, date_precision=precision, raw_row=str(place),
    )  # fmt: skip


def world(store: EventStore, *, times: float, rate: float = 0.6, seed: int = 7) -> list[Event]:
    """Fill a store in which responses come ``times`` as often in the 14 days after a trigger."""
    rng = np.random.default_rng(seed)
    triggers = np.zeros(DAYS)
    triggers[rng.choice(DAYS, 25, replace=False)] = 1
    rates = np.where(days_after(triggers, 14), rate * times, rate)
    events = [event(at, int(day), ("CCC", "AAA"), 4) for at, day in enumerate(np.flatnonzero(triggers))]
    events += [
        event(at, int(day), ("AAA", "BBB"), 1) for at, day in enumerate(np.repeat(np.arange(DAYS), rng.poisson(rates)))
    ]
    for name in "DEFGHIJKLM":
        days = np.repeat(np.arange(DAYS), rng.poisson(0.5, DAYS))
        events += [event(at, int(day), ("AAA", name * 3), 1) for at, day in enumerate(days)]
    store.append(events, received_on=date(2026, 1, 1))
    return events


def judge(store: EventStore, members: Members, text: str = TEXT) -> Report:
    return judge_claim(claim(text), store, members=members)


def test_a_doubled_rate_is_supported_with_its_estimate_and_rows(store: EventStore, members: Members) -> None:
    world(store, times=2.0)
    report = judge(store, members)
    assert report.verdict == "supported"
    assert report.effect is not None
    assert report.effect.ratio is not None
    assert report.effect.low is not None
    assert report.effect.low < 2.0 < (report.effect.high or 0)
    assert report.effect.detectable is not None
    assert report.effect.detectable <= 2
    after = {one.event_id: one.occurred_on for one in store.get_events(report.rows["responses"], source="s")}
    triggers = {one.occurred_on for one in store.get_events(report.rows["triggers"], source="s")}
    assert all(any(0 < (day - trigger).days <= 14 for trigger in triggers) for day in after.values())
    assert sum(cell.main for cell in report.specifications) == 1


def test_what_stays_the_same_or_falls_is_never_supported(store: EventStore, members: Members) -> None:
    world(store, times=0.4)
    assert judge(store, members).verdict == "contradicted"
    assert judge(store, members, TEXT.replace("rises", "falls")).verdict == "supported"


def test_few_triggers_have_no_power(store: EventStore, members: Members) -> None:
    world(store, times=1.0, rate=0.02)
    report = judge(store, members)
    assert report.verdict == "no_power"
    assert "factor of two" in report.sentence
    assert "doubling" in report.paragraph


def test_an_absent_actor_is_not_covered_before_any_row_is_counted(store: EventStore, members: Members) -> None:
    world(store, times=2.0)
    report = judge(store, members, TEXT.replace("CCC", "XXX"))
    assert (report.verdict, report.effect, report.rows) == ("not_covered", None, {})
    assert "XXX" in report.paragraph


def test_a_rise_before_the_trigger_or_for_everyone_is_mixed(store: EventStore, members: Members) -> None:
    rng = np.random.default_rng(3)
    triggers = np.zeros(DAYS)
    triggers[rng.choice(DAYS, 15, replace=False)] = 1
    around = days_after(triggers, 14) | days_after(triggers, 14, lead=True)
    days = np.repeat(np.arange(DAYS), rng.poisson(np.where(around, 1.8, 0.5)))
    events = [event(at, int(day), ("AAA", "BBB"), 1) for at, day in enumerate(days)]
    events += [event(at, int(day), ("CCC", "AAA"), 4) for at, day in enumerate(np.flatnonzero(triggers))]
    store.append(events, received_on=date(2026, 1, 1))
    report = judge(store, members)
    assert report.verdict == "mixed"
    assert "before" in report.paragraph


def test_rows_dated_to_a_month_decide_nothing(store: EventStore, members: Members) -> None:
    world(store, times=1.0)
    before = judge(store, members).to_json()
    month = [event(10_000 + at, 40, ("AAA", "BBB"), 1, "month") for at in range(500)]
    store.append(month, received_on=date(2026, 1, 1))
    after = judge(store, members).to_json()
    assert before["estimate"] == after["estimate"]


def test_what_is_learned_later_changes_no_report(store: EventStore, members: Members) -> None:
    world(store, times=2.0)
    day = FIRST + timedelta(days=900)
    then = judge_claim(claim(), store, members=members, as_of=day).to_json()
    assert judge_claim(claim(), store.until(day), members=members).to_json() == then
    assert then["period"]["end"] < day.isoformat()  # type: ignore[index]


def test_a_claim_reads_back_as_it_was_written_and_its_hash_ignores_the_sentence() -> None:
    one = claim()
    assert claim(one.to_toml()) == one
    assert claim(TEXT.replace("A helps B", "Something else")).fingerprint() == one.fingerprint()
    assert claim(TEXT.replace("14", "15")).fingerprint() != one.fingerprint()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("quads = [1, 2]", "quads = [5]", "1 to 4"),
        ('direction = "rises"', 'direction = "up"', "rises or falls"),
        ("window_days = 14", "window_days = 0", "1 to 366"),
        ('actor = "AAA", ', "", "actor is needed"),
        ("claim =", "clam =", "says nothing about a claim"),
        ("[1, 2]", "[1, 2", "not TOML"),
    ],
)
def test_a_claim_that_cannot_be_read_says_why(old: str, new: str, message: str) -> None:
    with pytest.raises(HistoryError, match=message):
        claim(TEXT.replace(old, new, 1))
