"""The desk: what is laid on it stays, once, and with what people set right."""

from pathlib import Path

import pytest

import sitroom
from sitroom.core import DeskError, InputError
from sitroom.desk import Desk, find_folder
from sitroom.record import Event, Reading


def test_a_desk_is_a_folder_made_where_it_is_missing(tmp_path: Path) -> None:
    desk = sitroom.open(tmp_path / "new" / "desk")
    assert desk.ledger.head().count == 0
    assert (tmp_path / "new" / "desk" / "desk.sqlite").is_file()
    desk.close()


def test_a_desk_lies_where_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITROOM_DESK", str(tmp_path / "named"))
    assert find_folder() == tmp_path / "named"
    assert find_folder(tmp_path / "given") == tmp_path / "given"
    monkeypatch.delenv("SITROOM_DESK")
    assert find_folder().name == "desk"


def test_reading_the_same_file_twice_adds_nothing(desk: Desk, brief_path: Path) -> None:
    (first,), (again,) = list(desk.read(brief_path)), list(desk.read(brief_path))
    assert (first.new, again.new) == (True, False)
    assert first.reading == again.reading
    assert len(desk.store.documents.ids()) == 1


def test_the_same_words_under_another_name_are_the_same_document(desk: Desk, brief_path: Path) -> None:
    copy = brief_path.with_name("copy.txt")
    copy.write_bytes(brief_path.read_bytes())
    assert [one.new for one in desk.read([brief_path, copy])] == [True, False]


def test_a_file_that_cannot_be_read_is_told_and_stops_no_other(desk: Desk, brief_path: Path) -> None:
    empty = brief_path.with_name("empty.pdf")
    empty.write_bytes(b"%PDF-1.4 nothing")
    broken, whole = list(desk.read([empty, brief_path]))
    assert (broken.reading, bool(broken.problems)) == (None, True)
    assert whole.reading is not None


def test_a_brief_enters_each_question_once(desk: Desk, brief_path: Path) -> None:
    done = desk.brief(brief_path)
    assert len(done.questions) == 3
    assert len(desk.ledger.list()) == 3
    assert done.new_entries >= 3
    again = desk.brief(brief_path)
    assert (again.new_entries, len(desk.ledger.list())) == (0, 3)
    assert desk.ledger.verify() == []


def test_the_questions_of_a_brief(desk: Desk, brief_path: Path) -> None:
    asked = {one.question.words: one.question for one in desk.brief(brief_path).questions}
    criticise, treaty, rest = asked["very likely"], asked["a 60 percent chance that"], asked[None]
    assert (criticise.band, criticise.resolver, criticise.scorable) == ((0.8, 0.95), "machine", True)
    assert criticise.rule is not None
    assert (criticise.rule.actors, criticise.rule.recipients, criticise.rule.quads) == (
        ("russia",),
        ("germany",),
        (3, 4),
    )
    assert (treaty.band, treaty.scorable) == ((0.6, 0.6), True)
    assert str(treaty.closes_on.end) == "2013-11-30"
    assert rest.scorable is False
    assert rest.proposed is not None


def test_a_dry_run_enters_nothing(desk: Desk, brief_path: Path) -> None:
    done = desk.brief(brief_path, dry_run=True)
    assert (len(done.questions), done.new_entries) == (3, 0)
    assert (desk.ledger.head().count, desk.store.briefs.all()) == (0, [])


def test_a_brief_prints_the_head_of_the_ledger_after_it(desk: Desk, brief_path: Path) -> None:
    done = desk.brief(brief_path)
    assert desk.ledger.head().hash in str(done.brief.to_json())
    assert desk.examine() == []


def test_a_correction_lies_over_the_reading_and_survives_a_re_read(desk: Desk, brief_path: Path) -> None:
    reading = desk.brief(brief_path).reading
    met = first_event(reading)
    desk.correct(met.id, "event_type", "COOPERATE", by="Ana", reason="they signed, too")
    (again,) = desk.read(brief_path)
    assert again.reading is not None
    corrected, conflicts = desk.store.corrections.apply_corrections(desk.store.readings.get(again.reading.document.id))
    records = corrected["records"]
    assert isinstance(records, list)
    types = {record["id"]: record.get("event_type") for record in records}
    assert (types[met.id], conflicts) == ("COOPERATE", [])
    assert first_event(again.reading).coding.event_type == "CONSULT"


def first_event(reading: Reading) -> Event:
    return next(record for record in reading.records if isinstance(record, Event))


def test_a_topic_holds_documents_and_questions(desk: Desk, brief_path: Path) -> None:
    topic = desk.new_topic("Germany & Russia", actors=["germany"])
    desk.brief(brief_path, topic=topic.slug)
    shown = desk.topic("germany-russia")
    documents, questions = shown["documents"], shown["questions"]
    assert isinstance(documents, list)
    assert isinstance(questions, list)
    assert [one["source"] for one in documents] == [str(brief_path)]
    assert len(questions) == 3
    assert len(desk.ledger.list(topic="germany-russia")) == 3
    with pytest.raises(DeskError, match="no topic 'elsewhere'"):
        desk.ledger.list(topic="elsewhere")


def test_a_brief_for_a_topic_that_is_not_there_enters_nothing(desk: Desk, brief_path: Path) -> None:
    with pytest.raises(DeskError, match="sitroom topic new"):
        desk.brief(brief_path, topic="nowhere")
    assert (desk.ledger.head().count, desk.store.documents.ids()) == (0, [])


def test_a_brief_is_written_of_one_file(desk: Desk, brief_path: Path) -> None:
    brief_path.with_name("second.txt").write_text("Chile met Peru.", encoding="utf-8")
    with pytest.raises(InputError, match="a brief is written of one"):
        desk.brief(brief_path.parent)


def test_sitroom_read_takes_a_path_or_a_text(brief_path: Path) -> None:
    by_path, by_name = sitroom.read(brief_path), sitroom.read(str(brief_path))
    by_text = sitroom.read(brief_path.read_text(encoding="utf-8"))
    assert by_path.records == by_name.records == by_text.records
