"""Facts of codes: the same rows that a pattern matches, nothing learnt later, and every row that is left out counted."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from sitroom.core import EventPattern
from sitroom.forecast import PatternQuestion, code_facts, known_rows
from sitroom.forecast.code_facts import OTHER, UNNAMED, CodeFacts, Deed, deeds_of
from sitroom.forecast.occurrences import matching_rows
from sitroom.history import EventStore
from tests.forecast.worlds import CODES, SOURCE, TYPES, act, day, members, store_of, world_events

CUTOFF = day(1400)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> EventStore:
    return store_of(tmp_path_factory.mktemp("world"), world_events(3)).until(CUTOFF)


def asked(pattern: EventPattern) -> PatternQuestion:
    return PatternQuestion(pattern, 21, CUTOFF, SOURCE)


def rows_of(known: CodeFacts, question: PatternQuestion) -> list[int]:
    """The rows whose facts are what a question asks for."""
    facts, pattern = known.facts, question.pattern
    fits = np.isin(facts.subject, known.entities_of(pattern.actors, question, members))
    fits &= np.isin(facts.object, known.entities_of(pattern.recipients, question, members))
    fits &= np.isin(facts.relation, known.relations(question))
    return sorted(set(known.row[fits].tolist()))


@pytest.mark.parametrize("mutual", [False, True])
def test_the_facts_of_a_pattern_are_the_rows_that_match_it(world: EventStore, *, mutual: bool) -> None:
    rows = known_rows(world, SOURCE)
    known = code_facts(rows)
    kinds = [((one,), ()) for one in TYPES] + [((), (quad,)) for quad in (1, 2, 3, 4)] + [(("AID",), (3,)), ((), ())]
    for actors in [("AAA",), ("AAA", "CCC"), ()]:
        for recipients in [("BBB",), ("DDD", "EEE"), ()]:
            for types, quads in kinds:
                pattern = EventPattern(actors, recipients, types=types, quads=quads, mutual=mutual)
                both_unnamed = (rows.actor < 0) & (rows.recipient < 0)
                matched = [at for at in matching_rows(rows, pattern, members).tolist() if not both_unnamed[at]]
                assert rows_of(known, asked(pattern)) == matched, pattern


def test_a_row_without_parties_is_no_fact_and_is_counted(tmp_path: Path) -> None:
    events = [act(1), act(2, event_id="x", actor_country=None, recipient_country=None), act(3, event_id="y")]
    known = code_facts(known_rows(store_of(tmp_path, events), SOURCE))
    assert (len(known.facts), known.left_out) == (2, 1)


def test_whoever_is_unnamed_is_one_entity(tmp_path: Path) -> None:
    known = code_facts(known_rows(store_of(tmp_path, [act(1, recipient_country=None)]), SOURCE))
    assert known.facts.entities[-1] == UNNAMED
    assert known.facts.object.tolist() == [len(known.facts.entities) - 1]


def test_an_undirected_row_stands_in_both_directions_and_keeps_its_id(tmp_path: Path) -> None:
    known = code_facts(known_rows(store_of(tmp_path, [act(1, event_id="e1", directed=False)]), SOURCE))
    assert sorted(zip(known.facts.subject.tolist(), known.facts.object.tolist(), strict=True)) == [(0, 1), (1, 0)]
    assert known.ids(np.array([0, 1]), most=5) == ("e1",)


def test_rows_learnt_later_change_nothing(tmp_path: Path) -> None:
    events = world_events(5, rows=600)
    later = [act(n, event_id=f"late{n}", first_known_on=date(2016, 1, 1)) for n in range(0, 900, 3)]
    plain = code_facts(known_rows(store_of(tmp_path / "a", events).until(CUTOFF), SOURCE))
    mixed = code_facts(known_rows(store_of(tmp_path / "b", [*events, *later]).until(CUTOFF), SOURCE))
    assert plain.facts.entities == mixed.facts.entities
    assert plain.deeds == mixed.deeds
    for name in ("subject", "relation", "object", "day"):
        assert np.array_equal(getattr(plain.facts, name), getattr(mixed.facts, name)), name


def test_a_deed_that_a_model_does_not_know_is_other(world: EventStore) -> None:
    rows = known_rows(world, SOURCE)
    few = (Deed("ASSAULT", 4), OTHER)
    known = code_facts(rows, few)
    assert known.deeds == few
    aid = known.relations(asked(EventPattern(("AAA",), ("BBB",), types=("AID",))))
    assert aid == (1,)
    assert np.isin(known.facts.relation, aid).sum() > 100


def test_deeds_come_back_from_their_text(world: EventStore) -> None:
    deeds = deeds_of(known_rows(world, SOURCE))
    assert tuple(Deed.of_text(deed.text) for deed in deeds) == deeds
    assert Deed("CONSULT", 1, joined=True) in deeds
    assert deeds[-1] == OTHER


def test_a_group_is_whoever_belongs_to_it_on_the_day_of_the_cutoff(world: EventStore) -> None:
    rows = known_rows(world, SOURCE)
    known, question = code_facts(rows), asked(EventPattern(("bloc",), ()))
    names = {known.facts.entities[one] for one in known.entities_of(("bloc",), question, members)}
    assert names == {"AAA", "BBB", "CCC"}
    before = replace(question, cutoff=date(2012, 1, 1))
    assert {known.facts.entities[one] for one in known.entities_of(("bloc",), before, members)} == {"AAA", "BBB"}
    assert set(CODES) >= names
