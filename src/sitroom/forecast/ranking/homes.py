"""Homes: the country of every entity, from its name or else from the company it keeps, and its role there."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sitroom.forecast.facts import Facts
from sitroom.forecast.hazard.places import read_places

UNKNOWN = -1
_LEAST_FACTS, _LEAST_SHARE = 3, 0.5


@dataclass(frozen=True)
class Homes:
    """Where entities belong.

    Args:
        country: shape (entities,), ``UNKNOWN`` where neither name nor company tells.
        role: shape (entities,); all that are named without an office share one, states share another.
        countries: how many countries there are.
        roles: how many roles there are.
        starts: shape (countries + 1,), where each country's members start in ``members``.
        members: entities by country.
    """

    country: NDArray[np.int32]
    role: NDArray[np.int32]
    countries: int
    roles: int
    starts: NDArray[np.int64]
    members: NDArray[np.int32]


def learn_homes(facts: Facts) -> Homes:
    """Return the homes as the names say, and for other names the country of most of their partners.

    A person or body counts as at home where more than half of its facts are, if there are at least three.
    """
    country, role = _by_name(facts.entities)
    countries = int(country.max(initial=-1)) + 1
    return _arranged(_by_company(facts, country, countries), role, countries)


def _by_name(entities: Sequence[str]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return country and role; a bare name is a state if others name it in brackets, and has no home otherwise."""
    places = read_places(entities)
    shared = np.bincount(places.country)[places.country] > 1
    country = np.full(len(entities), UNKNOWN, dtype=np.int32)
    country[shared] = np.unique(places.country[shared], return_inverse=True)[1]
    role = places.role.astype(np.int32)
    role[shared & (role == places.no_role)] = role.max(initial=0) + 1
    return country, role


def _by_company(facts: Facts, country: NDArray[np.int32], countries: int) -> NDArray[np.int32]:
    if not countries or not len(facts):
        return country
    from scipy.sparse import coo_matrix

    ours = np.concatenate([facts.subject, facts.object])
    theirs = country[np.concatenate([facts.object, facts.subject])]
    open_ = (country[ours] == UNKNOWN) & (theirs != UNKNOWN)
    met = coo_matrix((np.ones(int(open_.sum())), (ours[open_], theirs[open_])), shape=(len(country), countries)).tocsr()
    total, most = np.asarray(met.sum(axis=1)).ravel(), met.max(axis=1).toarray().ravel()
    at_home = (total >= _LEAST_FACTS) & (most > _LEAST_SHARE * total)
    found = country.copy()
    found[at_home] = np.asarray(met.argmax(axis=1)).ravel()[at_home]
    return found


def _arranged(country: NDArray[np.int32], role: NDArray[np.int32], countries: int) -> Homes:
    order = np.argsort(country, kind="stable").astype(np.int32)
    order = order[country[order] != UNKNOWN]
    starts = np.searchsorted(country[order], np.arange(countries + 1)).astype(np.int64)
    return Homes(country, role, countries, int(role.max(initial=0)) + 1, starts, order)
