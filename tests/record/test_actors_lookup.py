"""Looking up a name: everything it can mean, what is taken on a day and why, and what is near it."""

from datetime import date

import pytest

from sitroom.record import Lookup, gazetteer, look_up


def find(name: str, on: str | None = None) -> Lookup:
    return look_up(name, gazetteer(), on=date.fromisoformat(on) if on else None)


@pytest.mark.parametrize(
    ("name", "on", "taken"),
    [
        ("Georgia", None, "georgia"),
        ("Washington", "2014-05-04", "united-states"),
        ("Paris", None, "france"),
        ("Clinton", "1996-05-04", "bill-clinton"),
        ("Clinton", "2011-05-04", "hillary-clinton"),
        ("Bush", "1990-10-04", "george-h-w-bush"),
        ("Bush", "2003-01-04", "george-w-bush"),
        ("Kim", "2005-05-04", "kim-jong-il"),
        ("Kim", "2018-05-04", "kim-jong-un"),
        ("President Kim", "2000-06-14", "kim-dae-jung"),
        ("KGB", "1985-05-03", "kgb-ussr"),
        ("KGB", "2005-05-03", "kgb-belarus"),
        ("Moscow", "1985-05-03", "soviet-union"),
        ("Congo", "1985-05-03", "republic-of-the-congo"),
        ("Congo", "2012-05-03", "democratic-republic-of-the-congo"),
    ],
)
def test_of_several_readings_one_is_taken_with_a_reason(name: str, on: str | None, taken: str) -> None:
    found = find(name, on)
    assert len(found.readings) > 1
    assert (found.taken, found.readings[0].id) == (taken, taken)
    assert found.why
    assert all(one.source for one in found.readings)


@pytest.mark.parametrize(("name", "on"), [("Clinton", None), ("Korea", "2012-05-03"), ("Dominican", None)])
def test_what_the_day_does_not_tell_is_not_taken(name: str, on: str | None) -> None:
    found = find(name, on)
    assert found.taken is None
    assert len(found.readings) > 1


def test_what_would_tell_in_a_text_is_said() -> None:
    state = next(one for one in find("Georgia").readings if one.id == "georgia-us-state")
    assert "governor" in state.cues


def test_a_person_has_the_offices_of_the_day_or_all() -> None:
    (makei,) = find("Vladimir Makei", "2013-02-21").readings
    assert [term.title for term in makei.terms] == ["Foreign Minister"]
    (ever,) = find("Vladimir Makei").readings
    assert len(ever.terms) > 1
    terms = ever.to_json()["terms"]
    assert isinstance(terms, list)
    assert all(".csv:" in term["source"] for term in terms)


def test_a_group_has_its_members_of_the_day() -> None:
    members = [find("EU", day).readings[0].members for day in ("2013-06-30", "2013-07-01")]
    assert members == [27, 28]


@pytest.mark.parametrize(
    ("name", "on", "words"),
    [
        ("Ariel Sharon", "2016-04-24", "no office of that day is on record"),
        ("Czechoslovakia", "2005-04-24", "it did not exist on that day"),
    ],
)
def test_what_the_day_does_not_hold_is_said(name: str, on: str, words: str) -> None:
    assert words in find(name, on).why


def test_an_unknown_first_name_offers_the_known_one_and_applies_nothing() -> None:
    found = find("Vladimir Vakulchik", "2013-02-21")
    assert (found.taken, found.readings) == (None, ())
    (near,) = found.near
    assert near.name == "Valery Vakulchik"
    assert near.what.startswith("KGB Chairman 16 Nov 2012")
    assert found.to_json()["near"] == [{"name": near.name, "id": near.id, "what": near.what, "applied": False}]


@pytest.mark.parametrize(
    ("name", "known"), [("Belarsu", "belarus"), ("Lukashenka Alexander", None), ("Merkl", "angela-merkel")]
)
def test_a_misspelled_name_offers_what_is_near(name: str, known: str | None) -> None:
    offered = [one.id for one in find(name).near]
    assert known is None or known in offered


@pytest.mark.parametrize("name", ["", "   ", "=1+1", "Atlantis", "\u202egnol", "x" * 5_000])
def test_a_name_that_is_nothing_has_no_reading(name: str) -> None:
    found = find(name)
    assert (found.readings, found.taken) == ((), None)


def test_a_slug_is_found_too() -> None:
    assert find("parliament-of-georgia").taken == "parliament-of-georgia"
    assert find("angela-merkel").taken == "angela-merkel"
