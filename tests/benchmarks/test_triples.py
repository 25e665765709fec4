"""CAMEO triples: actual events alone, each actor with each recipient, and silence where nothing happened."""

from benchmarks.reading import triples, unit_codes
from benchmarks.reading.answers import triples as triples_of
from benchmarks.reading.codes import party

from .builders import event, item, ref, row

FRANCE, RWANDA = ref("France", "FRA"), ref("Rwanda", "RWA")
ACCUSES = event("accused", actors=[FRANCE], recipients=[RWANDA])
GOLD = {"source": "FRA", "target": "RWA", "event": "112"}


def test_a_triple_needs_countries_and_the_full_code() -> None:
    told = row(ACCUSES, event("lying", cameo="1121", actors=[FRANCE], recipients=[RWANDA]))
    figures = triples.figures(triples.count(item({"events": [GOLD]}), told))
    assert (figures["triple_precision"], figures["triple_recall"], figures["triple_f1"]) == (0.5, 1.0, 2 / 3)
    assert (figures["triple_2digit_f1"], figures["over_production"]) == (1.0, 2.0)


def test_sectors_count_only_in_the_full_actor() -> None:
    told = row(event("accused", actors=[ref("France", "FRA", code="FRAGOV")], recipients=[RWANDA]))
    figures = triples.figures(triples.count(item({"events": [GOLD]}), told))
    assert (figures["triple_f1"], figures["triple_full_actor_f1"]) == (1.0, 0.0)


def test_what_did_not_happen_is_no_triple() -> None:
    told = row(event("accused", actors=[FRANCE], recipients=[RWANDA], realis="scheduled"))
    figures = triples.figures(triples.count(item({"events": [GOLD]}), told))
    assert (figures["triple_f1"], figures["triple_any_realis_f1"]) == (0.0, 1.0)


def test_a_meeting_without_recipients_is_all_ordered_pairs() -> None:
    meeting = event("answer", "CONSULT", cameo="04", actors=[FRANCE, RWANDA])
    assert triples_of(row(meeting)) == [(party("FRA"), party("RWA"), "040"), (party("RWA"), party("FRA"), "040")]
    assert triples_of(row(meeting | {"cameo": "112"})) == [
        (party("FRA"), party(None), "112"),
        (party("RWA"), party(None), "112"),
    ]


def test_nobody_does_anything_to_himself() -> None:
    assert triples_of(row(event("accused", actors=[FRANCE], recipients=[FRANCE]))) == []


def test_a_sentence_without_events_must_stay_empty() -> None:
    counts = triples.count(item({"events": []}), row(ACCUSES)) + triples.count(item({"events": []}), row())
    figures = triples.figures(counts)
    assert (figures["no_event_n"], figures["no_event_correctly_empty"], figures["sentence_all_right"]) == (2, 0.5, 0.5)


def test_of_invented_countries_the_codes_alone_count() -> None:
    figures = unit_codes.figures(unit_codes.count(item({"events": [GOLD | {"source": "ELF"}]}), row(ACCUSES)))
    assert figures["code_f1"] == 1.0
    assert not [name for name in figures if name.startswith("triple")]
