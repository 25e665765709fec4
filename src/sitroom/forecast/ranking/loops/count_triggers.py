"""Counting what triggers what: which earlier acts of a subject named an answer."""

import numpy as np
from numba import njit


@njit(cache=True, nogil=True)
def count_triggers(
    subject, relation, first, last, objects, day, starts, ends, by_relation, by_object, by_day, classes, hits, seen,
    novelty,
):  # fmt: skip
    """Count for a day's queries which earlier facts of the subject named an answer, and how new the answers are.

    ``novelty``: shape (relations, 3): answers that the subject never met, those it met otherwise, and queries.
    """
    entities = len(starts)
    answer = np.zeros(entities, np.bool_)
    met = np.zeros(entities, np.int8)
    for query in range(len(subject)):
        s, r = subject[query], relation[query]
        for i in range(first[query], last[query]):
            answer[objects[i]] = True
        for i in range(starts[s], ends[s]):
            o, earlier, lag = by_object[i], by_relation[i], classes[day - by_day[i]]
            seen[r, earlier, lag] += 1
            if answer[o]:
                hits[r, earlier, lag] += 1
            met[o] = 2 if earlier == r else max(met[o], 1)
        for i in range(first[query], last[query]):
            o = objects[i]
            answer[o] = False
            if met[o] == 0:
                novelty[r, 0] += 1
            elif met[o] == 1:
                novelty[r, 1] += 1
        novelty[r, 2] += 1
        for i in range(starts[s], ends[s]):
            met[by_object[i]] = 0
