"""Holders beside what is on record: new, known, extending or differing; and used in readings with their source."""

from datetime import date

import pytest

from sitroom.record import (
    Gazetteer,
    UsedRow,
    Weighed,
    add_holders,
    gazetteer,
    position_of,
    read,
    read_holders,
    using,
    weigh,
)
from sitroom.record.holders import surname_of
from sitroom.text import document_from_text

HEADER = "jurisdiction,position,person,personID,start,end\n"
LIST_DAY = date(2025, 12, 1)


def weighed(*rows: str, known: Gazetteer | None = None, known_to: date = LIST_DAY) -> tuple[Weighed, ...]:
    found = read_holders((HEADER + "\n".join(rows)).encode(), today=date(2026, 1, 1))
    assert not found.rejected
    return weigh(found.rows, known or gazetteer(), known_to=known_to)


def used(*rows: str) -> Gazetteer:
    taken = [one for one in weighed(*rows) if one.standing in ("new", "extending")]
    return add_holders(gazetteer(), [UsedRow(one.row, one.slug, LIST_DAY, f"list.csv:{one.row.line}") for one in taken])


@pytest.mark.parametrize(
    ("row", "standing"),
    [
        ("belarus,Minister of Justice,Oleg Slizhevsky,Q1,2011-01-04,2025-03-01", "new"),
        ("belarus,Prime Minister,Sergey Ling,Q2,1996-11-18,2000-02-18", "known"),  # two rows on record, one term
        ("belarus,Prime Minister,Sergey Ling,Q2,1996-11-18,2000-02-19", "known"),  # whose day a handover is
        ("belarus,Prime Minister,Sergey Ling,Q2,1996,2000", "known"),  # as far as it is given
        ("belarus,Prime Minister,Sergey Ling,Q2,1996-11-18,2001-02-18", "differing"),
        ("belarus,Prime Minister,Sergey Ling,Q2,1996-11-18,", "differing"),
        ("belarus,President,Alexander Lukashenko,Q3,1994-07-20,", "extending"),
        ("belarus,President,Alexander Lukashenko,Q3,1994-07-20,2025-11-03", "extending"),
        ("belarus,President,Alexander Lukashenko,Q3,1994-07-20,2011-11-03", "differing"),
        ("belarus,Prime Minister,Ivan Nobody,Q4,1997-01-01,1999-01-01", "differing"),  # the office is another's then
        ("belarus,Minister of Culture,Alexander Lukashenko,Q5,1990-01-01,1991-01-01", "new"),
    ],
)
def test_a_row_stands_to_what_is_on_record(row: str, standing: str) -> None:
    (one,) = weighed(row)
    assert one.standing == standing
    assert bool(one.note) == (standing != "new")


def test_a_list_that_was_made_earlier_extends_nothing() -> None:
    (one,) = weighed("belarus,President,Alexander Lukashenko,Q3,1994-07-20,", known_to=date(2010, 1, 1))
    assert one.standing == "known"


def test_a_term_cut_into_cabinets_is_one_term() -> None:
    rows = weighed(
        "belarus,Prime Minister,Sergey Ling,Q2,1996-11-18,1998-05-04",
        "belarus,Prime Minister,Sergey Ling,Q2,1998-05-04,2000-02-18",
    )
    assert [one.standing for one in rows] == ["known", "known"]


def test_the_same_row_again_is_known() -> None:
    row = "belarus,Minister of Justice,Oleg Slizhevsky,Q1,2011-01-04,2025-03-01"
    first, again = weighed(row, row)
    assert (first.standing, again.standing, again.note) == ("new", "known", "it stands on line 2 as well")


def test_two_people_of_one_name_stay_two() -> None:
    one, other = weighed(
        "russia,Minister of Culture,Aleksandr Sokolov,Q1,2004-03-09,2008-05-12",
        "russia,Governor of Khabarovsk,Aleksandr Sokolov,Q2,2001-01-01,2003-01-01",
    )
    assert (one.slug, other.slug) == ("aleksandr-sokolov", "aleksandr-sokolov-q2")


def test_a_person_on_record_keeps_the_slug() -> None:
    (one,) = weighed("belarus,Minister of Culture,Aleksandr Lukashenko,Q5,1990-01-01,1991-01-01")
    assert one.slug == "alexander-lukashenko"


@pytest.mark.parametrize(
    ("title", "country", "kind"),
    [
        ("Minister of Foreign Affairs", "BLR", "foreign_minister"),
        ("Secretary of State", "USA", "foreign_minister"),
        ("Secretary of State for the Home Department", "GBR", "interior_minister"),
        ("Minister of National Defence", "TUR", "defence_minister"),
        ("President", "FRA", "head_of_state"),
        ("President", "IRN", "head_of_government"),
        ("President", None, None),
        ("Prime Minister", "LTU", "head_of_government"),
        ("Chairman of the State Security Committee", "BLR", "security_chief"),
        ("Prime Minister of Crimea", "RUS", None),
        ("Secretary of State of Georgia", "USA", None),
        ("Minister of Justice", "BLR", None),
    ],
)
def test_a_position_has_the_kind_that_the_table_gives_it(title: str, country: str | None, kind: str | None) -> None:
    assert position_of(title, country).kind == kind


def test_a_position_without_a_kind_has_the_sector_of_its_noun() -> None:
    assert position_of("Minister of Justice", "BLR").sectors == ("GOV",)
    assert position_of("Judge of the International Court of Justice", None).sectors == ("JUD",)
    assert position_of("First Lady", "USA").sectors == ()


@pytest.mark.parametrize(
    ("name", "country", "surname"),
    [
        ("Li Keqiang", "CHN", "Li"),
        ("Aleksandr Sokolov", "RUS", "Sokolov"),
        ("Pelé", "BRA", "Pelé"),
        ("Sokolov, Ivan", "RUS", "Sokolov"),
    ],
)
def test_a_surname_is_where_the_country_writes_it(name: str, country: str, surname: str) -> None:
    assert surname_of(name, country) == surname


# ---------------------------------------------------------------------- in readings
JUSTICE = "belarus,Minister of Justice,Oleg Slizhevsky,Q17116258,2011-01-04,2025-03-01"


def first_actor(text: str, known: Gazetteer) -> tuple[str | None, str | None, str | None]:
    """Return name, country and the source of the role of the first actor."""
    with using(known):
        (met,) = read(document_from_text(text), written_on=date(2020, 5, 4)).of_kind("event")
    ref = met.actors[0]  # type: ignore[attr-defined]
    return ref.name, ref.country, ref.role and ref.role.source


def test_a_reading_uses_the_row_and_cites_it() -> None:
    text = "On 3 May 2020 Oleg Slizhevsky met Vladimir Putin."
    name, country, source = first_actor(text, used(JUSTICE))
    assert (name, country, source) == ("Oleg Slizhevsky", "BLR", "list.csv:2: Wikidata Q17116258")
    assert first_actor(text, gazetteer())[2] is None


def test_the_role_is_that_of_the_day_of_the_act() -> None:
    known = used(JUSTICE)
    assert first_actor("On 3 May 2009 Oleg Slizhevsky met Vladimir Putin.", known)[2] is None


def test_the_holder_of_a_lesser_office_is_not_known_by_the_surname_alone() -> None:
    known = used(JUSTICE)
    assert first_actor("On 3 May 2020 Slizhevsky met Vladimir Putin.", known)[1] is None
    assert first_actor("On 3 May 2020 Justice Minister Slizhevsky met Vladimir Putin.", known)[0] == "Oleg Slizhevsky"


def test_a_title_with_a_country_finds_the_holder() -> None:
    text = "On 3 May 2020 the Belarusian justice minister met Vladimir Putin."
    assert first_actor(text, used(JUSTICE))[0] == "Oleg Slizhevsky"


def test_an_open_end_is_vouched_for_no_further_than_the_list() -> None:
    known = used("belarus,Minister of Culture,Anatoly Markevich,Q1,2020-11-19,")
    (term,) = known.people["anatoly-markevich"].terms
    assert term.known_to == LIST_DAY


def test_another_gazetteer_is_in_use_only_inside_the_block() -> None:
    known = used(JUSTICE)
    with using(known):
        assert gazetteer() is known
    assert "oleg-slizhevsky" not in gazetteer().people


def test_nothing_added_is_the_same_gazetteer() -> None:
    assert add_holders(gazetteer(), []) is gazetteer()
