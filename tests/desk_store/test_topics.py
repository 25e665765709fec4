"""Topics and briefs: what belongs together, and what was handed out."""

from pathlib import Path

import pytest

from sitroom.core import DeskError, EventPattern
from sitroom.desk.store import slug_of
from sitroom.ledger import EMPTY
from sitroom.text import Document

from .builders import NOW, a_desk, ask, document

PATTERN = EventPattern(actors=("blr",), quads=(1,))


def test_a_topic_is_made_once(tmp_path: Path) -> None:
    topics = a_desk(tmp_path).topics
    topic = topics.new("Belarus & the West", now=NOW, actors=["blr"], patterns=[PATTERN])
    assert topic.slug == "belarus-the-west"
    assert topics.new("Belarus, the West", now=NOW) == topic == topics.get("Belarus & the West")
    assert topic.to_json()["patterns"] == [PATTERN.to_json()]


def test_what_a_topic_watches_is_added_to(tmp_path: Path) -> None:
    topics = a_desk(tmp_path).topics
    topics.new("Belarus", now=NOW, actors=["blr"], patterns=[PATTERN])
    topic = topics.watch("belarus", actors=["blr", "rus"], patterns=[PATTERN, EventPattern(quads=(4,))])
    assert (topic.actors, len(topic.patterns)) == (("blr", "rus"), 2)


def test_documents_and_questions_are_put_into_a_topic_once(tmp_path: Path) -> None:
    store = a_desk(tmp_path)
    store.topics.new("Belarus", now=NOW)
    assert store.topics.add_document("belarus", document().id, now=NOW)
    assert not store.topics.add_document("belarus", document().id, now=NOW)
    assert store.topics.add_question("belarus", str(ask().question_id), now=NOW)
    assert store.topics.documents("belarus") == [document().id]
    assert store.topics.questions("belarus") == [ask().question_id]
    assert store.topics.of_document(document().id) == ["belarus"]


def test_a_topic_that_is_not_there_names_those_that_are(tmp_path: Path) -> None:
    topics = a_desk(tmp_path).topics
    topics.new("Belarus", now=NOW)
    with pytest.raises(DeskError, match="it has: belarus"):
        topics.add_question("elbonia", "q", now=NOW)


def test_a_slug_is_plain() -> None:
    assert slug_of("  Łódź – Čeština 2013 ") == "odz-cestina-2013"
    with pytest.raises(DeskError, match="Latin letters"):
        slug_of("—")


def test_the_last_brief_is_what_the_next_is_compared_with(tmp_path: Path) -> None:
    store = a_desk(tmp_path)
    store.topics.new("Belarus", now=NOW)
    other = Document("Another day.")
    store.documents.add(other, now=NOW)
    head = store.ledger.enter(ask()).entry.hash
    store.briefs.add(document().id, {"line": 1}, head=EMPTY, now=NOW, topic="belarus")
    store.briefs.add(other.id, {"line": 2}, head=store.ledger.head(), now=NOW, topic="belarus")
    last = store.briefs.last(topic="belarus")
    before = store.briefs.last(topic="belarus", other_than=other.id)
    assert last is not None
    assert before is not None
    assert (last.json, last.head.count, last.head.hash) == ({"line": 2}, 1, head)
    assert before.json == {"line": 1}
    assert store.briefs.last(document_id="doc-0") is None
    assert [brief.json["line"] for brief in store.briefs.of_topic("belarus")] == [1, 2]
