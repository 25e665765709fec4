import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from sitroom.brief import Brief, ClaimLine, Section, compose
from sitroom.core import DayRange, IntegrityError, Problem, Span
from sitroom.record import Reading, Reference
from sitroom.text import Document

NOW = datetime(2031, 5, 4, 9, 30, tzinfo=UTC)


def section_of(brief: Brief, key: str) -> Section:
    section = brief.find_section(key)
    assert section is not None
    return section


def words_of(brief: Brief, key: str) -> list[str]:
    return [f"{line.label}: {line.text}" if line.label else line.text for line in section_of(brief, key).lines]


def first_page(brief: Brief) -> str:
    lines = [*brief.written, *brief.bottom_line, *(line for section in brief.sections for line in section.lines)]
    parts = [f"{line.label} {line.text} {line.aside}" for line in lines]
    parts += [f"{one.by} {one.statement} {one.verdict} {one.facts}" for one in brief.judgements]
    parts += [moment.text for moment in brief.moments]
    parts += [f"{turn.who} {turn.what}" for chain in brief.chains for turn in chain]
    return "\n".join(parts)


def bare(document: Document, reading: Reading, **changes: Any) -> Brief:
    return compose(document, replace(reading, records=(), links=(), **changes), now=NOW)


def test_the_bottom_line_is_the_strongest_judgement_its_information_and_what_is_left_open(brief):
    judged, says, rests = (line.text for line in brief.bottom_line)
    assert judged == (
        "The author holds it “very likely” (80–95 %): “Ruritania will lower the tolls for Elbonian barges”, "
        "to be settled by 2–8 Jun 2031."
    )
    assert says == "On the record the like happens in 94 % of such periods, so being right about it says little."
    assert rests == "Left open, with no likelihood given: “Whether a treaty follows depends on the vote of 20 June”."


def test_a_stamp_far_from_the_day_of_writing_is_set_aside_and_says_why(brief):
    assert brief.written[0].text.startswith("Written between 12 May 2031 and 18 May 2031")
    assert "set aside: it is 7 years after" in brief.written[1].text
    assert brief.written[1].notes


def test_judgements_give_band_close_base_rate_and_ours_or_say_what_is_not_covered(brief):
    first, second, third = brief.judgements
    assert (first.label, first.by, first.verdict) == ("J1", "the author", "Very likely, 80–95 %")
    assert dict(first.facts)["Base rate"].startswith("94 % (88–97 %); 31 of 33")
    assert dict(first.facts)["Information"].startswith("Low.")
    assert dict(second.facts)["Base rate"] == "not covered: no weekly rows on customs"
    assert dict(second.facts)["Ours"].startswith("not covered")
    assert third.verdict == "Not scorable"
    assert dict(third.facts)["Could be asked as"].startswith("Do Ruritania and Elbonia sign")


def test_an_estimate_of_which_no_question_was_made_is_still_a_judgement(document, reading):
    brief = compose(document, reading, now=NOW)
    assert [one.verdict for one in brief.judgements] == ["Very likely, 80–95 %", "Probably, 55–80 %"]
    assert dict(brief.judgements[0].facts)["Base rate"].startswith("not covered")


def test_likelihood_and_confidence_never_share_a_sentence(brief):
    section = section_of(brief, "evidence")
    assert section.lines[0].text.startswith("Low. One text. 9 reports, 1 with a named source.")
    assert not re.search(r"likely|probab|%", section.lines[0].text + section.lines[0].aside)


def test_what_did_not_happen_is_not_in_the_timeline(brief):
    assert words_of(brief, "not-happened") == ["3–9 May 2031: Marta Voss did not meet Rupert."]
    assert not any("Rupert" in line for line in words_of(brief, "timeline"))


def test_the_timeline_tells_each_act_on_its_days(brief):
    lines = words_of(brief, "timeline")
    assert lines[0] == "Apr 2030: Ruritania cut back relations."
    assert "5 May 2031: Ada Brandt made a threat: “no barge will pass while the tolls stand”." in lines
    assert "12 May 2031: Igor Plum visited Marta Voss (Strelsau)." in lines
    assert (
        lines[-1] == "undated: By the word of Hentzau Gazette: Igor Plum signalled readiness to work with Marta Voss."
    )


def test_what_only_might_happen_is_on_no_timeline(brief):
    assert not any("strike" in line for line in words_of(brief, "timeline"))
    assert not any("strike" in moment.text for moment in brief.moments)


def test_reasons_stand_in_the_order_of_the_argument(brief):
    lines = words_of(brief, "reasons")
    assert lines[0] == "since: Marta Voss did not meet Rupert, 3–9 May 2031."
    assert lines[-1] == "therefore: J1: “Ruritania will lower the tolls for Elbonian barges”."


def test_what_would_change_the_judgement_names_conditions_and_days(brief):
    assert words_of(brief, "changes")[:3] == [
        "when known: How this turns out: “the vote of 20 June”. Look again at J3 then.",
        "when known: How this turns out: “the tolls stay”.",
        "2 Jun 2031: The two delegations are to hold talks. Look again at J1 and J2 then, if still open.",
    ]


def test_questions_say_how_each_will_be_resolved(brief):
    first, second = brief.find_section("questions").lines
    assert first.aside.startswith(
        "Opens 12–18 May 2031. Resolved by a machine, by event data: any event of cooperation"
    )
    assert second.aside.startswith("Resolved by a person, with source and quote: a decree that ends the checks")


def test_replies_run_from_the_oldest_act_on(brief):
    assert words_of(brief, "replies") == [
        "Ada Brandt (5 May 2031) answered Ruritania (Apr 2030).",
        "Igor Plum (12 May 2031) answered Ada Brandt (5 May 2031).",
    ]
    assert [[turn.who for turn in chain] for chain in brief.chains] == [["Ruritania", "Ada Brandt", "Igor Plum"]]


def test_a_ring_of_replies_is_drawn_once_and_ends(document, reading):
    call, decree = reading.records[0], reading.records[4]
    ring = (*reading.links, replace(reading.links[0], source=decree.id, target=call.id))
    brief = compose(document, replace(reading, links=ring), now=NOW)
    assert [len(chain) for chain in brief.chains] == [3]


def test_aims_are_grouped_by_holder_with_whose_word_it_is(brief):
    section = section_of(brief, "aims")
    assert [line.label for line in section.lines] == ["Marta Voss", "", "", "Ada Brandt", "Rupert", "Guilds"]
    assert section.lines[3].aside == "seeks; says Hentzau Gazette"
    assert section.intro == "By the author’s word, except where another is named."


def test_a_habit_that_nobody_tested_says_so(brief, document, reading, tested_claim):
    line = section_of(brief, "claims").lines[0]
    assert (line.label, line.aside) == ("not tested", "no history on this desk covers it")
    tested = compose(document, reading, claims=[tested_claim], now=NOW)
    assert words_of(tested, "claims") == ["no power: Ruritania softens in spring"]


def test_the_calendar_holds_occasions_and_closings_in_order(brief):
    assert words_of(brief, "calendar") == [
        "2 Jun 2031: The two delegations are to hold talks.",
        "2–8 Jun 2031: J1 closes, on one of these days, depending on the day of writing.",
        "20 Jun 2031: The Elbonian parliament votes on the transit law on 20 June.",
        "20 Jun 2031: J2 closes.",
    ]


def test_problems_are_told_in_plain_words(brief):
    lines = words_of(brief, "unsettled")
    assert lines[0].startswith("The day of writing: ")
    assert lines[1].startswith("Order: Whether J1 closes before or after 2 Jun 2031")
    assert "Names close to a known one: 'Igor Plum' is not on record" in lines[2]


def test_no_codes_stand_on_the_first_page(brief, reading):
    page = first_page(brief)
    types = {getattr(one, "coding", None) and one.coding.event_type for one in reading.records} - {None}
    codes = {ref.code for one in reading.records for ref in getattr(one, "actors", ())} | {"RUR", "ELB", *types}
    assert not [code for code in codes if re.search(rf"\b{code}\b", page)]
    assert not re.search(r"record\.[a-z]|text\.[a-z]|rec-\d|\bnull\b|\bNone\b", page)


def test_every_line_about_the_text_rests_on_its_words(brief):
    free = {"evidence"}
    lines = [line for section in brief.sections if section.key not in free for line in section.lines]
    assert all(line.notes for line in lines)
    assert all(one.notes for one in brief.judgements)


def test_every_quote_is_the_slice_it_cites(brief):
    assert [note.number for note in brief.notes] == list(range(1, len(brief.notes) + 1))
    assert all(brief.text[note.span.start : note.span.end] == note.span.quote for note in brief.notes)


def test_a_quote_that_is_not_the_documents_is_refused(document, reading):
    false = replace(reading.records[0], evidence=(Span(0, 4, "Nope"),))
    with pytest.raises(IntegrityError):
        compose(document, replace(reading, records=(false,), links=()), now=NOW)


def test_a_text_in_which_nothing_was_read_gives_a_page_that_says_why(document, reading):
    problem = Problem("text.language-not-covered", "The text seems to be Esperanto; only English is read.")
    brief = bare(document, reading, problems=(problem,))
    assert (
        brief.bottom_line[0].text
        == "Nothing could be read from this text. The text seems to be Esperanto; only English is read."
    )
    assert not brief.judgements
    assert words_of(brief, "unsettled")[-1] == "The language: The text seems to be Esperanto; only English is read."


def test_a_text_without_estimates_says_what_it_does_hold(document, reading):
    events = tuple(one for one in reading.records if one.kind == "event")
    brief = compose(document, replace(reading, records=events, links=()), now=NOW)
    assert brief.bottom_line[0].text == "The text says nothing of how likely anything is. What it does hold: 8 events."


def test_a_day_of_writing_that_cannot_be_told_is_said_to_be_so(document, reading):
    brief = compose(document, replace(reading, reference=Reference(DayRange(), ())), now=NOW)
    assert brief.written[0].text == "The day of writing could not be told from the text."
    assert "is stamped 7 Jan 2038" in brief.written[1].text


def test_a_long_text_keeps_a_short_page(document, reading):
    many = tuple(replace(one, id=f"{one.id}-{copy}") for copy in range(200) for one in reading.records)
    brief = compose(document, replace(reading, records=many, links=()), now=NOW)
    assert len(section_of(brief, "timeline").lines) == 14
    assert section_of(brief, "timeline").more == 6 * 200 - 14
    assert len(section_of(brief, "aims").lines) == 12
    assert (len(brief.judgements), brief.more_judgements) == (8, 392)


def test_the_same_findings_give_the_same_brief(document, reading, questions):
    claims = [ClaimLine(text="x")]
    one, two = (compose(document, reading, questions=questions, claims=claims, now=NOW) for _ in range(2))
    assert one == two


def test_a_brief_is_plain_json(brief):
    import json

    assert json.loads(json.dumps(brief.to_json()))["judgements"][0]["label"] == "J1"
