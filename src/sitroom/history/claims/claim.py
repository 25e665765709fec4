"""Claims: who responds to whom, with what, after whose what, within how many days; as a file that one can review."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal

from sitroom.core import DayRange, EventPattern, HistoryError, canonical_json, iso, short_hash
from sitroom.history.codebooks.codes import known_types

Direction = Literal["rises", "falls"]
Resolve = Callable[[str], str]
"""Maps a name in a claim to a slug or alpha-3 code; raises HistoryError where it knows none."""

DEFAULT_WINDOW = 21


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim in a form that counts can decide.

    Args:
        text: the sentence.
        response: what is said to change.
        trigger: what is said to change it.
        window_days: the days d+1 to d+W after a trigger on day d that count as after it.
        direction: whether the response ``rises`` or ``falls`` there.
        source: the one data set to test it in; None means every one that covers it.
        period: the days looked at; open ends are the source's own.
    """

    text: str
    response: EventPattern
    trigger: EventPattern
    window_days: int = DEFAULT_WINDOW
    direction: Direction = "rises"
    source: str | None = None
    period: DayRange = field(default_factory=DayRange)

    def __post_init__(self) -> None:
        if self.window_days < 1:
            raise ValueError(f"a window has at least one day, not {self.window_days}")

    @property
    def names(self) -> tuple[str, ...]:
        """Return everyone named, each once."""
        sides = (self.response, self.trigger)
        return tuple(dict.fromkeys(name for side in sides for name in (*side.actors, *side.recipients)))

    def to_toml(self) -> str:
        """Return the claim as the file that reads back as the same claim."""
        lines = [
            f"claim = {_text(self.text)}",
            f"response = {_side(self.response)}",
            f"trigger  = {_side(self.trigger)}",
            f"window_days = {self.window_days}",
            f"direction = {_text(self.direction)}",
        ]
        if self.source:
            lines.append(f"source = {_text(self.source)}")
        lines += [f'{key} = "{iso(day)}"' for key, day in (("from", self.period.start), ("to", self.period.end)) if day]
        return "\n".join(lines) + "\n"

    def fingerprint(self) -> str:
        """Return a hash of all that decides which rows count: fixed before any of them is counted.

        The sentence and a name's spelling play no part.
        """
        said = {
            "response": self.response.to_json(),
            "trigger": self.trigger.to_json(),
            "window_days": self.window_days,
            "direction": self.direction,
            "source": self.source,
            "period": self.period.to_json(),
        }
        return short_hash(canonical_json(said), length=16)

    def in_source(self, source: str) -> "Claim":
        """Return the claim for one data set."""
        return replace(self, source=source)


def read_claim(text: str, *, resolve: Resolve, where: str = "the claim") -> Claim:
    """Return the claim that a TOML text describes.

    Args:
        text: ``response`` and ``trigger`` are tables with ``actor``, ``recipient`` (a name or a list) and ``quads`` or
            ``types``; then ``window_days``, ``direction`` (rises or falls), and if wanted ``source``, ``from``, ``to``.
        resolve: maps names to what the history knows.
        where: for messages.

    Raises:
        HistoryError: it is no TOML, lacks a side, or names someone who is not known.
    """
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise HistoryError(f"{where} is not TOML: {error}") from error
    unknown = set(said) - {"claim", "response", "trigger", "window_days", "direction", "source", "from", "to"}
    if unknown:
        raise HistoryError(f"{where}: {min(unknown)!r} says nothing about a claim; see docs/reference/claims.md")
    window = said.get("window_days", DEFAULT_WINDOW)
    if not isinstance(window, int) or not 1 <= window <= 366:
        raise HistoryError(f"{where}: window_days is a number of days from 1 to 366, not {window!r}")
    direction = said.get("direction", "rises")
    if direction not in {"rises", "falls"}:
        raise HistoryError(f"{where}: direction is rises or falls, not {direction!r}")
    return Claim(
        text=str(said.get("claim", "")),
        response=_pattern(said.get("response"), "response", where, resolve),
        trigger=_pattern(said.get("trigger"), "trigger", where, resolve),
        window_days=window,
        direction=direction,
        source=str(said["source"]) if "source" in said else None,
        period=DayRange(_day(said.get("from"), where), _day(said.get("to"), where)),
    )


def _pattern(said: object, side: str, where: str, resolve: Resolve) -> EventPattern:
    if not isinstance(said, dict):
        raise HistoryError(
            f'{where} has no {side}; write {side} = {{ actor = "BLR", recipient = "EU", quads = [1, 2] }}'
        )
    unknown = set(said) - {"actor", "recipient", "quads", "types", "mutual"}
    if unknown:
        raise HistoryError(f"{where}, {side}: {min(unknown)!r} is none of actor, recipient, quads, types, mutual")
    quads, types = said.get("quads", []), said.get("types", [])
    if not isinstance(quads, list) or any(quad not in {1, 2, 3, 4} for quad in quads):
        raise HistoryError(f"{where}, {side}: quads are a list of 1 to 4, not {quads!r}")
    if not isinstance(types, list) or any(one not in known_types() for one in types):
        raise HistoryError(f"{where}, {side}: types are PLOVER types such as CONSULT, not {types!r}")
    actors = tuple(resolve(name) for name in _names(said, "actor", side, where))
    if not actors:
        raise HistoryError(f"{where}, {side}: an actor is needed; a claim about anyone cannot be tested")
    recipients = tuple(resolve(name) for name in _names(said, "recipient", side, where))
    return EventPattern(actors, recipients, tuple(types), tuple(sorted(quads)), mutual=said.get("mutual") is True)


def _names(said: Mapping[str, Any], key: str, side: str, where: str) -> list[str]:
    names = said.get(key, [])
    names = [names] if isinstance(names, str) else names
    if not isinstance(names, list) or any(not isinstance(name, str) or not name for name in names):
        raise HistoryError(f"{where}, {side}: {key} is a name or a list of names, not {names!r}")
    return names


def _day(said: object, where: str) -> date | None:
    if said is None or isinstance(said, date):
        return said
    try:
        return date.fromisoformat(str(said))
    except ValueError as error:
        raise HistoryError(f"{where}: {said!r} is no day; write it as 2013-02-21") from error


def _side(pattern: EventPattern) -> str:
    def names(values: tuple[str, ...]) -> str:
        return _text(values[0]) if len(values) == 1 else "[" + ", ".join(_text(one) for one in values) + "]"

    parts = [f"actor = {names(pattern.actors)}"]
    if pattern.recipients:
        parts.append(f"recipient = {names(pattern.recipients)}")
    if pattern.quads:
        parts.append(f"quads = {list(pattern.quads)}")
    if pattern.types:
        parts.append("types = [" + ", ".join(_text(one) for one in pattern.types) + "]")
    if pattern.mutual:
        parts.append("mutual = true")
    return "{ " + ", ".join(parts) + " }"


def _text(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'
