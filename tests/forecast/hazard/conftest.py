import pytest

from sitroom.forecast.facts import Facts
from sitroom.forecast.hazard import HazardModel
from tests.forecast.hazard.worlds import made_world

UNTIL = 199


@pytest.fixture(scope="session")
def world() -> Facts:
    return made_world()


@pytest.fixture(scope="session")
def model(world: Facts) -> HazardModel:
    return HazardModel.fit(world, until=UNTIL, size=6_000, seed=1)
