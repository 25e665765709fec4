"""The lexicon: which words name which act, and in which frame; see lexicon/README.md."""

from dataclasses import dataclass
from functools import cache

from sitroom.record.tables import read_rows, read_toml, words_of


@dataclass(frozen=True, slots=True)
class Frame:
    """One row of predicates.csv: a lemma in a frame, and what it is coded as."""

    lemma: str
    pos: str
    particle: str
    objects: frozenset[str]
    recipient: tuple[str, ...]
    event_type: str | None
    mode: str | None
    cameo: str | None
    mutual: bool
    statement: bool
    confidence: float
    stop: bool


@cache
def frames() -> dict[tuple[str, str], tuple[Frame, ...]]:
    """Return the frames of each (lemma, part of speech), the most demanding first.

    The object ``*`` is any object, ``that`` a clause. A row whose note starts with
    ``stop row`` says that the words name no act in that frame.
    """
    out: dict[tuple[str, str], list[Frame]] = {}
    for row in read_rows("lexicon/predicates.csv"):
        frame = Frame(
            lemma=row["lemma"],
            pos=row["pos"],
            particle=row["particle"],
            objects=frozenset(words_of(row["object"])),
            recipient=words_of(row["recipient"]),
            event_type=row["event_type"] or None,
            mode=row["mode"] or None,
            cameo=row["cameo"] or None,
            mutual=row["mutual"] == "yes",
            statement=row["statement"] == "yes",
            confidence=float(row["confidence"] or 0.5),
            stop=row["note"].startswith("stop row"),
        )
        out.setdefault((frame.lemma, frame.pos), []).append(frame)
    return {
        key: tuple(sorted(found, key=lambda frame: (not frame.objects, "*" in frame.objects, not frame.particle)))
        for key, found in out.items()
    }


@cache
def cues(name: str) -> dict[str, tuple[str, ...]]:
    """Return one table of cues.toml, each list as a tuple of lower-case words."""
    table = read_toml("lexicon/cues.toml")[name]
    return {key: tuple(value) for key, value in table.items()}


@cache
def cue_set(name: str, key: str) -> frozenset[str]:
    """Return one list of cues.toml as a set."""
    return frozenset(cues(name)[key])
