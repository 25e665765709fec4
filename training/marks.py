"""The marks of the training text: a line of prose with its acts and their parties, marked inline (see GUIDE.md)."""

import re
import sys
from dataclasses import dataclass
from pathlib import Path

TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
REALIS = ("actual", "negated", "scheduled", "hypothetical", "habitual")
_MARK = re.compile(r"([<\[])|(>|\])\{([^{}]*)\}")
_ACT = re.compile(r"E(\d+) ([A-Z]+) ([a-z-]+) ([a-z]+)(?: (\d{2,4}|-))?")
_PARTY = re.compile(r"([AR])(\d+)")


class MarkError(ValueError):
    """A line whose marks cannot be read; the message says where and why."""


@dataclass(frozen=True)
class Act:
    """One marked act: the span of its trigger word, what it is, and the spans of its parties."""

    number: int
    start: int
    end: int
    event_type: str
    mode: str
    realis: str
    cameo: str
    actors: tuple[tuple[int, int], ...] = ()
    recipients: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Marked:
    """A line of training text without its marks, and the acts that were marked in it."""

    text: str
    acts: tuple[Act, ...]


def read_marks(line: str) -> Marked:
    """Return the plain text and the acts of one marked line.

    Raises:
        MarkError: A bracket is open, a label is unknown, or a party belongs to no act.
    """
    text, at = "", 0
    opened: list[tuple[str, int]] = []
    acts: dict[int, Act] = {}
    parties: list[tuple[str, int, int, int]] = []
    for found in _MARK.finditer(line):
        text += line[at : found.start()]
        at = found.end()
        if found[1]:
            opened.append((found[1], len(text)))
            continue
        wanted = "<" if found[2] == ">" else "["
        if not opened or opened[-1][0] != wanted:
            raise MarkError(f"a {found[2]} closes nothing before {{{found[3]}}}")
        start = opened.pop()[1]
        if wanted == "<":
            act = _act(found[3], start, len(text))
            if act.number in acts:
                raise MarkError(f"E{act.number} stands twice")
            acts[act.number] = act
        else:
            if not _PARTY.search(found[3]):
                raise MarkError(f"{{{found[3]}}} names no party such as A1 or R2")
            parties += [(side, int(number), start, len(text)) for side, number in _PARTY.findall(found[3])]
    if opened:
        raise MarkError(f"{opened[-1][0]} is never closed")
    text += line[at:]
    for _, number, _, _ in parties:
        if number not in acts:
            raise MarkError(f"a party belongs to act {number}, which is not marked")
    out = []
    for act in acts.values():
        if not re.fullmatch(r"[\w'’-]+", text[act.start : act.end]):
            raise MarkError(f"the trigger {text[act.start : act.end]!r} is not one word")
        sides = {
            side: tuple((start, end) for which, number, start, end in parties if (which, number) == (side, act.number))
            for side in "AR"
        }
        out.append(Act(**{**act.__dict__, "actors": sides["A"], "recipients": sides["R"]}))
    return Marked(text, tuple(sorted(out, key=lambda act: act.start)))


def _act(label: str, start: int, end: int) -> Act:
    found = _ACT.fullmatch(label.strip())
    if not found:
        raise MarkError(f"{{{label}}} is not 'E<n> TYPE mode realis cameo'")
    if found[2] not in TYPES:
        raise MarkError(f"{found[2]} is not a type")
    if found[4] not in REALIS:
        raise MarkError(f"{found[4]} is not a realis")
    return Act(int(found[1]), start, end, found[2], found[3], found[4], (found[5] or "-"))


def read_folder(folder: Path) -> list[Marked]:
    """Return the marked lines of every text file of a folder, in file order."""
    out = []
    for path in sorted(folder.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                out.append(read_marks(line.strip()))
    return out


def main() -> int:
    """Print what cannot be read in the files named, and how much of each type there is."""
    bad, counts, lines = 0, dict.fromkeys(TYPES, 0), 0
    for name in sys.argv[1:]:
        for number, line in enumerate(Path(name).read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            lines += 1
            try:
                for act in read_marks(line.strip()).acts:
                    counts[act.event_type] += 1
            except MarkError as problem:
                bad += 1
                print(f"{name}:{number}: {problem}")
    print(f"{lines} lines, {bad} unreadable;", ", ".join(f"{k} {v}" for k, v in counts.items() if v))
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
