"""Group rows: named groups such as the West as a person may read and change them, laid over the shipped tables."""

import copy
import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sitroom.core import DayRange, InputError, iso
from sitroom.record.gazetteer import Actor, Gazetteer, read_day

COLUMNS = ("group", "name", "member", "member_from", "member_to")


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a group and the days on which it is one.

    Args:
        slug: of a country, a body or another group.
        days: open ends mean always.
    """

    slug: str
    days: DayRange = DayRange()  # noqa: RUF009  # frozen


@dataclass(frozen=True, slots=True)
class Group:
    """A named group.

    Args:
        slug: its name in all rooms.
        name: for people.
        members: in the order of its rows.
    """

    slug: str
    name: str
    members: tuple[Member, ...]

    def with_member(self, member: Member) -> "Group":
        """Return the group with a member added, its days in place of those it had."""
        return replace(self, members=(*self.without(member.slug).members, member))

    def without(self, slug: str) -> "Group":
        """Return the group without a member."""
        return replace(self, members=tuple(one for one in self.members if one.slug != slug))

    def to_json(self) -> dict[str, object]:
        """Return the group with ISO days."""
        members = [{"slug": one.slug, **one.days.to_json()} for one in self.members]
        return {"group": self.slug, "name": self.name, "members": members}


def find_group(slug: str, known: Gazetteer) -> Group | None:
    """Return the group of a slug as a gazetteer has it, or None."""
    actor = known.actors.get(slug)
    if actor is None or slug not in known.memberships:
        return None
    return Group(slug, actor.name, tuple(Member(member, days) for member, days in known.memberships[slug]))


def with_groups(known: Gazetteer, groups: Iterable[Group]) -> Gazetteer:
    """Return a gazetteer in which groups are what these say; the others, and all names, stay as they are."""
    changed = list(groups)
    if not changed:
        return known
    out = copy.copy(known)
    out.memberships = known.memberships | {
        one.slug: [(member.slug, member.days) for member in one.members] for one in changed
    }
    new = {one.slug: one for one in changed if one.slug not in known.actors}
    out.actors = known.actors | {slug: _actor(one) for slug, one in new.items()}
    return out


def _actor(group: Group) -> Actor:
    return Actor(group.slug, group.name, "group", None, (), None, DayRange(), "changed on this desk", "groups.csv")


def groups_to_csv(groups: Sequence[Group]) -> str:
    """Return groups as rows that ``read_groups`` reads back."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for group in groups:
        for one in group.members:
            writer.writerow((group.slug, group.name, one.slug, iso(one.days.start) or "", iso(one.days.end) or ""))
    return out.getvalue()


def read_groups(text: str, known: Gazetteer, *, where: str) -> tuple[Group, ...]:
    """Return the groups of a CSV text.

    Raises:
        InputError: a column is missing, a day cannot be read, or a member is no actor that is known.
    """
    found: dict[str, Group] = {}
    rows = csv.DictReader(io.StringIO(text))
    if missing := set(COLUMNS) - set(rows.fieldnames or ()):
        raise InputError(f"{where} has no column {min(missing)}; it needs {', '.join(COLUMNS)}")
    for number, row in enumerate(rows, start=2):
        slug, name, member = (str(row[key] or "").strip() for key in ("group", "name", "member"))
        if not slug or member not in known.actors:
            raise InputError(
                f"{where}, line {number}: {member or slug!r} is no slug of an actor; `sitroom actors find`"
            )
        try:
            days = DayRange(read_day(row["member_from"]), read_day(row["member_to"], last=True))
        except ValueError as error:
            raise InputError(f"{where}, line {number}: {error}") from error
        before = found[slug].members if slug in found else ()
        found[slug] = Group(slug, name or slug, (*before, Member(member, days)))
    return tuple(found.values())
