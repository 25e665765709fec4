"""The commands on signs: what moved on a topic, and signs named, marked and dropped by hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, Parameter

from sitroom.cli.ledger_entering import By
from sitroom.cli.options import DeskFolder, Json, open_room
from sitroom.cli.output import DONE, LOOK, print_json, with_errors
from sitroom.core import english_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitroom.desk.watching import Looked, Watched
    from sitroom.ledger import IndicatorStanding

MOST_DATES = 12
MARK = "sitroom topic indicator see ID --source WHERE --quote WORDS"
indicator_app = App(name="indicator", help="The signs that a topic watches for.")


@with_errors
def topic_watch(
    slug: str, /, *, as_of: str | None = None, ics: Path | None = None, desk: DeskFolder = None, json_: Json = False
) -> int:
    """Check every sign of a topic against event data and its texts, and tell what moved since the last time.

    Exit code: 10 where something moved, 0 where nothing did.

    Args:
        slug: of the topic.
        as_of: the last day of knowledge (YYYY-MM-DD); today where not given.
        ics: a calendar file for the days ahead: last days of signs, occasions, closings of questions.
    """
    with open_room(desk) as room:
        watched = room.watch(slug, as_of=as_of)
        if ics is not None:
            room.indicators.write_calendar(watched, ics)
    if json_:
        print_json(watched.to_json())
    else:
        for line in _report(watched):
            print(line)
        if ics is not None:
            print(f"{_counted(len(watched.days), 'day')} in {ics}")
    return LOOK if watched.has_news else DONE


@indicator_app.command(name="add")
@with_errors
def indicator_add(
    slug: str,
    text: str,
    /,
    *,
    speaks_for: list[str] | None = None,
    by: str | None = None,
    since: str | None = None,
    actor: list[str] | None = None,
    recipient: list[str] | None = None,
    quad: list[int] | None = None,
    type_: Annotated[list[str] | None, Parameter(name="--type")] = None,
    mutual: bool = False,
    desk: DeskFolder = None,
    json_: Json = False,
) -> int:
    """Name a sign to watch for: with a rule that data can show, or one that you mark yourself.

    Args:
        slug: of the topic.
        text: the sign, in words.
        speaks_for: what it indicates, in words; may be given again.
        by: the last day on which it counts (YYYY-MM-DD); open where not given.
        since: the first such day; today where not given.
        actor: who acts, for a rule; may be given again.
        recipient: toward whom; may be given again.
        quad: kinds of acts, 1 to 4; may be given again.
        type_: PLOVER types of acts; may be given again.
        mutual: joint acts, such as a meeting, count in either direction.
    """
    with open_room(desk) as room:
        standing = room.indicators.add(
            slug, text, speaks_for=speaks_for, by=by, since=since, actor=actor, recipient=recipient, quads=quad or (),
            types=type_ or (), mutual=mutual,
        )  # fmt: skip
    return _shown(standing, as_json=json_)


@indicator_app.command(name="see")
@with_errors
def indicator_see(
    sign: str,
    /,
    *,
    source: str,
    quote: str,
    on: str | None = None,
    did_not_happen: Annotated[bool, Parameter(negative="")] = False,
    by: By = "user",
    desk: DeskFolder = None,
    json_: Json = False,
) -> int:
    """Mark a sign as seen, on your own word, with a source; what you say goes before what data say.

    Args:
        sign: its id, or as much of its beginning as names it alone.
        source: where that can be checked.
        quote: the words there.
        on: the day on which it happened (YYYY-MM-DD); today where not given.
        did_not_happen: it did not happen by its day, or what data showed was something else.
    """
    with open_room(desk) as room:
        standing = room.indicators.see(sign, source=source, quote=quote, on=on, happened=not did_not_happen, by=by)
    return _shown(standing, as_json=json_)


@indicator_app.command(name="drop")
@with_errors
def indicator_drop(
    sign: str, /, *, reason: str = "", by: By = "user", desk: DeskFolder = None, json_: Json = False
) -> int:
    """Watch for a sign no more; a brief that proposes it again does not bring it back.

    Args:
        sign: its id, or as much of its beginning as names it alone.
        reason: why.
    """
    with open_room(desk) as room:
        dropped = room.indicators.drop(sign, reason=reason, by=by)
    if json_:
        print_json({**dropped.to_json(), "dropped": True})
    else:
        print(f"dropped {dropped.id}: {_line(dropped.text)}")
    return DONE


def _report(watched: Watched) -> Iterator[str]:
    """Yield the lines of a report: what moved first, then what is still open, then the days ahead."""
    since = f"; last watched as of {english_day(watched.last_watched)}" if watched.last_watched else ""
    yield f"{_line(watched.name)} ({watched.topic}), as of {english_day(watched.as_of)}{since}"
    if not watched.signs:
        yield "it watches for nothing yet; brief a text under it, or name a sign with `sitroom topic indicator add`"
    elif not watched.has_news:
        yield "nothing moved"
    for head, state in (
        ("SEEN NOW", "seen"), ("DID NOT HAPPEN BY ITS DAY", "not_seen"), (f"FOR YOU TO MARK: {MARK}", "waits"),
        ("ITS DAY IS OVER, NOT COVERED", "not_covered"),
    ):  # fmt: skip
        yield from _part(head, [one for one in watched.moved if one.standing.state == state], found=True)
    if watched.moves:
        yield from ("", "ALSO MOVED", *(f"  {_line(one.text)}" for one in watched.moves))
    still_open = watched.of_state("open")
    checked = [one for one in still_open if one.standing.indicator.rule is not None]
    yield from _part("STILL OPEN, DATA AND TEXTS ARE ASKED", checked, found=False)
    yours = [one for one in still_open if one.standing.indicator.rule is None]
    yield from _part(f"STILL OPEN, YOURS TO MARK: {MARK}", yours, found=False)
    rest = [one for one in watched.signs if not one.moved and one.standing.state != "open"]
    if rest:
        states = [one.standing.state for one in rest]
        named = {"seen": "seen", "not_seen": "did not happen", "waits": "for you to mark", "not_covered": "not covered"}
        told = ", ".join(f"{states.count(one)} {words}" for one, words in named.items() if one in states)
        yield from ("", f"as before: {told}; `sitroom topic show {watched.topic}` lists them")
    if watched.days:
        yield from ("", "NEXT DATES")
        for day in watched.days[:MOST_DATES]:
            days = english_day(day.first)
            yield f"  {days if day.first == day.last else f'{days} to {english_day(day.last)}'}  {_line(day.summary)}"
        if len(watched.days) > MOST_DATES:
            yield f"  and {len(watched.days) - MOST_DATES} more"


def _part(head: str, signs: Sequence[Looked], *, found: bool) -> Iterator[str]:
    if signs:
        yield from ("", head)
    for one in signs:
        yield from _sign(one.standing, found=found)


def _sign(standing: IndicatorStanding, *, found: bool) -> Iterator[str]:
    """Yield the lines of one sign: itself, what it speaks for and by when, and what the last look found."""
    from sitroom.desk.indicator_words import told_of

    one, last = standing.indicator, standing.last
    yield f"  {one.id[:8]}  {_line(one.text)}"
    by = f"by {english_day(one.by.end)}" if one.by.end else "no day is named"
    speaks_for = "; ".join(_line(words) for words in one.speaks_for)
    yield f"            {by}" + (f"; speaks for {speaks_for}" if speaks_for else "")
    told = told_of(standing) if found or (last is not None and last.resolver == "machine") else one.rule_words
    if one.rule is not None or (last is not None and last.resolver == "person"):
        yield f"            {_line(told)}"
    if found and last is not None and last.rows:
        yield f"            rows: {', '.join(_line(row) for row in last.rows)}"


def _shown(standing: IndicatorStanding, *, as_json: bool) -> int:
    if as_json:
        print_json(standing.to_json())
        return DONE
    words = {"not_seen": "did not happen", "open": "not seen yet"}
    print(f"{standing.indicator.id}: {_line(standing.indicator.text)} ({words.get(standing.state, standing.state)})")
    for line in list(_sign(standing, found=standing.is_settled))[1:]:
        print(line)
    return DONE


def _line(text: str) -> str:
    """Return a text of a document on one line, without anything that steers a terminal."""
    from sitroom.brief import one_line

    return one_line(text)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
