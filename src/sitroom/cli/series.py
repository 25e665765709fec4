"""The commands that show a series with its measures, and that write event rows to a file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from sitroom.cli.options import DeskFolder, Json, open_room
from sitroom.cli.output import DONE, print_json, print_table, with_errors
from sitroom.cli.plots import check_plot, write_plots
from sitroom.core import UsageError

if TYPE_CHECKING:
    from sitroom.history import Association, Deeds, Point, Reciprocity, Series, Share, Shares, Tabular, WordsAndDeeds

WIDTH = 60
Line = tuple[str, str, str]


@with_errors
def history_series(
    actor: str,
    recipient: str | None = None,
    /,
    *,
    by: Literal["day", "week", "month", "year"] = "week",
    source: str | None = None,
    from_: str | None = None,
    to: str | None = None,
    as_of: str | None = None,
    both_ways: bool = False,
    third: str | None = None,
    plot: Path | None = None,
    desk: DeskFolder = None,
    json_: Json = False,
) -> int:
    """Show what someone did to someone over time, in one data set, a line a measure.

    Args:
        actor: who acts: a name, code, slug or group.
        recipient: toward whom; without it, toward anyone.
        by: a week is from Monday; rows dated less exactly are counted apart.
        source: the data set; without it, the one that covers them with most rows.
        from_: first day looked at.
        to: last day looked at.
        as_of: only what was known on this day counts.
        both_ways: count acts in the other direction as well.
        third: a third party, to see whether the acts go with its own.
        plot: write the charts: the rows to this SVG file, every other measure beside it.
    """
    check_plot(plot)
    if third and not recipient:
        raise UsageError("--third needs a recipient as well: sitroom history series ACTOR RECIPIENT --third C")
    with open_room(desk) as room:
        history = room.history
        found = history.series(
            actor, recipient, by=by, source=source, since=from_, until=to, as_of=as_of, both_ways=both_ways
        )
        results: dict[str, Tabular] = {"series": found}
        if found.covered:
            from sitroom.history import shares

            results["shares"] = shares(found)
            results["words_and_deeds"] = history.words_and_deeds(
                actor, recipient, source=found.source, since=from_, until=to, as_of=as_of, both_ways=both_ways
            )
        if found.covered and recipient:
            results["reciprocity"] = history.reciprocity(
                actor, recipient, by=by, source=found.source, since=from_, until=to, as_of=as_of
            )
        if found.covered and recipient and third:
            results["triangularity"] = history.triangularity(
                actor, recipient, third, by=by, source=found.source, since=from_, until=to, as_of=as_of
            )
    if plot:
        write_plots({name: chart for one in results.values() for name, chart in one.charts().items()}, plot)
    if json_:
        print_json({name: one.to_json() for name, one in results.items()})
        return DONE
    if not found.covered:
        print(f"Not covered: {found.reason}. `sitroom history coverage` says what there is.")
        return DONE
    print(f"{found.title}\n")
    _show(list(_lines(results)))
    if found.coarse_rows:
        sys.stderr.write(f"{found.coarse_rows} rows are dated less exactly than a {by}, and stand in no {by}\n")
    return DONE


def _show(lines: list[Line]) -> None:
    """Print a table on a terminal; in a pipe tab-separated lines, in which a blank of a course stays one."""
    heads = ("measure", "value", "course")
    if sys.stdout.isatty():
        print_table("", heads, lines)
        return
    for line in (heads, *lines):
        print("\t".join(line))


def _lines(results: dict[str, Tabular]) -> Iterator[Line]:
    """Yield one line a measure."""
    for name, one in results.items():
        yield from _LINES[name](one)


def _of_series(found: Series) -> Iterator[Line]:
    from sitroom.history import in_words

    names = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
    for quad, name in enumerate(names):
        course = _course(found, lambda point, quad=quad: point.quads[quad] if point.quads else None)  # type: ignore[misc]
        yield f"rows, {name}", in_words(found.quads[quad]), course
    without = sum(point.without_quad or 0 for point in found.points)
    if without:
        yield "rows without a quad", in_words(without), _course(found, lambda point: point.without_quad)
    scored = any(point.goldstein_rows for point in found.points)
    if scored:
        total = sum(point.goldstein_sum or 0 for point in found.points)
        yield "Goldstein, sum", f"{total:.1f}", _course(found, lambda point: point.goldstein_sum)
        yield "Goldstein, mean of a row", f"{found.goldstein_mean:.2f}", _course(found, lambda one: one.goldstein_mean)
    if any(point.mentions for point in found.points):
        mentions = sum(point.mentions or 0 for point in found.points)
        yield "mentions", str(mentions), _course(found, lambda point: point.mentions)
    volume = sum(point.volume or 0 for point in found.points)
    yield "all rows of the source", in_words(volume), _course(found, lambda point: point.volume)


def _course(found: Series, value: Callable[[Point], float | None]) -> str:
    from sitroom.history import sparkline

    return sparkline([value(point) for point in found.points], width=WIDTH)


def _of_shares(found: Shares) -> Iterator[Line]:
    from sitroom.history import sparkline

    for name, share in (("cooperation", found.cooperation), ("conflict", found.conflict)):
        course = [getattr(point, name).share for point in found.points]
        yield f"share of {name}", _share(share), sparkline(course, width=WIDTH)


def _of_deeds(found: WordsAndDeeds) -> Iterator[Line]:
    for one in (found.cooperation, found.conflict):
        yield f"deeds in {one.side}", _share(one.own), _beside(one)


def _beside(one: Deeds) -> str:
    found = one.comparable
    if found.median is None or found.middle is None or found.percentile is None:
        return f"not compared: {found.reason}"
    low, high = found.middle
    standing = f"above {found.percentile:.0%} of {found.dyads} comparable dyads"
    return f"{standing} (median {found.median:.0%}, middle 80 % {low:.0%} to {high:.0%})"


def _of_associations(found: Reciprocity) -> Iterator[Line]:
    for one in found.associations:
        when = f"{one.lag} {found.by}{'s' if one.lag > 1 else ''} after" if one.lag else f"same {found.by} as"
        yield f"{one.response}, {when} {one.cause}", one.answer, _strength(one)


def _strength(one: Association) -> str:
    if one.correlation is None or one.interval is None:
        return one.reason
    p = one.p if one.adjusted_p is None else one.adjusted_p
    return f"correlation {one.correlation:+.2f} ({one.interval[0]:+.2f} to {one.interval[1]:+.2f}), p {p:.3f}"


def _share(share: Share) -> str:
    if share.share is None or share.interval is None:
        return "no rows"
    return f"{share.share:.0%} ({share.interval[0]:.0%} to {share.interval[1]:.0%})"


_LINES: dict[str, Callable[..., Iterator[Line]]] = {
    "series": _of_series,
    "shares": _of_shares,
    "words_and_deeds": _of_deeds,
    "reciprocity": _of_associations,
    "triangularity": _of_associations,
}


@with_errors
def history_export(
    path: Path,
    /,
    *,
    source: list[str] | None = None,
    actor: list[str] | None = None,
    from_: str | None = None,
    to: str | None = None,
    as_of: str | None = None,
    desk: DeskFolder = None,
    json_: Json = False,
) -> int:
    """Write event rows with all their columns to a file; `history import table` gives the same rows back.

    Args:
        path: ends in .csv, .parquet or .jsonl; it is replaced where it is there.
        source: the data set; may be given again. Without one, every data set in turn.
        actor: only rows in which it acts or receives, by name, code, slug or group; may be given again.
        from_: first day on which rows occurred.
        to: last day on which rows occurred.
        as_of: only what was known on this day, in the versions of that day.
    """
    with open_room(desk) as room:
        done = room.history.export(path, source=source, actor=actor, since=from_, until=to, as_of=as_of)
    if json_:
        print_json(done.to_json())
    else:
        print_table("Exported", ("source", "rows"), [(name, str(rows)) for name, rows in done.rows.items()])
    return DONE
