"""Places and roles: what the names of entities say, such as a country in brackets and an office before them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_BRACKETED = re.compile(r"^(?P<role>.+?)[_ ]?\((?P<country>[^()]+)\)$")
NO_ROLE = "(a name)"


@dataclass(frozen=True)
class Places:
    """The country and the role of every entity, as numbers.

    Args:
        country: shape (entities,); without brackets the name itself, so "Kenya" is that of "Police (Kenya)".
        role: shape (entities,); all without brackets share one.
        no_role: the number of that one; -1 where every name has brackets.
    """

    country: NDArray[np.int64]
    role: NDArray[np.int64]
    no_role: int


def read_places(entities: Sequence[str]) -> Places:
    """Return what the names say.

    >>> places = read_places(["Police_(Kenya)", "Kenya", "Police (Chad)"])
    >>> places.country.tolist(), places.role.tolist()
    ([0, 0, 1], [0, 1, 0])
    """
    countries: dict[str, int] = {}
    roles: dict[str, int] = {}
    pairs = [_parted(name, number) for number, name in enumerate(entities)]
    country = [countries.setdefault(one, len(countries)) for one, _ in pairs]
    role = [roles.setdefault(one, len(roles)) for _, one in pairs]
    return Places(np.array(country, dtype=np.int64), np.array(role, dtype=np.int64), roles.get(NO_ROLE, -1))


def _parted(name: str, number: int) -> tuple[str, str]:
    found = _BRACKETED.match(name)
    if found:
        return found["country"].replace("_", " ").strip(), found["role"].replace("_", " ").strip()
    return name.replace("_", " ").strip() or f"({number})", NO_ROLE
