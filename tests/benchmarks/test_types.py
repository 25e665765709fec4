"""Event type, mode and country: the surest typed record is the answer, whatever its realis."""

from collections import Counter

import pytest
from benchmarks.reading import plover_gold, plv
from benchmarks.reading.answers import answer
from benchmarks.reading.figures import count_label, macro_f1

from .builders import event, item, ref, row, statement


def test_the_answer_is_the_surest_record_with_a_type() -> None:
    sure = event("answer", None, confidence=0.9)
    denied = event("lying", "REJECT", confidence=0.7, realis="negated")
    same = event("accused", confidence=0.7)
    assert answer(row(sure, denied, same)) == denied
    assert answer(row(sure)) is None
    assert answer({}) is None


def test_macro_f1_is_over_all_labels_of_the_set() -> None:
    counts = count_label("type", "AID", "AID") + count_label("type", "YIELD", "AID") + count_label("type", "AID", None)
    assert macro_f1(counts, "type", ["AID", "YIELD"]) == pytest.approx((2 * 1 / (2 + 2)) / 2)


def test_plv_takes_concede_and_retreat_together() -> None:
    gold = item({"events": [{"event": "YIELD", "quad": 1}], "pub_split": "train"})
    counts = plv.count(gold, row(event("answer", "RETREAT", quad=1)))
    figures = plv.figures(counts)
    assert (figures["accuracy"], figures["quad_accuracy"]) == (1.0, 1.0)
    assert figures["macro_f1"] == pytest.approx(1 / 15)


def test_plv_shows_the_published_test_rows_and_the_peer_beside_all() -> None:
    peer = {"zsp_root": "ACCUSE", "zsp_quad": 3}
    tested = item({"events": [{"event": "ACCUSE", "quad": 3}], "pub_split": "test", "peer": peer})
    trained = item({"events": [{"event": "AID", "quad": 2}], "pub_split": "train"})
    figures = plv.figures(plv.count(tested, row(event("accused"))) + plv.count(trained, {}))
    assert (figures["n"], figures["accuracy"], figures["answered"]) == (2, 0.5, 0.5)
    assert (figures["n_test"], figures["accuracy_test"], figures["peer_zsp_accuracy_test"]) == (1, 1.0, 1.0)
    assert "peer_zsp_accuracy" not in figures


def gsr(**event_gold: object) -> dict[str, object]:
    blank: dict[str, object] = {"event": "ACCUSE", "event_2021": "ACCUSE", "mode": None, "source": [], "target": []}
    return {"events": [blank | event_gold]}


def test_the_plover_gold_keeps_concede_and_retreat_apart() -> None:
    gold = item(gsr(event="YIELD", event_2021="CONCEDE"))
    figures = plover_gold.figures(plover_gold.count(gold, row(event("answer", "RETREAT"))))
    assert (figures["type_accuracy"], figures["type_accuracy_yield_merged"]) == (0.0, 1.0)


def test_modes_go_by_their_names_of_2016() -> None:
    gold = item(gsr(mode="demo-spon"))
    figures = plover_gold.figures(plover_gold.count(gold, row(event("accused", mode="demonstrate"))))
    assert figures["mode_accuracy"] == 1.0


def test_countries_are_sets_and_a_mutual_act_may_hold_them_on_either_side() -> None:
    both = [{"code": "FRA"}, {"code": "RWA"}]
    told = row(event("accused", actors=[ref("France", "FRA")], recipients=[ref("Rwanda", "RWA")]))
    figures = plover_gold.figures(
        plover_gold.count(item(gsr(source=both)), told)
        + plover_gold.count(item(gsr(source=both, target=[{"code": "IGO"}])), told)
    )
    assert (figures["mutual_countries_n"], figures["mutual_countries_accuracy"]) == (1, 1.0)
    assert (figures["actor_country_accuracy"], figures["recipient_country_accuracy"]) == (0.0, 0.0)
    assert figures["any_country_accuracy"] == pytest.approx(2 / 3)


def test_who_speaks_is_the_actor_of_a_statement_without_one() -> None:
    said = statement("accused", speaker=[ref("France", "FRA")], audience=[ref("Rwanda", "RWA")])
    gold = item(gsr(source=[{"code": "FRA"}], target=[{"code": "RWA"}]))
    figures = plover_gold.figures(plover_gold.count(gold, row(said)))
    assert (figures["actor_country_accuracy"], figures["recipient_country_accuracy"]) == (1.0, 1.0)


def test_counts_of_nothing_are_no_figures() -> None:
    assert plv.figures(Counter())["accuracy"] is None
