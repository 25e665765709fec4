"""Readings as history: the events that our own reader found, one row for each pair of actor and recipient."""

import json
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sitroom.core import canonical_json
from sitroom.history.codebooks.codes import lag_days, read_code
from sitroom.history.columns import Event
from sitroom.history.importing.days import read_day
from sitroom.history.importing.reports import ImportReport, Tally
from sitroom.history.importing.row_files import RowFile, members_of
from sitroom.history.store import EventStore

FORMAT = "readings"


def import_readings(
    place: Path | str, store: EventStore, *, received_on: date, source: str | None = None
) -> ImportReport:
    """Read readings (JSON lines of ``sitroom read --batch``, or one reading a file) into the store.

    A row is an event, or a statement with an event type, that did happen; one without a day is rejected.

    Raises:
        HistoryError: a file cannot be read.
    """
    tally, events = Tally(), []
    for member in members_of(place):
        with member.open() as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    events += _of_line(line, number, tally, source or FORMAT)
    tally.sources = {event.source for event in events}
    if events:
        tally.days = min(one.occurred_on for one in events), max(one.occurred_on for one in events)
    appended = store.append(events, received_on=received_on)
    return tally.report(RowFile(member, (), header=False, delimiter="", encoding="utf-8"), store.folder, appended)


def _of_line(line: bytes, number: int, tally: Tally, source: str) -> list[Event]:
    try:
        reading = json.loads(line)
        records = reading["records"]
    except (ValueError, KeyError, TypeError) as error:
        tally.add("read", 1, number)
        _reject(tally, number, f"no reading: {error}", line.decode("utf-8", "replace"))
        return []
    out: list[Event] = []
    for record in records:
        if (
            record.get("kind") in {"event", "statement"}
            and record.get("event_type")
            and record.get("realis") == "actual"
        ):
            out += _of_record(record, reading, number, tally, source)
    return out


def _of_record(
    record: Mapping[str, Any], reading: Mapping[str, Any], number: int, tally: Tally, source: str
) -> Iterator[Event]:
    said = record.get("date") or {}
    day = read_day(said.get("start"))
    actors = record.get("actors") or record.get("speaker") or []
    recipients = record.get("recipients") or []
    mutual = len(actors) > 1 and not recipients
    pairs = [(one, other) for at, one in enumerate(actors) for other in actors[at + 1 :]] if mutual else []
    pairs = pairs or [(one, other) for one in actors or [None] for other in recipients or [None]]
    tally.add("read", len(pairs), number)
    if day is None:
        for _pair in pairs:
            _reject(tally, number, "no readable date", canonical_json(dict(record)))
        return
    written = (reading.get("reference") or {}).get("end")
    known = read_day(written)
    act = read_code("cameo", record.get("cameo"))
    for at, (one, other) in enumerate(pairs):
        stated = known is not None and known >= day
        event = Event(
            event_id=f"{record['id']}:{at}",
            source=source,
            occurred_on=day,
            date_precision="day" if said.get("end") == said.get("start") else "week",
            first_known_on=known if known is not None and known >= day else day + timedelta(days=lag_days(FORMAT)),
            first_known_assumed=not stated,
            **_party("actor", one),
            **_party("recipient", other),
            code=record.get("cameo"),
            event_type=record["event_type"],
            cameo=record.get("cameo"),
            unmapped=act.unmapped,
            quad=record.get("quad") or act.quad,
            goldstein=act.goldstein,
            story_id=(reading.get("document") or {}).get("id"),
            directed=not mutual,
            raw_row=canonical_json(dict(record)),
        )
        tally.add("null_actor", int(event.actor_name is None), number)
        tally.add("null_recipient", int(event.recipient_name is None), number)
        tally.add("undirected", int(mutual), number)
        tally.add("unmapped", int(act.unmapped), number)
        yield event


def _party(role: str, ref: Mapping[str, Any] | None) -> dict[str, Any]:
    if ref is None:
        return {}
    sectors = ref.get("sectors") or [None]
    name = ref.get("name") or ref.get("text")
    return {f"{role}_name": name, f"{role}_country": ref.get("country"), f"{role}_sector": sectors[0]} | {
        f"{role}_state": sectors[0] in {None, "GOV"}
    }


def _reject(tally: Tally, line: int, reason: str, row: str) -> None:
    tally.rejects.append((line, reason, row))
