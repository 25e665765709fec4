"""The commands on actors: who or what a name is, and lists of officeholders taken in and taken back."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, Parameter

from sitroom.cli.options import DeskFolder, Json, day_of, open_room
from sitroom.cli.output import DONE, SOME_FAILED, print_json, print_table, with_errors
from sitroom.core import DayRange, english_day, english_range

if TYPE_CHECKING:
    from sitroom.desk import HolderReport
    from sitroom.record import Lookup, NameReading

SHOWN = 10
actors_app = App(name="actors", help="Who or what a name is; lists of officeholders for this desk.")


@actors_app.command(name="find")
@with_errors
def actors_find(
    name: str,
    /,
    *,
    on: Annotated[str | None, Parameter(help="The day (YYYY-MM-DD) that is asked about; else all times.")] = None,
    desk: DeskFolder = None,
    json_: Json = False,
) -> int:
    """Say who or what a name is: countries, bodies, groups, people with their offices, each with the row that says so.

    Where a name means several things, all are listed, with the one that a text of the day would be read with and
    why. Where no row holds it, near names are offered; they are never applied.

    Args:
        name: as a text has it, such as Georgia, "President Kim" or KGB; or a slug.
    """
    with open_room(desk) as room:
        found = room.find_actors(name, on=day_of(on))
    if json_:
        print_json(found.to_json())
        return DONE
    if not found.readings:
        _show_near(found)
        return DONE
    print_table(found.name, ("taken", "kind", "id", "name", "what", "when", "source"), _rows(found))
    day = f" on {english_day(found.on)}" if found.on else ""
    print(f"{'taken' if found.taken else 'not settled'}{day}: {found.taken or found.name}; {found.why}")
    return DONE


@actors_app.command(name="group")
@with_errors
def actors_group(
    slug: str,
    /,
    *,
    add: list[str] | None = None,
    remove: list[str] | None = None,
    from_: str | None = None,
    to: str | None = None,
    name: str | None = None,
    reset: bool = False,
    desk: DeskFolder = None,
    json_: Json = False,
) -> int:
    """Show who belongs to a group such as west, and change it for this desk.

    Args:
        slug: of the group; one that nobody knows is made, with --name and --add.
        add: a member, by name, code or slug; may be given again.
        remove: a member to take out; may be given again.
        from_: first day on which those added are members.
        to: last day.
        name: of a new group, for people.
        reset: make it what is shipped again.
    """
    with open_room(desk) as room:
        if add or remove or reset:
            days = DayRange(day_of(from_), day_of(to))
            group = room.change_group(slug, add=add or (), remove=remove or (), days=days, name=name, reset=reset)
        else:
            group = room.group(slug)
    if json_:
        print_json(group.to_json())
        return DONE
    rows = [(one.slug, english_range(one.days) if one.days != DayRange() else "") for one in group.members]
    print_table(f"{group.name} ({group.slug})", ("member", "when"), rows)
    return DONE


def _rows(found: Lookup) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for one in found.readings:
        mark = "*" if one.id == found.taken and one.id and one.how != "place" else ""
        head = (mark, one.kind, one.id or "-", one.name)
        if one.kind != "person":
            when = english_range(one.days) if one.days.start or one.days.end else ""
            rows.append((*head, _what(one), when, one.source))
        elif not one.terms:
            rows.append((*head, "no office of that day" if found.on else "no office on record", "", one.source))
        for term in one.terms:
            when = english_range(term.days) + ("" if term.days.end else f", known to {term.known_to or 'no day'}")
            rows.append((*head, term.title, when, f"{term.row}: {term.source}"))
    return rows


def _what(one: NameReading) -> str:
    words = {"metonym": "its government", "place": "a place in it", "demonym": "its people or adjective"}
    parts = [words.get(one.how, one.how), one.code or one.country or ""]
    if one.members is not None:
        parts.append(f"{one.members} member states")
    if one.cues:
        parts.append("told by " + ", ".join(one.cues[:4]) + (" ..." if len(one.cues) > 4 else ""))
    return "; ".join(part for part in parts if part)


def _show_near(found: Lookup) -> None:
    print(f"{found.name}: {found.why}")
    for one in found.near:
        print(f"known is {one.name} ({one.id}), {one.what}; not applied")


@actors_app.command(name="import")
@with_errors
def actors_import(
    path: Path,
    /,
    *,
    known_to: Annotated[
        str | None,
        Parameter(name="--known-to", help="How far the list vouches for a term without an end (YYYY-MM-DD)."),
    ] = None,
    desk: DeskFolder = None,
    json_: Json = False,
) -> int:
    """Take a list of officeholders into the desk; later readings on this desk use it. A second import adds nothing.

    What differs from what is on record is kept, listed and not used; rows that cannot be read go to a reject file.

    Args:
        path: CSV in UTF-8 with the columns jurisdiction, position, person, personID, start, end.
    """
    with open_room(desk) as room:
        report = room.import_holders(path, known_to=day_of(known_to))
    if json_:
        print_json(report.to_json())
    else:
        _show_report(report)
    return SOME_FAILED if report.rejected else DONE


def _show_report(report: HolderReport) -> None:
    counts = report.to_json()
    for key in ("rows", "new", "extending", "known", "differing", "rejected"):
        print(f"{key}: {counts[key]}")
    if report.known_to:
        print(f"terms without an end are vouched for until {english_day(report.known_to)}")
    unkind = report.without_kind
    if unkind:
        positions = ", ".join(position for position, _ in unkind[:3]) + (" ..." if len(unkind) > 3 else "")
        total = sum(rows for _, rows in unkind)
        print(f"without a kind of office: {total} rows in {len(unkind)} positions, kept as titles ({positions})")
    _show_differing(report)
    if report.reject_file:
        sys.stderr.write(f"{report.rejected} rows rejected, with line and reason: {report.reject_file}\n")
    if report.kept:
        print(f"import {report.kept.version}; `sitroom actors forget {report.kept.version}` takes it back")
    else:
        print("nothing was added")


def _show_differing(report: HolderReport) -> None:
    differing = report.of("differing")
    if not differing:
        return
    rows = [
        (str(one.row.line), one.row.person, one.row.position, f"{one.row.start}/{one.row.end or '..'}", one.note)
        for one in differing[:SHOWN]
    ]
    print_table("Differing; not used", ("line", "person", "position", "listed", "note"), rows)
    if len(differing) > SHOWN:
        print(f"and {len(differing) - SHOWN} more differ; --json lists all")


@actors_app.command(name="forget")
@with_errors
def actors_forget(which: str | None = None, /, *, desk: DeskFolder = None, json_: Json = False) -> int:
    """Take an import of officeholders back; without one, list the imports. Its rows stay on the desk, out of use.

    Args:
        which: the number of the import, or the name of its file.
    """
    from sitroom.desk import plain_cell

    with open_room(desk) as room:
        forgotten = room.forget_holders(which) if which else None
        imports = room.store.holders.imports()
    if json_:
        print_json(forgotten.to_json() if forgotten else {"imports": [one.to_json() for one in imports]})
        return DONE
    if forgotten:
        print(f"import {forgotten.version} ({forgotten.file}) is out of use; import the file again to use it again")
        return DONE
    rows = [
        (
            str(one.version),
            plain_cell(one.file),
            str(one.added),
            str(one.known_to),
            one.at,
            "yes" if one.in_use else "no",
        )
        for one in imports
    ]
    print_table("Imports of officeholders", ("import", "file", "added", "known to", "at", "in use"), rows)
    return DONE
