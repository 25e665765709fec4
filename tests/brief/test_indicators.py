"""The section of signs: what moved first, each with what it speaks for, by when and when it was checked."""

from datetime import date

from sitroom.brief import IndicatorLine, indicators_section
from sitroom.brief.findings import Notebook
from sitroom.brief.indicators import MOST_INDICATORS
from sitroom.core import Span, day_range

BY = day_range(date(2013, 5, 14))


def line(text: str = "Prisoners are released", **changes: object) -> IndicatorLine:
    usual: dict[str, object] = {"text": text, "speaks_for": ("an opening",), "by": BY}
    return IndicatorLine(**(usual | changes))  # type: ignore[arg-type]


def test_there_is_no_section_of_nothing() -> None:
    assert indicators_section([]) is None


def test_a_sign_tells_what_it_speaks_for_by_when_and_whether_it_was_seen() -> None:
    section = indicators_section([line()])
    assert section is not None
    (only,) = section.lines
    assert (section.key, section.title, only.label) == ("watch", "Watch", "not seen yet")
    assert only.aside == "speaks for an opening; by 14 May 2013; a person marks it; not checked yet"


def test_what_moved_stands_first_and_the_rest_in_order_of_days() -> None:
    seen = line("seen", state="seen", seen_on=date(2013, 3, 2), last_checked=date(2013, 3, 4))
    later, missed = line("later", by=day_range(date(2013, 6, 1))), line("missed", state="not_seen")
    section = indicators_section([later, line("sooner"), missed, seen])
    assert section is not None
    assert [one.label for one in section.lines] == ["seen 2 Mar 2013", "did not happen", "not seen yet", "not seen yet"]
    assert [one.text for one in section.lines] == ["seen.", "missed.", "sooner.", "later."]
    assert section.intro == "1 of 4 signs seen; 1 did not happen by their day."
    assert "last checked 4 Mar 2013" in section.lines[0].aside


def test_its_words_are_cited_from_their_text() -> None:
    notes = Notebook(("First.", "Talks on Friday."))
    section = indicators_section([line(span=Span(0, 5, "Talks"), source=1)], notes)
    assert section is not None
    assert section.lines[0].notes == (1,)
    assert notes.notes[0].source == 1


def test_words_of_a_document_steer_nothing_and_a_long_list_is_cut() -> None:
    section = indicators_section([line(f"sign\x1b {number}", speaks_for=("\u202eb",)) for number in range(20)])
    assert section is not None
    assert (len(section.lines), section.more) == (MOST_INDICATORS, 20 - MOST_INDICATORS)
    assert not any(sign in one.text + one.aside for one in section.lines for sign in "\x1b\u202e")
