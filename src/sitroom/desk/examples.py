"""The bundled example briefs, and the chronicle of events that belongs to one of them."""

from importlib.resources import files
from pathlib import Path

from sitroom.core import InputError

FOLDER = Path(str(files("sitroom"))) / "examples"


def example_names() -> tuple[str, ...]:
    """Return the names of the example briefs."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.txt")))


def example_path(name: str) -> Path:
    """Return the file of an example brief.

    Raises:
        InputError: there is no such example.
    """
    path = FOLDER / f"{name}.txt"
    if name not in example_names():
        raise InputError(f"no example {name!r}; there are {', '.join(example_names())}")
    return path


def chronicles() -> tuple[Path, ...]:
    """Return the bundled chronicles: tables of documented public events."""
    return tuple(sorted(FOLDER.glob("chronicle-*.csv")))
