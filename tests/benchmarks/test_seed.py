"""The seed's rules, on a page of two sentences."""

from typing import Any

import pytest
from benchmarks.reading import seed
from benchmarks.reading.answers import Record, Row
from benchmarks.reading.seed_days import stretch, within
from benchmarks.reading.seed_names import named
from benchmarks.reading.sets import Item

from .builders import event, row, span, statement

PAGE = "Updated 2021. Lukashenko met Putin on 21 February. He wants to enhance his weight. Lukashenko did not meet with Xi."
DAY = {"start": "2013-02-21", "end": "2013-02-21"}
LUKASHENKO = {"name": "Alexander Lukashenko", "text": "Lukashenko", "id": None, "country": "BLR"}
PUTIN = {"name": "Vladimir Putin", "text": "Putin", "id": None, "country": "RUS"}
XI = {"name": "Xi Jinping", "text": "Xi", "id": None, "country": "CHN"}


def gold(kind: str, words: str, **more: Any) -> dict[str, Any]:
    return {"id": f"SEED-{kind}", "kind": kind} | span(PAGE, words) | more


MET = gold(
    "event", "Lukashenko met Putin on 21 February", plover="CONSULT", source_actor="Alexander Lukashenko",
    target_actor="Vladimir Putin", date="2013-02-21",
)  # fmt: skip
MEETING = event("met", "CONSULT", text=PAGE, actors=[LUKASHENKO, PUTIN], date=DAY)


def verdict(item: dict[str, Any], told: Row) -> seed.Verdict:
    page = seed.Page(PAGE, {item["id"]: item}, told)
    return seed.verdicts(page)[item["id"]]


def test_an_event_is_found_by_type_realis_actors_and_day() -> None:
    assert verdict(MET, row(MEETING)) == seed.Verdict("found")
    assert verdict(MET, row(MEETING | {"date": None})) == seed.Verdict("partly", ("date",))
    wrong = MEETING | {"date": None, "event_type": "AID", "realis": "negated", "actors": []}
    assert verdict(MET, row(wrong)).word == "missed"
    assert verdict(MET, row()) == seed.Verdict("missed", ("no event there",))


def test_a_whole_page_is_no_evidence_for_a_sentence() -> None:
    wide: Record = MEETING | {"evidence": [{"start": 0, "end": 700, "quote": PAGE}]}
    assert verdict(MET, row(wide)).word == "missed"


@pytest.mark.parametrize(
    ("reference", "word"),
    [
        ({"start": "2013-02-21", "end": "2013-03-14"}, "found"),
        ({"start": "2013-02-01", "end": "2013-03-14"}, "partly"),
        ({"start": "2021-11-29", "end": "2021-11-29"}, "missed"),
        ({"start": None, "end": "2013-03-14"}, "missed"),
    ],
)
def test_the_reference_lies_in_the_gold_range(reference: dict[str, str], word: str) -> None:
    stamped = gold("doc_date", "Updated 2021", value="2021-11-29", reference_date_range=["2013-02-21", "2013-03-14"])
    assert verdict(stamped, row(reference=reference)).word == word


def test_an_aim_is_found_by_words_and_holder_and_serves_one_item() -> None:
    wish = gold("aim", "to enhance his weight", holder="Alexander Lukashenko")
    other = wish | {"id": "SEED-other", "start": wish["start"] - 6}
    aim: Record = {"id": "a", "kind": "aim", "realis": "actual", "date": None, "evidence": [span(PAGE, "wants to")]}
    aim |= {"content": span(PAGE, "to enhance his weight"), "holder": [LUKASHENKO]}
    page = seed.Page(PAGE, {one["id"]: one for one in (wish, other)}, row(aim))
    assert {name: one.word for name, one in seed.verdicts(page).items()} == {
        "SEED-aim": "found",
        "SEED-other": "missed",
    }
    assert verdict(wish, row(aim | {"holder": [PUTIN]})) == seed.Verdict("partly", ("holder",))


NOT_MET = gold(
    "non_event", "Lukashenko did not meet with Xi", plover="CONSULT", source_actor="Alexander Lukashenko",
    target_actor="Xi Jinping", date=["2013-02-11", "2013-02-20"],
)  # fmt: skip


@pytest.mark.parametrize(("realis", "word", "lies"), [("negated", "found", 0), ("actual", "missed", 1)])
def test_a_meeting_that_did_not_take_place_is_negated(realis: str, word: str, lies: int) -> None:
    days = {"start": "2013-02-11", "end": "2013-02-20"}
    told = row(event("did not meet", "CONSULT", text=PAGE, actors=[LUKASHENKO, XI], date=days, realis=realis))
    assert verdict(NOT_MET, told).word == word
    item = Item("r00000", 0, {"text": PAGE}, {"items": [NOT_MET]})
    assert seed.figures(seed.count(item, told))["not_happened_coded_as_event"] == lies


@pytest.mark.parametrize(("ends", "word"), [("ab", "found"), ("ba", "partly"), ("aa", "missed")])
def test_a_reply_has_a_direction(ends: str, word: str) -> None:
    said = {"a": statement("met", text=PAGE, speaker=[LUKASHENKO]), "b": statement("wants", text=PAGE, speaker=[PUTIN])}
    records = [record | {"id": name} for name, record in said.items()]
    link = {"kind": "replies_to", "from": ends[0], "to": ends[1], "evidence": []}
    reply = gold("reply", "met", reply_by="Alexander Lukashenko", replies_to_speaker="Vladimir Putin")
    assert verdict(reply, row(*records, links=[link])).word == word


def test_an_estimate_has_its_band_its_words_and_its_horizon() -> None:
    likely = gold("estimate", "He wants", wep="very likely", prob_band_icd203=[0.8, 0.95])
    likely["horizon"] = {"from": ["2013-02-21", "2013-02-25"], "to": ["2013-03-14", "2013-03-18"]}
    told = event("wants", text=PAGE) | {"kind": "estimate", "band": [0.8, 0.95], "words": "Very likely"}
    horizon = {"start": "2013-02-22", "end": "2013-03-18"}
    assert verdict(likely, row(told | {"horizon": horizon})).word == "found"
    assert verdict(likely, row(told | {"horizon": None})) == seed.Verdict("partly", ("opens", "closes"))


def test_clinton_is_hillary() -> None:
    bill, bare = {"name": "Bill Clinton"}, {"text": "Clinton"}
    assert not named([bill, bare], "Hillary Clinton")
    assert named([bare], "Hillary Clinton", strict=False)
    assert not named([bill], "Hillary Clinton", strict=False)


def test_days_of_a_month_and_of_a_range() -> None:
    first, last = stretch("2012-02")
    assert (str(first), str(last)) == ("2012-02-01", "2012-02-29")
    assert within(stretch("2012-02-29")[0], stretch(["2012-02-01", "2012-03"]))
    assert not within(None, stretch("2012"))
