"""Time expressions and realis of TimeML documents."""

import pytest
from benchmarks.reading import dates, realis

from .builders import TEXT, event, item, row, span


def timex(words: str, value: str, type_: str = "DATE") -> dict[str, object]:
    return span(TEXT, words) | {"text": words, "value": value, "type": type_}


def said(words: str, value: str, type_: str = "DATE") -> dict[str, object]:
    return span(TEXT, words) | {"timex3": {"type": type_, "value": value}}


def test_a_date_is_found_by_its_words_and_right_by_its_value() -> None:
    gold = item({"timexes": [timex("5 May", "2008-05-05")]})
    told = row(dates=[said("on 5 May", "2008-05-05"), said("Doha", "2008", "DATE")])
    figures = dates.figures(dates.count(gold, told))
    assert (figures["timex_relaxed_f1"], figures["timex_strict_f1"], figures["date_value_f1"]) == (2 / 3, 0.0, 2 / 3)
    assert figures["value_f1_all_types"] == 2 / 3


@pytest.mark.parametrize(("type_", "value", "f1"), [("DURATION", "P5D", 1.0), ("DATE", "P5D", 1.0), ("DATE", "P6D", 0)])
def test_a_duration_is_no_date(type_: str, value: str, f1: float) -> None:
    gold = item({"timexes": [timex("5 May", "P5D", "DURATION")]})
    figures = dates.figures(dates.count(gold, row(dates=[said("5 May", value, type_)])))
    assert (figures["value_f1_all_types"], figures["date_value_f1"]) == (f1, None if f1 else 0.0)


def test_dates_on_the_same_words_count_once() -> None:
    gold = item({"timexes": [timex("5 May", "2008-05-05")]})
    told = row(dates=[said("5 May", "2008-05-05"), said("5 May", "2009-05-05")])
    assert dates.figures(dates.count(gold, told))["value_f1_all_types"] == 1.0


def acts(**accused: object) -> dict[str, object]:
    first = span(TEXT, "accused") | {"eid": "e1", "class": "OCCURRENCE", "tense": "PAST", "polarity": "POS"} | accused
    second = span(TEXT, "answer") | {"eid": "e2", "class": "OCCURRENCE", "tense": "FUTURE", "polarity": "NEG"}
    return {"events": [first, second], "slinks": []}


@pytest.mark.parametrize(
    ("link", "end", "expected"),
    [
        (None, "", "actual"),
        ("MODAL", "subordinated", "irrealis"),
        ("MODAL", "event", "actual"),
        ("CONDITIONAL", "event", "irrealis"),
        ("COUNTER_FACTIVE", "subordinated", "negated"),
        ("FACTIVE", "subordinated", "actual"),
    ],
)
def test_links_tell_whether_an_act_happened(link: str | None, end: str, expected: str) -> None:
    links = [{"type": link, "event": "e9", "subordinated": "e9"} | {end: "e1"}] if link else []
    document = acts() | {"slinks": links}
    tags = realis.tags_of(document)
    assert realis.class_of(document["events"][0], tags["e1"]) == expected  # type: ignore[index]


def test_of_unmarked_polarity_the_gold_does_not_tell() -> None:
    document = acts(polarity=None)
    assert realis.class_of(document["events"][0], set()) is None  # type: ignore[index]


def test_the_future_coded_as_actual_is_counted_beside_the_recall_of_the_past() -> None:
    told = row(event("accused"), event("answer", realis="actual"))
    figures = realis.figures(realis.count(item(acts()), told))
    assert (figures["any_not_actual_n"], figures["any_not_actual_as_actual"]) == (1, 1.0)
    assert (figures["negated_as_actual"], figures["future_as_actual_sure"]) == (1.0, 1.0)
    assert (figures["actual_n"], figures["actual_as_actual"], figures["realis_covered"]) == (1, 1.0, 1.0)


def test_a_trigger_that_also_holds_what_happened_is_not_surely_wrong() -> None:
    wide = event("accused Rwanda of lying, and Kigali will not answer")
    figures = realis.figures(realis.count(item(acts()), row(wide)))
    assert (figures["any_not_actual_as_actual"], figures["any_not_actual_as_actual_sure"]) == (1.0, 0.0)


def test_an_event_coded_as_it_is_earns_the_macro_f1_of_its_class() -> None:
    told = row(event("accused"), event("answer", realis="negated"))
    figures = realis.figures(realis.count(item(acts()), told))
    assert figures["realis_macro_f1_of_covered"] == pytest.approx(2 / 3)
    assert figures["any_not_actual_as_actual"] == 0.0
