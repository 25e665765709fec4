"""A store in a fresh folder, and the chronicle of Armenia as a real source."""

from datetime import date
from pathlib import Path

import pytest

import sitroom
from sitroom.history import EventStore, Members, import_table

CHRONICLE = Path(sitroom.__file__).parent / "examples" / "chronicle-armenia-2012-2013.csv"
GROUPS = {"european-union": frozenset({"EU", "DEU", "FRA"}), "armenia": frozenset({"ARM"}), "nowhere": frozenset()}


@pytest.fixture
def store(tmp_path: Path) -> EventStore:
    return EventStore(tmp_path / "history")


@pytest.fixture(scope="session")
def chronicle(tmp_path_factory: pytest.TempPathFactory) -> EventStore:
    store = EventStore(tmp_path_factory.mktemp("chronicle"))
    import_table(CHRONICLE, store, received_on=date(2026, 1, 1))
    return store


@pytest.fixture
def chronicle_path() -> Path:
    return CHRONICLE


@pytest.fixture
def members() -> Members:
    def codes(name: str, day: date) -> frozenset[str]:
        return GROUPS.get(name, frozenset({name}))

    return codes
