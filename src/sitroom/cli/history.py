"""The commands on event history: import it, see what it covers, test claims against it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from cyclopts import App

from sitroom.cli.options import DeskFolder, Json, open_room
from sitroom.cli.output import DONE, SOME_FAILED, print_json, print_table, with_errors
from sitroom.cli.plots import check_plot, write_plots
from sitroom.core import DayRange, UsageError

history_app = App(name="history", help="Event data: import them, see what they cover.")


@history_app.command(name="import")
@with_errors
def history_import(
    format_: str,
    path: Path,
    /,
    *,
    source: str | None = None,
    map_: Path | None = None,
    desk: DeskFolder = None,
    json_: Json = False,
) -> int:
    """Import event data; a second import of the same file adds nothing.

    Args:
        format_: icews, gdelt1, gdelt2, gdelt2_mentions, keds_weis, keds_cameo, ucdp_ged, polecat, acled, phoenix,
            readings, aggregate, icews18 (as prepared for knowledge graphs) or table (the columns are in the reference).
        path: a file (plain, gz, zip or Parquet), a folder, or a glob in quotation marks.
        source: the data set's name.
        map_: for the format table: a TOML file that says which column is what.
    """
    with open_room(desk) as room:
        report = room.import_history(path, format_, source=source, map_file=map_)
    if json_:
        print_json(report.to_json())
    else:
        for key, value in report.to_json().items():
            print(f"{key}: {value}")
    return SOME_FAILED if report.rows_rejected else DONE


@history_app.command(name="coverage")
@with_errors
def history_coverage(
    *,
    actor: list[str] | None = None,
    from_: str | None = None,
    to: str | None = None,
    desk: DeskFolder = None,
    json_: Json = False,
) -> int:
    """Show which event data the desk has, and whether they say enough about someone.

    Args:
        actor: by name, code or slug; may be given again. Without one, only the data sets are listed.
        from_: first day looked at.
        to: last day looked at.
    """
    with open_room(desk) as room:
        sources = [one.to_json() for one in room.coverage()]
        answers = room.covers(actor, period=DayRange(_day(from_), _day(to))) if actor else ()
    if json_:
        print_json({"sources": sources, **({"coverage": [one.to_json() for one in answers]} if actor else {})})
        return DONE
    columns = ("source", "kind", "rows", "first_date", "last_date", "null_actor", "null_recipient", "unmapped_codes")
    print_table("History", columns, [[str(one.get(column, "")) for column in columns] for one in sources])
    if actor:
        rows = [(one.source, one.status.replace("_", " "), one.reason) for one in answers]
        print_table("Coverage", ("source", "answer", "because"), rows)
    return DONE


@with_errors
def run_test(
    claim: str,
    /,
    *,
    as_of: str | None = None,
    window: int = 21,
    draft: bool = False,
    plot: Path | None = None,
    desk: DeskFolder = None,
    json_: Json = False,
) -> int:
    """Test a claim against event history: supported, contradicted, mixed, no power or not covered, and why.

    Args:
        claim: a TOML file, the id of a pattern record, or a sentence with "after" in it.
        as_of: only what was known on this day counts.
        window: days after a trigger, where the claim is a sentence.
        draft: print the claim as TOML, to be saved and reviewed, and count nothing.
        plot: write the course around a trigger to this SVG file, and beside it every way of counting.
    """
    check_plot(plot)
    with open_room(desk) as room:
        meant = room.claim(claim, window_days=window)
        if draft:
            print(meant.to_toml(), end="")
            return DONE
        if not json_:
            print(f"{meant.to_toml()}# fixed as {meant.fingerprint()}, before any row is counted\n")
        report = room.test(meant, as_of=_day(as_of))
    if plot:
        from sitroom.history import report_charts

        write_plots(report_charts(report), plot)
    if json_:
        print_json(report.to_json())
        return DONE
    print(f"{report.sentence}\n\n{report.paragraph}\n")
    rows = [
        (
            one.source,
            str(one.window_days),
            one.coding,
            one.adjustment,
            "-" if one.ratio is None else f"{one.ratio:.2f}",
            "-" if one.interval is None else f"{one.interval[0]:.2f} to {one.interval[1]:.2f}",
            f"{one.p:.3f}",
            "the verdict's" if one.main else "",
        )
        for one in report.specifications
    ]
    if rows:
        heads = ("source", "days", "rows", "adjusted for", "ratio", "95 %", "p", "")
        print_table("Every way of counting", heads, rows)
    return DONE


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise UsageError(f"{text!r} is no day; write it as 2013-02-21") from error
