"""The compiled loops of the ranking; numba infers their types, so they carry none."""
