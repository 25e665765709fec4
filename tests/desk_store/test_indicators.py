"""Indicators on the desk: only ever added to; dropped ones stay dropped until a person names them again."""

from datetime import date
from pathlib import Path

import pytest

from sitroom.core import DeskError, IntegrityError, day_range
from sitroom.desk.store import Store
from sitroom.ledger import Indicator, IndicatorCheck

from .builders import NOW, a_desk


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = a_desk(tmp_path)
    store.topics.new("Minsk", now=NOW)
    return store


def sign(text: str = "prisoners are released", *speaks_for: str) -> Indicator:
    by = day_range(date(2013, 5, 14))
    return Indicator(text=text, topic="minsk", origin="signal", speaks_for=speaks_for or ("an opening",), by=by)


def test_a_sign_is_proposed_once(store: Store) -> None:
    assert store.indicators.propose([sign(), sign("talks")], now=NOW) == [sign(), sign("talks")]
    assert store.indicators.propose([sign()], now=NOW) == []
    assert store.indicators.all("minsk") == [sign(), sign("talks")]


def test_what_it_speaks_for_is_added(store: Store) -> None:
    store.indicators.propose([sign()], now=NOW)
    store.indicators.propose([sign("prisoners are released", "a bargain")], now=NOW)
    (one,) = store.indicators.all("minsk")
    assert one.speaks_for == ("an opening", "a bargain")


def test_a_dropped_sign_comes_back_by_hand_only(store: Store) -> None:
    store.indicators.propose([sign()], now=NOW)
    store.indicators.drop(sign().id[:6], by="ana", reason="too vague", now=NOW)
    assert store.indicators.all("minsk") == []
    with pytest.raises(DeskError, match="nobody watches"):
        store.indicators.get(sign().id)
    assert store.indicators.propose([sign()], now=NOW) == []
    assert store.indicators.all("minsk") == []
    assert store.indicators.add(sign(), by="ana", now=NOW)
    assert not store.indicators.add(sign(), by="ana", now=NOW)
    assert store.indicators.all("minsk") == [sign()]


def test_part_of_an_id_must_name_one_alone(store: Store) -> None:
    many = [sign(f"sign {number}") for number in range(40)]
    store.indicators.propose(many, now=NOW)
    assert store.indicators.get(many[3].id) == many[3]
    with pytest.raises(DeskError, match="nobody watches"):
        store.indicators.get(many[3].id[:2])


def test_a_topic_that_there_is_not_takes_none(store: Store) -> None:
    other = Indicator(text="x", topic="nowhere", origin="hand")
    with pytest.raises(IntegrityError):
        store.indicators.add(other, by="ana", now=NOW)


def test_looks_are_kept_in_order(store: Store) -> None:
    store.indicators.propose([sign()], now=NOW)
    for day, state in ((1, "open"), (9, "seen")):
        look = IndicatorCheck(
            indicator_id=sign().id, as_of=date(2013, 3, day), state=state, reason="-", resolver="machine", by="m",  # type: ignore[arg-type]
        )  # fmt: skip
        store.indicators.check(look, "minsk", now=NOW)
    (standing,) = store.indicators.standings("minsk")
    assert [one.state for one in standing.checks] == ["open", "seen"]
    assert standing.as_of(date(2013, 3, 8)).state == "open"


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE indicators SET json = '{}'",
        "DELETE FROM indicators",
        "INSERT OR REPLACE INTO indicators VALUES (1, 'minsk', 'x', 'add', '{}', 'me', 'now')",
        "INSERT INTO indicators VALUES (9, 'minsk', 'x', 'add', '{}', 'me', 'now')",
        "UPDATE indicator_checks SET state = 'seen'",
        "DELETE FROM indicator_checks",
        "INSERT INTO indicator_checks VALUES (9, 'minsk', 'x', '2013-03-01', 'seen', '{}', 'now')",
    ],
)
def test_nothing_of_it_is_rewritten(store: Store, sql: str) -> None:
    store.indicators.propose([sign()], now=NOW)
    look = IndicatorCheck(
        indicator_id=sign().id, as_of=date(2013, 3, 1), state="open", reason="-", resolver="machine", by="m"
    )
    store.indicators.check(look, "minsk", now=NOW)
    with (
        pytest.raises(IntegrityError, match="append-only"),
        store.database.write() as connection,
        store.database.errors_told(),
    ):
        connection.execute(sql)
