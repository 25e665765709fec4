"""Explaining a topic: marks and verdicts of people, kept for good, and applied again on every look."""

from pathlib import Path

import pytest
from apsw import ConstraintError

from sitroom.core import DeskError, UsageError
from sitroom.desk import Desk
from tests.brief.test_rivals import GOALS, PLAIN

SLUG = "minsk"


@pytest.fixture
def topic(desk: Desk, tmp_path: Path) -> Desk:
    desk.new_topic("Minsk")
    for name, text in (("goals.txt", GOALS), ("plain.txt", PLAIN)):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        for read in desk.read(path):
            assert read.document is not None
            desk.store.topics.add_document(SLUG, read.document.id, now=desk.clock())
    return desk


def test_a_topic_is_explained_and_says_why_routine_was_not_counted(topic: Desk) -> None:
    explained = topic.explain(SLUG)
    matrix = explained.act()
    assert [one.letter for one in matrix.explanations] == ["A", "B", "C"]
    assert matrix is explained.act("1")
    assert matrix is explained.act(matrix.key)
    assert "not counted" in explained.base_rates[matrix.key]
    assert {explained.source_of(one) for one in matrix.evidence}
    with pytest.raises(UsageError, match="numbered 1 to"):
        explained.act("9")


def test_a_mark_stands_over_the_proposed_one_and_the_last_over_the_first(topic: Desk) -> None:
    for mark, by in (("inconsistent", "Ana"), ("neutral", "Ben")):
        topic.explanations.mark(SLUG, "2", "A", mark, by=by, reason="he was in Sochi")
    matrix = topic.explain(SLUG).act()
    found = matrix.find(matrix.evidence[1].key, matrix.explanations[0].key)
    assert found is not None
    assert (found.mark, found.by, found.rule) == ("neutral", "Ben", "he was in Sochi")
    kept = topic.store.explanations.marks(SLUG)
    assert [one.by for one in kept] == ["Ana", "Ben"]
    assert kept[0].told["letter"] == "A"


@pytest.mark.parametrize(
    ("evidence", "letter", "mark", "named"),
    [("99", "A", "neutral", "evidence"), ("1", "Q", "neutral", "there are A, B, C"), ("1", "A", "maybe", "no mark")],
)
def test_a_mark_of_what_is_not_there_is_refused(
    topic: Desk, evidence: str, letter: str, mark: str, named: str
) -> None:  # fmt: skip
    with pytest.raises(UsageError, match=named):
        topic.explanations.mark(SLUG, evidence, letter, mark, by="Ana", reason="because")
    assert topic.store.explanations.marks(SLUG) == []


def test_nobody_marks_or_strikes_without_a_name_and_a_reason(topic: Desk) -> None:
    for by, reason in (("", "because"), ("Ana", " ")):
        with pytest.raises(DeskError, match="why"):
            topic.explanations.mark(SLUG, "1", "A", "neutral", by=by, reason=reason)
        with pytest.raises(DeskError, match="why"):
            topic.explanations.assume(SLUG, 1, "struck", by=by, reason=reason)


def test_what_rested_on_a_struck_assumption_says_so_until_it_is_opened_again(topic: Desk) -> None:
    seen = next(one for one in topic.explanations.assumptions(SLUG) if one.assumption.kind == "seen")
    topic.explanations.assume(SLUG, seen.number, "struck", by="Ana", reason="nobody was told")
    assert topic.explain(SLUG).struck.keys() == {seen.assumption.explanation}
    again = {one.number: one for one in topic.explanations.assumptions(SLUG)}
    assert (again[seen.number].state, again[seen.number].assumption.key) == ("struck", seen.assumption.key)
    topic.explanations.assume(SLUG, seen.number, "open", by="Ana", reason="they were, after all")
    assert topic.explain(SLUG).struck == {}
    assert [one.state for one in topic.store.explanations.verdicts(SLUG)] == ["struck", "open"]


def test_marks_and_verdicts_are_never_altered(topic: Desk) -> None:
    topic.explanations.mark(SLUG, "1", "A", "neutral", by="Ana", reason="because")
    topic.explanations.assume(SLUG, 1, "accepted", by="Ana")
    connection = topic.store.database.connection
    for table in ("explanation_marks", "assumption_verdicts"):
        for sql in (f"UPDATE {table} SET by = 'Ben'", f"DELETE FROM {table}"):
            with pytest.raises(ConstraintError, match="append-only"):
                connection.execute(sql)
    assert topic.examine() == []


def test_a_reading_is_weighed_as_it_was_corrected(topic: Desk) -> None:
    before = topic.explain(SLUG).act()
    unmet = next(one for one in before.evidence if "did not meet" in one.text)
    topic.correct(unmet.key, "realis", "hypothetical", by="Ana", reason="nobody says that they did not")
    assert unmet.key not in [one.key for one in topic.explain(SLUG).act().evidence]


def test_a_page_takes_over_the_marks_of_its_topic(topic: Desk) -> None:
    topic.explanations.mark(SLUG, "1", "A", "inconsistent", by="Ana", reason="because")
    texts = topic.explanations.texts(SLUG)
    lines, assumptions = topic.explanations.lines(texts, topic=SLUG)
    assert [one.label for one in lines if one.aside.startswith("against it")] == ["A"]
    assert assumptions
    assert not any("against it" in one.aside for one in topic.explanations.lines(texts)[0])


def test_a_topic_without_reasons_says_what_to_do(desk: Desk) -> None:
    desk.new_topic("Minsk")
    assert desk.explain(SLUG).matrices == ()
    assert desk.explanations.assumptions(SLUG) == ()
    with pytest.raises(UsageError, match="gives a reason"):
        desk.explain(SLUG).act()
