"""Slugs: the one name of a person in all rooms, made from how the name is written."""

import re
from collections.abc import Collection

from sitroom.record.gazetteer import fold_name


def person_slug(name: str, person_id: str, taken: Collection[str]) -> str:
    """Return a slug that is not taken: the name's, else that of the name and the id.

    >>> person_slug("Štefan Füle", "Q1", ()), person_slug("Štefan Füle", "Q1", ("stefan-fule",))
    ('stefan-fule', 'stefan-fule-q1')
    """
    plain = re.sub(r"[^a-z0-9]+", "-", fold_name(name)).strip("-")
    tail = re.sub(r"[^a-z0-9]+", "-", person_id.lower()).strip("-")
    slug = plain if plain and plain not in taken else f"{plain}-{tail}".strip("-")
    return slug if slug not in taken else f"{slug}-2"
