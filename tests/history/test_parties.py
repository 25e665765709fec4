"""Parties: codes and names as each data set prints them."""

import pytest

from sitroom.history.codebooks.parties import read_party


@pytest.mark.parametrize(
    ("scheme", "code", "country"),
    [
        ("keds_cameo", "AUS", "AUS"),
        ("keds_cameo", "CZE", "CZE"),
        ("keds_cameo", "CZA", "CSK"),
        ("keds_cameo", "YMN", "YEM"),
        ("keds_cameo", "PALREF", "PSE"),
        ("keds_cameo", "BAH", None),
        ("keds", "AUS", "AUT"),
        ("keds", "CZE", "CSK"),
        ("keds", "ETHALB", None),
        ("keds", "ETI", "ETH"),
        ("keds", "CHE", None),
        ("keds", "SWZ", "CHE"),
        ("keds", "ISLMIL", None),
        ("keds", "ICE", "ISL"),
        ("keds", "HND", "HND"),
        ("keds", "LAT", "LVA"),
        ("keds", "UAR", "EGY"),
        ("keds", "CEY", "LKA"),
        ("keds", "USGOV", "USA"),
        ("keds", "BRS", "BLR"),
        ("keds", "AGHGOV", "AFG"),
        ("keds", "EURCO", None),
        ("keds", "UNWCT", "UN"),
    ],
)
def test_a_code_is_read_in_the_letters_of_its_codebook(scheme: str, code: str, country: str | None) -> None:
    assert read_party(scheme, {"code": code}).country == country


def test_a_country_column_that_is_empty_is_read_from_the_code() -> None:
    party = read_party("cameo", {"code": "ROUGOV", "name": "ROMANIA"})
    assert (party.country, party.sector, party.state) == ("ROU", "GOV", True)
    assert read_party("cameo", {"code": "dak", "name": "DAKOTA"}).country is None


@pytest.mark.parametrize(
    ("scheme", "code", "state"),
    [
        ("keds_cameo", "IGOUNO", True),
        ("keds_cameo", "IGOUNOPKO", False),
        ("keds_cameo", "IGOUNOWBK", False),
        ("keds_cameo", "IGOEEC", True),
        ("cameo", "IGOEUREEC", True),
        ("cameo", "NGA", True),
        ("cameo", "NGAGOV", True),
        ("cameo", "NGAGOVMED", False),
        ("cameo", "GBRGOVHLH", False),
        ("keds", "UNHCR", False),
        ("keds", "CSCE", True),
        ("keds", "BOSSERGOV", False),
    ],
)
def test_a_state_or_body_is_itself_where_nothing_but_gov_follows(scheme: str, code: str, state: bool) -> None:
    assert read_party(scheme, {"code": code}).state is state


@pytest.mark.parametrize("sectors", ["Police,Government", "Government,Police"])
def test_a_sector_does_not_hang_on_the_order_in_which_sectors_are_printed(sectors: str) -> None:
    for name in ("Police (India)", "Some Officer"):
        assert read_party("icews", {"name": name, "country": "India", "sector": sectors}).sector == "COP"
    assert read_party("named", {"name": "Police (India)"}).sector == "COP"


def test_the_head_of_a_ministry_is_of_the_government_and_a_printed_code_stands() -> None:
    said = {
        "name": "A Minister",
        "country": "India",
        "sector": "Elite,Legislative / Parliamentary,Foreign Ministry,Executive",
    }
    assert read_party("icews", said).sector == "GOV"
    assert read_party("icews", {"name": "Police (India)", "country": "IND", "sector": "GOV"}).sector == "GOV"


def test_acled_bodies_are_bodies() -> None:
    for name, country, state in (
        ("NATO: North Atlantic Treaty Organization", "NATO", True),
        ("UN: United Nations", "UN", True),
        ("UNHCR: United Nations High Commissioner for Refugees", "UN", False),
        ("PKK: Kurdistan Workers Party", None, False),
    ):
        party = read_party("described", {"name": name})
        assert (party.country, party.state) == (country, state)
