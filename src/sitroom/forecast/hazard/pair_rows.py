"""Facts between the parties of a question, both ways, up to its cutoff."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sitroom.forecast.hazard.index import FactIndex
from sitroom.forecast.hazard.question import MANY, Batch, Longs, Sets, combinations, product


@dataclass(frozen=True)
class PairRows:
    """Facts between the parties of each question.

    Args:
        question: shape (m,).
        row: shape (m,), the row in the facts.
        age: shape (m,), days from the fact to the cutoff.
        relation: shape (m,).
        asked: shape (m,), whether the relation is one that is asked about.
    """

    question: Longs
    row: Longs
    age: Longs
    relation: Longs
    asked: NDArray[np.bool_]

    def where(self, kept: NDArray[np.bool_]) -> "PairRows":
        """Return some of the rows."""
        return PairRows(self.question[kept], self.row[kept], self.age[kept], self.relation[kept], self.asked[kept])


def pair_rows(index: FactIndex, asked: Batch, *, turned: bool = False) -> PairRows:
    """Return the facts from subjects to objects; with ``turned`` those from objects to subjects."""
    subjects, objects = (asked.objects, asked.subjects) if turned else (asked.subjects, asked.objects)
    many = combinations(subjects, objects) > MANY
    few = np.flatnonzero(~many)
    place, (subject, object_) = product(subjects.of(few), objects.of(few))
    row, counts = index.pair_places(subject, object_, asked.cutoff[few][place] - index.origin)
    question = few[np.repeat(place, counts)]
    for one in np.flatnonzero(many).tolist():
        found = index.matching(("subject", "object"), [subjects.members(one), objects.members(one)])
        found = found[index.day[found] <= asked.cutoff[one] - index.origin]
        row, question = np.append(row, found), np.append(question, np.full(len(found), one))
    age = asked.cutoff[question] - index.origin - index.day[row]
    relation = index.relation[row]
    return PairRows(question, row, age, relation, _is_asked(asked.relations, index.relations, question, relation))


def _is_asked(relations: Sets, width: int, question: Longs, relation: Longs) -> NDArray[np.bool_]:
    table = np.zeros((len(relations.sizes), width), dtype=np.bool_)
    table[np.repeat(np.arange(len(table)), relations.sizes), relations.values] = True
    return table[question, relation]
