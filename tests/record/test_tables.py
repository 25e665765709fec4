"""The tables beside the code: every row means something."""

import re
from collections import Counter

import pytest

from sitroom.core import UnknownCodeError
from sitroom.record import event_types, find_band, gazetteer, get_event_type, quad_of, scale_names
from sitroom.record.gazetteer import officeholder_files, read_day
from sitroom.record.lexicon import cues
from sitroom.record.tables import read_rows, words_of

PREDICATES = read_rows("lexicon/predicates.csv")
PEOPLE = [(name, row) for name in officeholder_files() for row in read_rows(name)]
PLAIN_STATEMENTS = re.compile(r"01[0-9]")


def test_every_predicate_has_a_known_type_and_a_cameo_code_of_two_to_four_digits() -> None:
    types = {"", *event_types()}
    assert [row for row in PREDICATES if row["event_type"] not in types] == []
    assert [row for row in PREDICATES if not re.fullmatch(r"(\d{2,4})?", row["cameo"])] == []
    assert [row for row in PREDICATES if row["cameo"] and not 1 <= int(row["cameo"][:2]) <= 20] == []


def test_a_predicate_with_a_type_has_a_code() -> None:
    assert [row for row in PREDICATES if row["event_type"] and not row["cameo"]] == []


def test_a_predicate_without_a_type_is_a_plain_statement_or_a_stop_row() -> None:
    bare = [row for row in PREDICATES if not row["event_type"] and not row["note"].startswith("stop row")]
    assert [row for row in bare if not PLAIN_STATEMENTS.fullmatch(row["cameo"])] == []


def test_a_frame_is_told_once() -> None:
    counts = Counter((row["lemma"], row["pos"], row["particle"], row["object"]) for row in PREDICATES)
    assert [frame for frame, count in counts.items() if count > 1] == []


def test_a_predicate_has_a_confidence_and_a_part_of_speech() -> None:
    assert {row["pos"] for row in PREDICATES} <= {"verb", "noun", "adj"}
    assert [row for row in PREDICATES if not 0 < float(row["confidence"]) <= 1] == []
    assert {row[key] for row in PREDICATES for key in ("mutual", "statement")} <= {"", "yes"}


def test_slugs_are_told_once() -> None:
    rows = [*read_rows("gazetteer/countries.csv"), *read_rows("gazetteer/organisations.csv")]
    counts = Counter(row["slug"] for row in rows)
    assert [slug for slug, count in counts.items() if count > 1] == []
    assert [slug for slug in counts if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)] == []


def test_members_of_groups_are_actors() -> None:
    known = gazetteer().actors
    assert [row for row in read_rows("gazetteer/groups.csv") if row["member"] not in known] == []


@pytest.mark.parametrize("name", ["countries.csv", "organisations.csv", "groups.csv"])
def test_every_row_of_the_gazetteer_has_a_source(name: str) -> None:
    assert [row for row in read_rows(f"gazetteer/{name}") if not row["source"].strip()] == []


def test_every_term_has_a_source_and_ends_after_it_began() -> None:
    wrong = []
    for name, row in PEOPLE:
        start, end = read_day(row["term_from"]), read_day(row["term_to"], last=True)
        if not row["source"].strip() or (start and end and end < start) or (row["term_from"] and start is None):
            wrong.append((name, row["slug"], row["term_from"], row["term_to"]))
    assert wrong == []


def test_an_office_without_an_end_says_up_to_when_it_is_known() -> None:
    assert [row["slug"] for _, row in PEOPLE if row["title"] and not row["term_to"] and not row["known_to"]] == []


def test_one_slug_is_one_person() -> None:
    facts: dict[str, set[tuple[str, str]]] = {}
    for _, row in PEOPLE:
        facts.setdefault(row["slug"], set()).add((row["name"], row["gender"]))
    assert {slug: found for slug, found in facts.items() if len(found) > 1} == {}


def test_countries_have_a_code_of_three_letters_each_its_own_while_they_exist() -> None:
    rows = read_rows("gazetteer/countries.csv")
    assert [row["slug"] for row in rows if not re.fullmatch(r"[A-Z]{3}", row["alpha3"])] == []
    living = Counter(row["alpha3"] for row in rows if not row["valid_to"])
    assert [code for code, count in living.items() if count > 1] == []


def test_every_type_has_a_quad_and_a_sentence() -> None:
    assert {one.quad for one in event_types().values()} == {1, 2, 3, 4}
    assert [one.name for one in event_types().values() if not one.past or not one.base] == []


def test_an_unknown_type_is_refused() -> None:
    with pytest.raises(UnknownCodeError, match="CONSULT"):
        get_event_type("TEA")


@pytest.mark.parametrize(
    ("event_type", "cameo", "quad"), [("CONSULT", "042", 1), ("ASSAULT", None, 4), (None, "112", 3), (None, None, None)]
)
def test_a_quad_is_that_of_the_type_else_of_the_code(
    event_type: str | None, cameo: str | None, quad: int | None
) -> None:
    assert quad_of(event_type, cameo) == quad


def test_bands_lie_between_nought_and_one() -> None:
    assert set(scale_names()) == {"icd203", "kent", "phia"}
    for row in read_rows("ontology/scales.csv"):
        assert 0 <= float(row["low"]) < float(row["high"]) <= 1


def test_words_that_are_said_to_have_no_band_have_none() -> None:
    words = cues("estimate")["phrases"]
    assert [one for one in words if any(find_band(one, scale) for scale in scale_names())] == []


@pytest.mark.parametrize(("day", "count"), [("2012-12-31", 27), ("2013-07-01", 28), ("2021-01-01", 27)])
def test_the_union_has_its_members_of_the_day(day: str, count: int) -> None:
    when = read_day(day)
    assert when is not None
    assert len(gazetteer().members_on("european-union", when)) == count


def test_cells_hold_several_values() -> None:
    assert words_of(" a | b|| ") == ("a", "b")
