"""What users of other coders report as failures: one test each, on sentences of our own."""

from collections import Counter

import pytest

from sitroom.record import Event, Statement

from .answers import acts, happened, names, read_text, realis_of

LONG = (
    "The ministers of Kenya and Uganda, who had met in Kampala in March, said on Friday that a plan to widen the road between "
    "Busia and Jinja, on which traders from both sides had waited for nine years, would be put to parliament before the rains."
)


def coded(text: str, *, on: str | None = None) -> list[Event | Statement]:
    """The acts with an event type that are told as having happened."""
    return [
        record
        for record in read_text(text, on=on).records
        if isinstance(record, Event | Statement)
        and record.coding
        and record.coding.event_type
        and record.realis == "actual"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The harvest was poor, and the price of maize rose in Nairobi.",
        "Lima has eleven million inhabitants and a new metro line.",
        "The virus attacked the banana crop in Ecuador.",
        "Chile beat Peru 2-1 in the final.",
    ],
)
def test_what_is_no_event_is_not_coded(text: str) -> None:
    assert coded(text) == []


def test_a_long_sentence_yields_few_events() -> None:
    assert len(coded(LONG)) <= 2


def test_an_object_is_no_recipient() -> None:
    for act in coded("Ghana imported rice, cement and two ferries under a treaty with Brazil in May 2014."):
        assert "rice" not in names(act.recipients if isinstance(act, Event) else act.audience)


def test_a_passive_swaps_the_parties() -> None:
    assert acts("Libya was bombed by Egypt.") == acts("Egypt bombed Libya.")


@pytest.mark.parametrize(
    ("text", "recipient"),
    [
        ("Gunmen fired at Kenya's police.", "Kenya"),
        ("Peru imposed sanctions on Chile.", "Chile"),
        ("Norway protested to Russia.", "Russia"),
    ],
)
def test_a_recipient_behind_a_preposition_is_found(text: str, recipient: str) -> None:
    assert any(recipient in act.split(">")[-1] for act in acts(text) if ">" in act)


def test_what_cannot_be_coded_is_no_statement() -> None:
    assert acts("Kenya frobnicated Uganda.") == []


def test_output_holds_words_of_the_text_and_of_the_tables_only() -> None:
    for record in read_text(LONG).records:
        if isinstance(record, Event | Statement):
            for ref in (*getattr(record, "actors", ()), *getattr(record, "speaker", ())):
                assert ref.span.quote == LONG[ref.span.start : ref.span.end]
                assert "~" not in (ref.code or "")


@pytest.mark.parametrize("verb", ["is upgrading", "upgraded", "has upgraded", "upgrades"])
def test_forms_of_a_verb_are_read_alike(verb: str) -> None:
    assert acts(f"India {verb} ties with Japan.") == acts("India upgraded ties with Japan.")


@pytest.mark.parametrize(("day", "who"), [("2009-03-03", "Dmitry Medvedev"), ("2014-03-03", "Vladimir Putin")])
def test_an_office_is_held_by_who_held_it_that_day(day: str, who: str) -> None:
    assert acts("The Russian president met Angela Merkel.", on=day) == [f"CONSULT actual: {who}, Angela Merkel"]


def test_the_same_event_told_again_is_linked() -> None:
    text = "Egypt bombed Libya on 3 May 2013. The Egyptian bombing of Libya on 3 May 2013 shocked the region."
    kinds = Counter(link.kind for link in read_text(text).links)
    assert kinds["same_event"] == 1


def test_one_kidnapping_told_often_is_one_event() -> None:
    text = "Rebels kidnapped a Turkish envoy in Sudan on 3 May 2013. " + (
        "The rebels kidnapped the Turkish envoy in Sudan on 3 May 2013. " * 4
    )
    reading = read_text(text)
    same = {link.source for link in reading.links if link.kind == "same_event"}
    told = [record for record in reading.records if isinstance(record, Event) and record.coding.mode == "abduct"]
    assert len([record for record in told if record.id not in same]) == 1


def test_background_keeps_its_own_date() -> None:
    text = "Kenya met Uganda on 4 May 2013. In 1976, Israel attacked Uganda."
    dates = [record.date for record in coded(text)]
    assert [str(one.days.start)[:4] for one in dates if one] == ["2013", "1976"]


def test_an_anniversary_is_not_the_event() -> None:
    text = "Rwanda marked on 7 April 2014 the anniversary of the 1994 genocide."
    assert [
        record
        for record in coded(text)
        if record.trigger.quote == "genocide" and record.date and str(record.date.days.start).startswith("2014")
    ] == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Berlin, 5 January 2013. Chile met Peru on 28 December.", "2012-12-28"),
        ("Berlin, 20 December 2012. Chile will meet Peru on 4 January.", "2013-01-04"),
    ],
)
def test_a_day_without_a_year_is_the_nearest_that_fits(text: str, day: str) -> None:
    dates = [str(r.date.days.start) for r in read_text(text).records if isinstance(r, Event) and r.date]
    assert day in dates


def test_deeds_are_not_read_as_words() -> None:
    deeds = "Egypt shelled Libya. Egypt arrested two Libyan envoys. Egypt expelled Libyan traders."
    assert [record.coding.quad for record in coded(deeds) if record.coding] == [4, 4, 4]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The Georgian parliament condemned Russia.", "GEO"),
        ("The governor of Georgia met the mayor of Atlanta.", "USA"),
    ],
)
def test_a_place_of_two_names_is_settled_by_its_company(text: str, country: str) -> None:
    refs = [ref for r in read_text(text).records for ref in (*getattr(r, "actors", ()), *getattr(r, "speaker", ()))]
    assert country in {ref.country for ref in refs}


def test_every_sentence_is_read() -> None:
    text = "Chile met Peru on 3 May 2013. Brazil accused Bolivia of theft. Egypt bombed Libya."
    assert [act.split()[0] for act in acts(text)] == ["CONSULT", "ACCUSE", "ASSAULT"]


@pytest.mark.parametrize(
    "text", ["Egypt plans to attack Libya.", "Egypt wants to bomb Libya.", "Egypt may shell Libya."]
)
def test_an_intention_is_not_a_deed(text: str) -> None:
    assert happened(text) == []


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Egypt did not attack Libya.", "attack"),
        ("Egypt denied that it had attacked Libya.", "attacked"),
        ("Egypt never bombed Libya.", "bombed"),
    ],
)
def test_what_did_not_happen_is_negated(text: str, trigger: str) -> None:
    assert realis_of(text, trigger) == "negated"


def test_a_claim_is_attributed_to_who_made_it() -> None:
    text = "Libya claimed that Egypt had bombed Tunisia."
    (bombed,) = [r for r in read_text(text).records if isinstance(r, Event) and r.coding.event_type == "ASSAULT"]
    assert any("libya" in str(one).lower() for one in bombed.asserted_by)


def test_a_page_stamp_is_no_day_of_writing() -> None:
    text = "Updated at 13:33, 29-11-2021\n\nOn 21 February 2013 Chile met Peru in Lima."
    assert str(read_text(text).reference.days.start or "")[:4] != "2021"


@pytest.mark.parametrize("text", ["", ".", ") ( ,", "to to to of of", "Said.", "He " * 300, "\u0000\u202e Chile met"])
def test_no_text_stops_the_reading(text: str) -> None:
    assert read_text(text + " ").records is not None
