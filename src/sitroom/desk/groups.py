"""Groups of a desk: who belongs to the West, or to a group of one's own, as a file that one reads and changes."""

from collections.abc import Sequence
from pathlib import Path

from sitroom.core import DayRange, UsageError, sha256_bytes
from sitroom.desk.store.files import write_whole
from sitroom.desk.testing import resolve_actor
from sitroom.record import Gazetteer, Group, Member, find_group, groups_to_csv, read_groups, with_groups

FILE_NAME = "groups.csv"


class DeskGroups:
    """The groups that a desk has changed, in ``groups.csv`` of its folder; all others are as shipped.

    Args:
        folder: of the desk.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE_NAME

    def version(self) -> str:
        """Return what a reading's version says of the file: a short hash, or nothing where there is none."""
        return sha256_bytes(self.path.read_bytes())[:8] if self.path.exists() else ""

    def lay_over(self, known: Gazetteer) -> Gazetteer:
        """Return a gazetteer with the desk's groups in it.

        Raises:
            InputError: the file cannot be read as groups.
        """
        return with_groups(known, self._read(known))

    def change(
        self, slug: str, known: Gazetteer, *, add: Sequence[str] = (), remove: Sequence[str] = (),
        days: DayRange | None = None, name: str | None = None,
    ) -> Group:  # fmt: skip
        """Add members to a group, or take some out; a group that nobody knows is made.

        Args:
            slug: of the group.
            known: the desk's gazetteer.
            add: names, codes or slugs.
            remove: the same.
            days: on which those added are members; None means always.
            name: for people; a new group needs one.

        Raises:
            HistoryError: a name is not known, or means several.
            UsageError: a new group has no name or no member, or one taken out is no member.
        """
        group = find_group(slug, known)
        if group is None:
            if slug in known.actors or not name:
                raise UsageError(f"{slug!r} is no group; a new one needs a slug of its own and --name")
            group = Group(slug, name, ())
        for one in remove:
            member = _slug(one, known)
            if all(each.slug != member for each in group.members):
                raise UsageError(f"{member} is no member of {slug}; `sitroom actors group {slug}` lists them")
            group = group.without(member)
        for one in add:
            group = group.with_member(Member(_slug(one, known), days or DayRange()))
        if not group.members:
            raise UsageError(f"{slug} would have no member; keep one, or --reset it to what is shipped")
        self._write([one for one in self._read(known) if one.slug != slug] + [group])
        return group

    def reset(self, slug: str, known: Gazetteer) -> bool:
        """Make a group what is shipped again, or take one of the desk's own away; return whether it was changed."""
        groups = self._read(known)
        kept = [one for one in groups if one.slug != slug]
        self._write(kept)
        return len(kept) < len(groups)

    def _read(self, known: Gazetteer) -> tuple[Group, ...]:
        if not self.path.exists():
            return ()
        return read_groups(self.path.read_text(encoding="utf-8"), known, where=str(self.path))

    def _write(self, groups: Sequence[Group]) -> None:
        if groups:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self.path, groups_to_csv(groups).encode())
        else:
            self.path.unlink(missing_ok=True)


def _slug(name: str, known: Gazetteer) -> str:
    found = resolve_actor(name, known)
    return known.by_country[found].slug if found in known.by_country else found
