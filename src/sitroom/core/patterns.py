"""Event patterns: who does what to whom within how long; what questions, claims and rules are written in."""

from dataclasses import dataclass, field

from sitroom.core.errors import PatternError

QUAD_WORDS = {
    1: "a verbally cooperative move",
    2: "a materially cooperative move",
    3: "a verbally hostile move",
    4: "a materially hostile move",
}


@dataclass(frozen=True, slots=True)
class EventPattern:
    """A kind of event: any of ``actors`` does any of ``types`` (or ``quads``) to any of ``recipients``.

    Args:
        actors: slugs, alpha-3 codes or group slugs; empty means anyone.
        recipients: the same; empty means anyone or no one.
        types: PLOVER event types; with quads empty as well, any event.
        quads: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
        window_days: the days after a trigger or an opening day, at least 1; None where a date closes it.
        mutual: whether an event in which they are joint parties counts in either direction.

    Raises:
        PatternError: a quad is not 1 to 4, or the window is shorter than a day.
    """

    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    quads: tuple[int, ...] = ()
    window_days: int | None = None
    mutual: bool = False
    modes: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        if self.window_days is not None and self.window_days < 1:
            raise PatternError(f"a window has at least one day, not {self.window_days}")
        if any(quad not in QUAD_WORDS for quad in self.quads):
            raise PatternError(f"quads are 1 to 4, not {', '.join(str(quad) for quad in self.quads)}")

    def to_json(self) -> dict[str, object]:
        """Return the pattern with lists in place of tuples."""
        return {
            "actors": list(self.actors),
            "recipients": list(self.recipients),
            "types": list(self.types),
            "quads": list(self.quads),
            "modes": list(self.modes),
            "mutual": self.mutual,
            "window_days": self.window_days,
        }

    @classmethod
    def from_json(cls, value: dict[str, object]) -> "EventPattern":
        """Return the pattern that ``to_json`` wrote.

        Raises:
            PatternError: a field has the wrong type, or asks for what there is not.
        """

        def words(key: str) -> tuple[str, ...]:
            got = value.get(key) or []
            if not isinstance(got, list) or any(not isinstance(item, str) for item in got):
                raise PatternError(f"{key} is a list of names, not {got!r}")
            return tuple(got)

        quads = value.get("quads") or []
        window = value.get("window_days")
        if not isinstance(quads, list) or any(not isinstance(item, int) for item in quads):
            raise PatternError(f"quads is a list of numbers, not {quads!r}")
        if window is not None and not isinstance(window, int):
            raise PatternError(f"window_days is a number of days, not {window!r}")
        return cls(
            actors=words("actors"),
            recipients=words("recipients"),
            types=words("types"),
            quads=tuple(quads),
            window_days=window,
            mutual=bool(value.get("mutual")),
            modes=words("modes"),
        )
