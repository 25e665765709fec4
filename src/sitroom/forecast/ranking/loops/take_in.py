"""Taking a day in: every fact of it counted in all tallies."""

from numba import njit

from sitroom.forecast.ranking.loops.hashing import TABLES, add_to_table, table_slot


@njit(cache=True, nogil=True)
def take_in(
    low, high, day, subject, relation, object_, new_pair, new_triple, country, role, popular, popular_in, newly,
    newly_in, at_home, yesterday, last_in, last, volume, values, days, decay,
):  # fmt: skip
    """Count the facts from ``low`` up to ``high``, which are those of a day; see ``Tallies``."""
    for i in range(low, high):
        s, r, o = subject[i], relation[i], object_[i]
        for age in range(len(popular)):
            popular[age, o] += 1
            popular_in[age, r, o] += 1
        if new_pair[i]:
            newly[0, o] += 1
            newly_in[0, r, o] += 1
        if new_triple[i]:
            newly[1, o] += 1
            newly_in[1, r, o] += 1
        if country[s] >= 0:
            at_home[country[s], o] += 1
        yesterday[o] += 1
        last_in[r, o] = day
        last[o] = day
        volume[r] += 1
        for table in range(TABLES):
            add_to_table(values, days, table, table_slot(table, s, r, o, country, role), day, decay)
