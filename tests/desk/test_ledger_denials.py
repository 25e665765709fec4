"""Denials: a later document closes a question with a no only where its words leave nothing of it open."""

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest

from sitroom.core import EventPattern
from sitroom.desk.ledger_resolving import Closed
from sitroom.history import Event
from sitroom.ledger import Question

from .ledger_worlds import act, asked, daily_talk
from .test_ledger_resolving import enter, world

WRITTEN = date(2013, 7, 2)
ATTACK = EventPattern(("RUS",), ("UKR",), types=("ASSAULT",))
CONTACT = EventPattern(("RUS",), ("UKR",), types=("CONSULT",), mutual=True)
WHOLE = "Russia did not attack Ukraine in June 2013."


def told(
    folder: Path, question: Question, *texts: str, rows: Iterable[Event] = (), written: date = WRITTEN,
    on: date | None = None,
) -> Closed:  # fmt: skip
    """Return what becomes of a question once these texts, written on a day, were read."""
    with world(folder, rows, on=on or written + timedelta(days=1)) as (desk, _):
        enter(desk, question)
        for number, text in enumerate(texts):
            path = folder / f"report-{number}.txt"
            path.write_text(f"{text}\n")
            list(desk.read(path, written_on=written))
        (closed,) = desk.ledger.resolve()
        standing = desk.ledger.get(question.id)
        assert (standing.resolution is not None) == (closed.closing in ("yes", "no"))
        if closed.closing == "no" and standing.resolution:
            assert standing.resolution.known_on > date(2013, 6, 24)
            assert standing.resolution.quote
    return closed


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (ATTACK, WHOLE),
        (ATTACK, "Russia has not attacked Ukraine since 1 June 2013."),
        (ATTACK, "From 4 June to 24 June 2013 Russia did not attack Ukraine at all."),
        (ATTACK, "There were no attacks by Russia on Ukraine in June 2013."),
        (CONTACT, "Russia has had no contact with Ukraine since 1 June 2013."),
    ],
)
def test_what_is_denied_over_all_the_days_is_a_no_with_its_quote(tmp_path: Path, rule: EventPattern, text: str) -> None:
    closed = told(tmp_path, asked(rule), text)
    assert closed.closing == "no", closed.reason
    assert closed.testimony is not None
    assert (closed.testimony.quote or "?") in text


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Russia did not attack Ukraine on 11 June 2013.", "2013-06-11"),
        ("From 4 June to 23 June 2013 Russia did not attack Ukraine.", "2013-06-23"),
        ("Russia did not attack Ukraine.", "no days"),
        ("Russia did not attack Ukraine every day in June 2013.", "several times"),
        ("Russia did not officially attack Ukraine in June 2013.", "officially"),
        ("Russia did not attack Ukraine with missiles in June 2013.", "missiles"),
        ("Russia did not attack eastern Ukraine in June 2013.", "others could"),
        ("Moscow's army did not attack Ukraine in June 2013.", "others could"),
        ("Ukraine says that Russia did not attack Ukraine in June 2013.", "own name"),
        ("Russia denied attacking Ukraine in June 2013.", "more"),
        ("Russia had not attacked Ukraine since 1 June 2013.", "went on"),
    ],
)
def test_what_is_denied_in_part_waits_for_a_person_and_cites_the_words(tmp_path: Path, text: str, why: str) -> None:
    closed = told(tmp_path, asked(ATTACK), text)
    assert closed.closing == "waits"
    assert why in closed.reason
    assert "ttack" in closed.reason.partition("“")[2]


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (EventPattern(("RUS",), ("UKR",), quads=(3, 4)), WHOLE),  # it may have threatened it
        (EventPattern(("RUS",), ("UKR",), types=("ASSAULT", "THREATEN")), WHOLE),
        (EventPattern(("RUS", "BLR"), ("UKR",), types=("ASSAULT",)), WHOLE),
        (EventPattern(("RUS",), (), types=("ASSAULT",)), WHOLE),
        (EventPattern(("RUS",), ("UKR",), types=("ASSAULT",), mutual=True), WHOLE),
        (CONTACT, "Russia and Ukraine did not meet in June 2013."),  # they may have telephoned
    ],
)
def test_a_rule_that_asks_for_more_than_is_denied_waits(tmp_path: Path, rule: EventPattern, text: str) -> None:
    closed = told(tmp_path, asked(rule), text)
    assert (closed.closing, "not enough" in closed.reason) == ("waits", True)


def test_a_text_written_before_the_close_cannot_deny_it(tmp_path: Path) -> None:
    early = told(tmp_path, asked(ATTACK), WHOLE, written=date(2013, 6, 24), on=date(2013, 6, 26))
    assert (early.closing, early.seq) == ("waits", None)


def test_a_part_denied_leaves_a_question_open_until_it_closes(tmp_path: Path) -> None:
    text = "Russia did not attack Ukraine on 5 June 2013."
    closed = told(tmp_path, asked(ATTACK), text, written=date(2013, 6, 10), on=date(2013, 6, 11))
    assert closed.closing == "open"


@pytest.mark.parametrize("denied", [WHOLE, "Russia did not attack Ukraine on 11 June 2013."])
def test_texts_that_say_and_deny_the_same_leave_it_to_a_person(tmp_path: Path, denied: str) -> None:
    said = "On 11 June 2013 Russia attacked Ukraine."
    closed = told(tmp_path, asked(ATTACK), said, denied)
    assert closed.closing == "waits"
    assert "the readings differ" in closed.reason


def test_what_is_denied_of_another_day_leaves_a_yes_standing(tmp_path: Path) -> None:
    texts = ("On 11 June 2013 Russia attacked Ukraine.", "Russia did not attack Ukraine on 12 June 2013.")
    assert told(tmp_path, asked(ATTACK), *texts).closing == "yes"


def test_a_denial_in_part_leaves_data_their_say_and_a_whole_one_against_data_waits(tmp_path: Path) -> None:
    rows = [*daily_talk(), act(date(2013, 6, 11))]
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    in_part = told(tmp_path / "one", asked(ATTACK), "Russia did not attack Ukraine on 5 June 2013.", rows=rows)
    whole = told(tmp_path / "two", asked(ATTACK), WHOLE, rows=rows)
    assert (in_part.closing, whole.closing) == ("yes", "waits")


def test_a_condition_that_is_denied_makes_it_not_applicable(tmp_path: Path) -> None:
    question = asked(CONTACT, condition="Russia attacks Ukraine", condition_rule=ATTACK)
    assert told(tmp_path, question, WHOLE).closing == "void"


def test_what_a_person_corrects_is_no_denial(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(f"{WHOLE}\n")
    with world(tmp_path, on=WRITTEN + timedelta(days=1)) as (desk, _):
        (read,) = desk.read(path, written_on=WRITTEN)
        assert read.reading is not None
        (record,) = [one for one in read.reading.records if one.realis == "negated"]
        desk.correct(record.id, "realis", "hypothetical", by="Ana", reason="a heading")
        enter(desk, asked(ATTACK))
        (closed,) = desk.ledger.resolve()
    assert closed.testimony is not None
    assert closed.testimony.said == "not_covered"
