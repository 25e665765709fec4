"""Own history: what a subject did before and with whom, summed by partner."""

import numpy as np
from numba import njit

COUNTED, DAYS = 23, 5
SAME, SAME_SIDE, OTHER_SIDE, INVERSE = 0, 4, 8, 12  # decayed counts, at four half-lives (the inverse: at three)
TRIGGERED, BEST_TRIGGER, ANY_TRIGGER = 15, 16, 17
YESTERDAY, THREE_DAYS, WEEK = 18, 19, 20
DAYS_SAME, DAYS_MET = 21, 22
LAST_SAME, LAST_MET, LAST_INVERSE, FIRST_SAME, FIRST_MET = 0, 1, 2, 3, 4
NEVER = -1


@njit(cache=True, nogil=True)
def sum_history(known, s, r, place, partners, sums, lasts):
    """Sum the subject's facts by partner into the first rows of ``sums`` and ``lasts``; return how many partners.

    ``place``: shape (entities,), -1 before; afterwards the row of each partner, which the caller resets.
    """
    relations = known.relations
    inverse = r + relations if r < relations else r - relations
    count = 0
    for i in range(known.starts[s], known.ends[s]):
        o, earlier, when = known.by_object[i], known.by_relation[i], known.by_day[i]
        lag = known.day - when
        row = place[o]
        if row < 0:
            row = count
            place[o] = row
            partners[row] = o
            count += 1
            sums[row, :] = 0
            lasts[row, :] = NEVER
        if earlier == r:
            for age in range(4):
                sums[row, SAME + age] += known.own_decay[age, lag]
            if lasts[row, LAST_SAME] != when:
                sums[row, DAYS_SAME] += 1
            if lasts[row, FIRST_SAME] < 0:
                lasts[row, FIRST_SAME] = when
            lasts[row, LAST_SAME] = when
        elif earlier == inverse:
            for age in range(3):
                sums[row, INVERSE + age] += known.own_decay[age, lag]
            lasts[row, LAST_INVERSE] = when
        side = SAME_SIDE if (earlier < relations) == (r < relations) else OTHER_SIDE
        for age in range(4):
            sums[row, side + age] += known.own_decay[age, lag]
        if lasts[row, LAST_MET] != when:
            sums[row, DAYS_MET] += 1
        if lasts[row, FIRST_MET] < 0:
            lasts[row, FIRST_MET] = when
        lasts[row, LAST_MET] = when
        weight = known.triggers[r, earlier, known.lag_classes[lag]]
        sums[row, TRIGGERED] += weight
        sums[row, ANY_TRIGGER] -= np.log1p(-min(weight, np.float32(0.95)))
        sums[row, BEST_TRIGGER] = max(sums[row, BEST_TRIGGER], weight)
        if lag == 1:
            sums[row, YESTERDAY] += 1
        if lag <= 3:
            sums[row, THREE_DAYS] += 1
        if lag <= 7:
            sums[row, WEEK] += 1
    return count
