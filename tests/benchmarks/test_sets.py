"""What is sent: neutral ids in shuffled order, marks as ranges, days in ISO form."""

import json
from pathlib import Path

import pytest
from benchmarks.reading.sets import Gold, count_sentences, load_set, marked_pair

from .builders import item


def write(folder: Path, name: str, *lines: Gold) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return folder


def test_ids_and_order_tell_nothing_of_the_gold(tmp_path: Path) -> None:
    lines: list[Gold] = [{"id": f"GOLD-ACCUSE-{n}", "text": f"Text {n}.", "date": None} for n in range(30)]
    items, skipped = load_set("plover_gsr_events", write(tmp_path, "plover_gsr_events", *lines))
    assert [one.id for one in items] == [f"r{n:05d}" for n in range(30)]
    assert [one.line for one in items] != sorted(one.line for one in items)
    assert all(one.gold == lines[one.line] and one.sent == {"text": f"Text {one.line}."} for one in items)
    assert skipped == 0
    assert load_set("plover_gsr_events", tmp_path)[0] == items


def test_a_line_without_text_is_left_out_and_counted(tmp_path: Path) -> None:
    lines: list[Gold] = [{"text": " ", "date": None}, {"text": "Iran met Iraq.", "date": "2008-08-04"}]
    items, skipped = load_set("petr2_gsr_cameo", write(tmp_path, "petr2_gsr_cameo", *lines))
    assert ([one.sent for one in items], skipped) == ([{"text": "Iran met Iraq.", "date": "2008-08-04"}], 1)


def test_a_mention_is_asked_through_a_sentence_on_its_day(tmp_path: Path) -> None:
    asked = {"mention": "the Baltic Fleet", "query_date": "12 April 2022", "gold": {"country": "RUS"}}
    unasked = {"mention": "Dow", "query_date": None, "gold": {"title": "Dow Chemical"}}
    undecided = {"mention": "Dow", "query_date": None, "gold": {"country": "", "code_1": "MNC?"}}
    [one], skipped = load_set("ngec_actor_codes", write(tmp_path, "ngec_actor_codes", asked, unasked, undecided))
    assert one.sent == {"text": "The Baltic Fleet condemned the attack on Tuesday.", "date": "2022-04-12"}
    assert skipped == 2


def test_the_seed_is_one_text_beside_the_folder(tmp_path: Path) -> None:
    data = write(tmp_path / "read", "seed_gold", {"id": "SEED-00"}, {"id": "SEED-01"})
    with pytest.raises(FileNotFoundError, match="one text is expected"):
        load_set("seed_gold", data)
    (tmp_path / "seed").mkdir()
    (tmp_path / "seed" / "article.txt").write_bytes(b"One.\r\nTwo.")
    [one], _ = load_set("seed_gold", data)
    assert (one.text, len(one.gold["items"])) == ("One.\r\nTwo.", 2)


@pytest.mark.parametrize(
    ("marked", "pair"),
    [
        ("<s>Egypt</s>ian and <s>Egypt</s> hit <t>Gaza</t>", [[13, 18], [23, 27]]),
        ("<s>A </s>met <t> B</t>", [[0, 1], [7, 8]]),
        ("<s>A <t>B</t></s> met <t>C</t>", [[0, 3], [8, 9]]),
        ("<s>A</s> met B", None),
    ],
)
def test_marks_become_ranges_of_whole_words_that_stand_apart(marked: str, pair: list[list[int]] | None) -> None:
    plain = marked
    for mark in ("<s>", "</s>", "<t>", "</t>"):
        plain = plain.replace(mark, "")
    assert marked_pair(marked, plain) == pair
    assert marked_pair(marked, plain + "!") is None


def test_sentences_of_documents_are_counted_by_their_stops() -> None:
    two = item({}, text='He left. "Why?" she asked. No 3.5 here.')
    assert count_sentences("timeml_docs", [two]) == 3
    assert count_sentences("plv_events", [two]) == 1
