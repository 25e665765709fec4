"""Hazards: will any of these do any of that to any of those, within so many days?"""

from sitroom.forecast.hazard.draw import draw, outcomes
from sitroom.forecast.hazard.explain import Ground
from sitroom.forecast.hazard.index import FactIndex
from sitroom.forecast.hazard.model import HazardModel
from sitroom.forecast.hazard.places import read_places
from sitroom.forecast.hazard.question import Batch, HazardQuestion, batch, join, questions_of

__all__ = [
    "Batch",
    "FactIndex",
    "Ground",
    "HazardModel",
    "HazardQuestion",
    "batch",
    "draw",
    "join",
    "outcomes",
    "questions_of",
    "read_places",
]
