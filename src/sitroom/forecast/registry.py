"""The registry: which forecasters can be named, and the class of each."""

from collections.abc import Mapping, Sequence

from sitroom.core import ForecastError
from sitroom.forecast.climatology import Climatology
from sitroom.forecast.decayed_poisson import DecayedPoisson
from sitroom.forecast.forecaster import Forecaster
from sitroom.forecast.persistence import Persistence
from sitroom.forecast.recurrency import Recurrency

FORECASTERS: Mapping[str, type[Forecaster]] = {
    "climatology": Climatology,
    "persistence": Persistence,
    "decayed-poisson": DecayedPoisson,
    "recurrency": Recurrency,
}
BASELINES = tuple(FORECASTERS)


def forecaster_classes(names: Sequence[str] = ()) -> tuple[type[Forecaster], ...]:
    """Return the classes of forecasters by name, each once; without a name, those of the baselines.

    Args:
        names: with the version (``climatology.v1``) or without it.

    Raises:
        ForecastError: there is none of a name.
    """
    by_name = {known.name: known for known in FORECASTERS.values()} | dict(FORECASTERS)
    wrong = [name for name in names if name not in by_name]
    if wrong:
        raise ForecastError(f"there is no forecaster {wrong[0]!r}; there are {', '.join(FORECASTERS)}")
    return tuple(dict.fromkeys(by_name[name] for name in names or BASELINES))
