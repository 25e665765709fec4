"""Batches: a row for every line, in order, the same bytes every time."""

import json
from pathlib import Path
from typing import Any

import pytest

from sitroom.core import InputError
from sitroom.desk import read_batch

ROWS: list[dict[str, object]] = [
    {"id": "b", "text": "Chile met Peru on 3 May 2013."},
    {"id": "a", "text": "Poland will very likely sign the treaty within two weeks.", "date": "2013-05-03"},
    {"id": 3, "text": "Nothing here."},
    {"id": "c", "text": "The president met the minister in Minsk.", "between": [[0, 13], None]},
]


def lay(path: Path, *lines: object) -> Path:
    text = "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines)
    path.write_text(text, encoding="utf-8")
    return path


def rows_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_rows_come_out_in_the_order_in_which_they_went_in(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    report = read_batch(lay(tmp_path / "in.jsonl", *ROWS), out, processes=1)
    assert [row["id"] for row in rows_of(out)] == ["b", "a", 3, "c"]
    assert report.to_json() == {"rows": 4, "resumed": 0, "failed": 0}


def test_a_row_is_its_id_and_the_reading(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    read_batch(lay(tmp_path / "in.jsonl", *ROWS), out, processes=1)
    _, dated, *_ = rows_of(out)
    assert dated["schema"] == "sitroom.reading/1"
    assert dated["reference"]["start"] == "2013-05-03"
    (estimate,) = [record for record in dated["records"] if record["kind"] == "estimate"]
    assert (estimate["band"], estimate["horizon"]["end"]) == ([0.8, 0.95], "2013-05-17")


@pytest.mark.parametrize("line", ["{not json", "[1, 2]", '{"id": "x"}', '{"id": "x", "text": 7}', "null"])
def test_an_unparseable_line_keeps_its_place(tmp_path: Path, line: str) -> None:
    out = tmp_path / "out.jsonl"
    report = read_batch(lay(tmp_path / "in.jsonl", ROWS[0], line, ROWS[2]), out, processes=1)
    first, broken, last = rows_of(out)
    assert (first["id"], last["id"]) == ("b", 3)
    assert (broken["id"], broken["line"], set(broken)) == (None, 2, {"id", "line", "problems"})
    assert [problem["code"] for problem in broken["problems"]] == ["batch.line-unreadable"]
    assert report.failed == 1


def test_a_second_run_takes_all_rows_over_and_gives_the_same_bytes(tmp_path: Path) -> None:
    source, out = lay(tmp_path / "in.jsonl", *ROWS), tmp_path / "out.jsonl"
    read_batch(source, out, processes=1)
    before = out.read_bytes()
    assert read_batch(source, out, processes=1).resumed == 4
    assert out.read_bytes() == before
    out.unlink()
    assert read_batch(source, out, processes=1).resumed == 0
    assert out.read_bytes() == before


def test_an_interrupted_run_is_taken_up_again(tmp_path: Path) -> None:
    source, out = lay(tmp_path / "in.jsonl", *ROWS), tmp_path / "out.jsonl"
    read_batch(source, out, processes=1)
    whole = out.read_bytes()
    lines = whole.splitlines(keepends=True)
    out.unlink()
    out.with_name("out.jsonl.part").write_bytes(lines[0] + lines[1] + lines[2][:40])
    assert read_batch(source, out, processes=1).resumed == 2
    assert out.read_bytes() == whole
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]


def test_only_what_changed_is_read_again(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    read_batch(lay(tmp_path / "in.jsonl", *ROWS), out, processes=1)
    changed = {**ROWS[0], "text": "Chile met Bolivia on 3 May 2013."}
    assert read_batch(lay(tmp_path / "in.jsonl", changed, *ROWS[1:]), out, processes=1).resumed == 3
    assert "Bolivia" in json.dumps(rows_of(out)[0])


def test_rows_of_another_reader_are_not_taken_over(tmp_path: Path) -> None:
    source, out = lay(tmp_path / "in.jsonl", ROWS[0]), tmp_path / "out.jsonl"
    read_batch(source, out, processes=1)
    before = out.read_bytes()
    row = rows_of(out)[0]
    row["reader"]["version"] = "0"
    lay(out, row)
    assert read_batch(source, out, processes=1).resumed == 0
    assert out.read_bytes() == before


def test_each_row_is_read_by_itself_whatever_stands_beside_it(tmp_path: Path) -> None:
    one, other = tmp_path / "one.jsonl", tmp_path / "other.jsonl"
    read_batch(lay(tmp_path / "in.jsonl", *ROWS), one, processes=1)
    read_batch(lay(tmp_path / "ni.jsonl", *reversed(ROWS)), other, processes=1)
    assert rows_of(one) == rows_of(other)[::-1]


def test_two_rows_with_the_same_text_are_two(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    source = lay(tmp_path / "in.jsonl", ROWS[0], {**ROWS[0], "id": "z"}, ROWS[0])
    for _ in range(2):
        read_batch(source, out, processes=1)
        assert [row["id"] for row in rows_of(out)] == ["b", "z", "b"]


def test_many_processes_give_the_same_bytes_as_one(tmp_path: Path) -> None:
    rows = [{"id": n, "text": f"Chile met Peru on {n % 28 + 1} May 2013."} for n in range(60)]
    source = lay(tmp_path / "in.jsonl", *rows[:30], "broken", *rows[30:])
    read_batch(source, tmp_path / "one.jsonl", processes=1)
    report = read_batch(source, tmp_path / "two.jsonl", processes=2)
    assert report.to_json() == {"rows": 61, "resumed": 0, "failed": 1}
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()


@pytest.mark.parametrize(
    "between", [None, [None, None], [[0, 5], [10, 14]], [[5, 0], None], "x", [[0, 5]], [["a", 2], None]]
)
def test_marks_may_be_anything_and_only_good_ones_count(tmp_path: Path, between: object) -> None:
    out = tmp_path / "out.jsonl"
    report = read_batch(lay(tmp_path / "in.jsonl", {**ROWS[0], "between": between}), out, processes=1)
    assert (report.failed, len(rows_of(out)[0]["records"])) == (0, 1)


def test_the_act_between_the_marked_actors_is_the_surest(tmp_path: Path) -> None:
    text, out = "Chile met Peru. Bolivia criticised Brazil.", tmp_path / "out.jsonl"
    marks = [[text.index("Bolivia"), text.index("Bolivia") + 7], [text.index("Brazil"), text.index("Brazil") + 6]]
    read_batch(lay(tmp_path / "in.jsonl", {"id": 1, "text": text, "between": marks}), out, processes=1)
    surest = max(rows_of(out)[0]["records"], key=lambda record: record["confidence"])
    assert surest["event_type"] == "ACCUSE"


def test_a_date_that_is_none_is_left_out(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    report = read_batch(lay(tmp_path / "in.jsonl", {**ROWS[0], "date": "soon"}), out, processes=1)
    assert (report.failed, rows_of(out)[0]["reference"]["start"]) == (0, "2013-05-03")


def test_an_input_that_is_not_there_is_told_and_leaves_no_output(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"in\.jsonl"):
        read_batch(tmp_path / "in.jsonl", tmp_path / "out.jsonl", processes=1)
    assert not (tmp_path / "out.jsonl").exists()
