"""Homes: a country from the name, or from the company, and states told from persons."""

import numpy as np

from sitroom.forecast.facts import facts_from
from sitroom.forecast.ranking.homes import UNKNOWN, learn_homes


def homes_of(names: list[str], meetings: list[tuple[int, int]]):
    pairs = np.array(meetings or [(0, 1)]).T
    days = np.zeros(pairs.shape[1], dtype=int)
    return learn_homes(facts_from([pairs[0], days, pairs[1], days], names, ["meets"]))


def test_states_share_a_role_that_is_no_office_and_no_person_has_it() -> None:
    homes = homes_of(["Governor (Chad)", "Police (Kenya)", "Kenya", "Mali", "Army (Mali)", "A. Person"], [])
    assert homes.role[2] == homes.role[3]
    assert len({homes.role[one] for one in (0, 1, 2, 4, 5)}) == 5
    assert homes.country[1] == homes.country[2] != homes.country[3] == homes.country[4]
    assert homes.country[0] == homes.country[5] == UNKNOWN


def test_who_has_no_country_in_the_name_has_that_of_most_partners() -> None:
    names = ["Police (Kenya)", "Kenya", "Mali", "Army (Mali)", "A. Person", "B. Person"]
    homes = homes_of(names, [(4, 0), (4, 1), (1, 4), (4, 2), (5, 0), (5, 3)])
    assert homes.country[4] == homes.country[0]
    assert homes.country[5] == UNKNOWN


def test_members_lie_by_country() -> None:
    homes = homes_of(["Police (Kenya)", "Mali", "Kenya", "Army (Mali)"], [])
    for country in range(homes.countries):
        members = homes.members[homes.starts[country] : homes.starts[country + 1]]
        assert (homes.country[members] == country).all()
    assert len(homes.members) == 4
