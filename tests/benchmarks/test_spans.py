"""Actor spans and actor codes."""

from benchmarks.reading import actor_codes, spans
from benchmarks.reading.matching import likeness, pair

from .builders import TEXT, event, item, ref, row, span


def mark(words: str, role: str) -> dict[str, object]:
    return span(TEXT, words) | {"role": role}


def test_pairs_are_one_to_one_and_the_best_fit_comes_first() -> None:
    assert pair([(0, 10), (8, 12)], [(8, 12), (0, 9)], likeness) == [(1, 0), (0, 1)]
    assert pair([(0, 4)], [(4, 8)], likeness) == []


def test_sources_are_actors_and_targets_are_recipients_of_the_answer() -> None:
    gold = item({"actors": [mark("France", "S"), mark("Rwanda of", "T")]})
    other = event("answer", "REJECT", confidence=0.1, actors=[ref("Kigali")])
    told = row(event("accused", actors=[ref("France")], recipients=[ref("Rwanda")]), other)
    figures = spans.figures(spans.count(gold, told))
    assert (figures["source_exact_f1"], figures["target_exact_f1"], figures["target_overlap_f1"]) == (1.0, 0.0, 1.0)
    assert figures["source_all_records_exact_f1"] == 2 / 3


def test_parties_to_a_mutual_act_may_stand_on_either_side() -> None:
    gold = item({"actors": [mark("France", "R"), mark("Rwanda", "R")]})
    figures = spans.figures(
        spans.count(gold, row(event("accused", actors=[ref("France")], recipients=[ref("Rwanda")])))
    )
    assert (figures["mutual_exact_f1"], figures["source_exact_f1"]) == (1.0, None)


def asked(**gold: object) -> dict[str, object]:
    return {"mention": "France", "gold": gold, "query_date": None}


def test_a_mention_has_the_codes_of_the_reference_that_fits_it_best() -> None:
    told = row(event("accused", actors=[ref("France", "FRA", sectors=["GOV"])], recipients=[ref("Rwanda", "RWA")]))
    right = actor_codes.figures(actor_codes.count(item(asked(country="FRA", code_1="GOV")), told))
    blank = actor_codes.figures(actor_codes.count(item(asked(country="FRA", code_1="")), told))
    assert (right["country_accuracy"], right["sector_accuracy"]) == (1.0, 1.0)
    assert (blank["country_accuracy"], blank["sector_accuracy"]) == (1.0, 0.0)


def test_nobody_on_the_mention_is_never_right() -> None:
    told = row(event("accused", recipients=[ref("Rwanda", "RWA")]))
    figures = actor_codes.figures(actor_codes.count(item(asked(country="", code_1="")), told))
    assert (figures["mention_found"], figures["country_accuracy"], figures["sector_accuracy"]) == (0.0, 0.0, 0.0)
