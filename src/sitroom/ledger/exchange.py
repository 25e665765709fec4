"""Exchange: the ledger as flat rows, one a forecast with its question and its outcome, and rows read back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sitroom.core import DayRange, LedgerError, canonical_json, day_range, iso
from sitroom.ledger.fields import find_band, find_day, find_probability, find_span, find_text
from sitroom.ledger.forecast import Forecast
from sitroom.ledger.question import Question, find_rule
from sitroom.ledger.track_record import Standing, Stated, TrackRecord

COLUMNS: dict[str, str] = {
    "question_id": "text", "question": "text", "opens_on": "days", "closes_on": "days", "status": "text",
    "resolver": "text", "rule": "json", "rule_words": "text", "condition": "text", "condition_rule": "json",
    "source": "text", "topic": "text", "asked_by": "text", "words": "text", "scale": "text", "why_not": "text",
    "document_id": "text", "record_id": "text", "quote": "json", "harder_than": "text", "by": "text",
    "probability": "number", "band_low": "number", "band_high": "number", "stated_on": "text",
    "knowledge_cutoff": "text", "base_rate": "number", "information": "text", "reason": "text", "model": "text",
    "outcome": "text", "known_on": "text", "occurred_on": "text", "resolved_by": "text", "outcome_by": "text",
    "outcome_source": "text", "outcome_quote": "text", "outcome_rows": "json", "entered_at": "text",
}  # fmt: skip
"""Column to kind: ``days`` is a day or ``start/end``, ``json`` a value that a CSV holds as text."""
OUTCOMES = {"yes": True, "no": False}
Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Outcome:
    """An outcome as a row has it: yes, no or void, and on whose word."""

    words: str
    known_on: date | None
    occurred_on: date | None
    resolver: str
    by: str
    source: str | None
    quote: str | None
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowRead:
    """What one row says: a question, maybe a forecast of it and the day on which it was stated, maybe an outcome."""

    question: Question
    has_id: bool
    has_opening: bool
    forecast: Forecast | None
    stated_on: date | None
    knowledge_cutoff: date | None
    outcome: Outcome | None


def flat_rows(record: TrackRecord) -> list[dict[str, object]]:
    """Return one row for every forecast, and one for every question without any; in the order of entry."""
    return [
        _row(standing, stated) for standing in record.standings for stated in (standing.forecasts or (None,))
    ]  # fmt: skip


def read_row(row: Row, *, today: date) -> RowRead:
    """Return what a row says; only ``question`` and ``closes_on`` are needed.

    Args:
        row: column to value, as text or as the type of the column; unknown columns are left alone.
        today: the opening day of a question that names none.

    Raises:
        LedgerError: a cell is not what its column holds.
    """
    cells = {name: _cell(row.get(name), kind, name) for name, kind in COLUMNS.items()}
    forecast = _forecast(cells)
    question = _question(cells, forecast, today)
    if forecast is not None:
        forecast = replace(forecast, question_id=question.id)
    return RowRead(
        question=question,
        has_id=cells["question_id"] is not None,
        has_opening=cells["opens_on"] is not None,
        forecast=forecast,
        stated_on=find_day(cells, "stated_on"),
        knowledge_cutoff=find_day(cells, "knowledge_cutoff"),
        outcome=_outcome(cells),
    )


def stated_day(stated: Stated) -> str:
    """Return the day on which a forecast was stated, ISO: the day that was named, else that of its entry."""
    return iso(stated.stated_on) or stated.entered_at[:10]


def _row(standing: Standing, stated: Stated | None) -> dict[str, object]:
    question, resolution = standing.question, standing.resolution
    said = stated.forecast if stated else None
    band = said.band if said else None
    outcome = "void" if standing.void_reason else None
    if resolution is not None:
        outcome = "yes" if resolution.outcome else "no"
    return {
        "question_id": question.id,
        "question": question.text,
        "opens_on": question.opens_on.edtf(),
        "closes_on": question.closes_on.edtf(),
        "status": question.status,
        "resolver": question.resolver,
        "rule": question.rule.to_json() if question.rule else None,
        "rule_words": question.rule_words,
        "condition": question.condition,
        "condition_rule": question.condition_rule.to_json() if question.condition_rule else None,
        "source": question.source,
        "topic": question.topic,
        "asked_by": question.by,
        "words": question.words,
        "scale": question.scale,
        "why_not": question.why_not,
        "document_id": question.document_id,
        "record_id": question.record_id,
        "quote": question.quote.to_json() if question.quote else None,
        "harder_than": question.harder_than,
        "by": said.by if said else None,
        "probability": said.probability if said else None,
        "band_low": band[0] if band else None,
        "band_high": band[1] if band else None,
        "stated_on": stated_day(stated) if stated else None,
        "knowledge_cutoff": iso(stated.cutoff) if stated else None,
        "base_rate": said.base_rate if said else None,
        "information": str(said.information) if said and said.information is not None else None,
        "reason": " ".join(str(one.get("text") or "") for one in said.reasons).strip() or None if said else None,
        "model": said.model if said else None,
        "outcome": outcome,
        "known_on": iso(resolution.known_on) if resolution else None,
        "occurred_on": iso(resolution.occurred_on) if resolution else None,
        "resolved_by": resolution.resolver if resolution else None,
        "outcome_by": resolution.by if resolution else None,
        "outcome_source": resolution.source if resolution else None,
        "outcome_quote": resolution.quote if resolution else standing.void_reason,
        "outcome_rows": list(resolution.rows) if resolution and resolution.rows else None,
        "entered_at": standing.entered_at,
    }


def _cell(value: object, kind: str, name: str) -> object:
    """Return a cell in the type of its column; blank is nothing."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if kind == "number" and isinstance(value, str):
        try:
            return float(value)
        except ValueError as error:
            raise LedgerError(f"{name} is a number in [0, 1] such as 0.6, not {value!r}") from error
    if kind == "json" and isinstance(value, str):
        try:
            return json.loads(value)
        except ValueError as error:
            raise LedgerError(f"{name} is JSON, not {value!r}") from error
    if kind in {"text", "days"} and not isinstance(value, str):
        raise LedgerError(f"{name} is a text, not {value!r}")
    return value


def _question(cells: Row, forecast: Forecast | None, today: date) -> Question:
    text = find_text(cells, "question")
    if text is None:
        raise LedgerError("the row has no question; fill in the column 'question'")
    rule, why_not = find_rule(cells, "rule"), find_text(cells, "why_not")
    closes = _days(cells, "closes_on")
    if closes == DayRange() and why_not is None:
        raise LedgerError("the row has no closing day; fill in the column 'closes_on', such as 2013-03-15")
    by = find_text(cells, "asked_by") or (forecast.by if forecast else "user")
    own = forecast is not None and forecast.by == by and find_text(cells, "record_id") is not None
    opens = _days(cells, "opens_on") if cells["opens_on"] is not None else day_range(min(today, closes.end or today))
    return Question(
        id=find_text(cells, "question_id") or "",
        text=text,
        rule=rule,
        rule_words=find_text(cells, "rule_words") or ("as its rule says" if rule else "a person resolves it"),
        resolver="machine" if rule is not None and find_text(cells, "resolver") != "person" else "person",
        opens_on=opens,
        closes_on=closes,
        band=forecast.band if own and forecast else None,
        words=find_text(cells, "words"),
        scale=find_text(cells, "scale"),
        by=by,
        condition=find_text(cells, "condition"),
        condition_rule=find_rule(cells, "condition_rule"),
        scorable=why_not is None,
        why_not=why_not,
        document_id=find_text(cells, "document_id"),
        record_id=find_text(cells, "record_id"),
        quote=find_span(cells, "quote"),
        topic=find_text(cells, "topic"),
        source=find_text(cells, "source"),
        harder_than=find_text(cells, "harder_than"),
    )


def _forecast(cells: Row) -> Forecast | None:
    probability = find_probability(cells, "probability")
    low, high = cells["band_low"], cells["band_high"]
    if (low is None) != (high is None):
        raise LedgerError("a band has two ends; fill in both band_low and band_high")
    band = find_band({"band": [low, high]}, "band") if low is not None else None
    if probability is None and band is None:
        return None
    reason, model = find_text(cells, "reason"), find_text(cells, "model")
    said = "; ".join(one for one in (reason, f"by {model}" if model else None) if one)
    return Forecast(
        question_id="-",
        by=find_text(cells, "by") or find_text(cells, "asked_by") or "user",
        probability=probability,
        band=band,
        base_rate=find_probability(cells, "base_rate"),
        information=find_text(cells, "information"),
        reasons=({"text": said, "effect": None, "rows": []},) if said else (),
    )


def _outcome(cells: Row) -> Outcome | None:
    words = find_text(cells, "outcome")
    if words is None:
        return None
    if words not in {*OUTCOMES, "void"}:
        raise LedgerError(f"an outcome is yes, no or void, not {words!r}")
    rows = [] if cells["outcome_rows"] is None else cells["outcome_rows"]
    if not isinstance(rows, list) or any(not isinstance(one, str) for one in rows):
        raise LedgerError(f"outcome_rows is a list of row ids, not {canonical_json(rows)}")
    return Outcome(
        words=words,
        known_on=find_day(cells, "known_on"),
        occurred_on=find_day(cells, "occurred_on"),
        resolver=find_text(cells, "resolved_by") or "person",
        by=find_text(cells, "outcome_by") or "user",
        source=find_text(cells, "outcome_source"),
        quote=find_text(cells, "outcome_quote"),
        rows=tuple(rows),
    )


def _days(cells: Row, key: str) -> DayRange:
    """Return a day, or a range ``start/end`` with ``..`` for an open end."""
    got = find_text(cells, key)
    if got is None:
        return DayRange()
    first, slash, last = got.strip().partition("/")
    ends = (first, last) if slash else (first, first)
    try:
        return DayRange(*(None if one in {"", ".."} else date.fromisoformat(one) for one in ends))
    except ValueError as error:
        raise LedgerError(f"{key} is a day such as 2013-03-15, or two with / between, not {got!r}") from error
