"""Neighbours: who is close to whom by common partners, over the long run (eigenvectors) and in recent days (steps)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix, csr_matrix, diags
from scipy.sparse.linalg import ArpackNoConvergence, eigsh

from sitroom.forecast.ranking.both_ways import BothWays

Floats = NDArray[np.float32]
DIMENSIONS = 64
_SMALL = 400
RECENT, LONG = (5.0, 30), (40.0, 120)
_LONG_HALF_LIFE = 90.0


@dataclass(frozen=True)
class Closeness:
    """Vectors of entities as of a day.

    Args:
        vectors: shape (entities, dimensions).
        strengths: shape (dimensions,), the eigenvalues.
        norms: shape (entities,), one over the length of each vector.
    """

    vectors: Floats
    strengths: Floats
    norms: Floats


def closeness(rows: BothWays, day: int) -> Closeness:
    """Return the leading eigenvectors of the decayed pair counts before a day, evened out by how busy each side is.

    Source: the spectral embedding of a normalised graph (Chung 1997, "Spectral graph theory").
    """
    pairs = _pairs(rows, 0, day, _LONG_HALF_LIFE)
    pairs.data = np.log1p(pairs.data)
    busy = np.asarray(pairs.sum(axis=1)).ravel()
    even = diags(np.where(busy > 0, 1 / np.sqrt(busy + 1), 0))
    strengths, vectors = _leading(csr_matrix(even @ pairs @ even))
    vectors = vectors * np.sqrt(busy + 1)[:, None]
    length = np.sqrt((vectors**2).sum(axis=1)) + 1e-6
    vectors = vectors / np.sqrt(length)[:, None]
    return Closeness(
        vectors.astype(np.float32),
        strengths.astype(np.float32),
        (1 / np.sqrt(length)).astype(np.float32),
    )


def _leading(matrix: csr_matrix) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the largest eigenvalues and their vectors; all of those of a small matrix, none of an empty one."""
    size = matrix.shape[0]
    if not matrix.nnz:
        return np.zeros(1), np.zeros((size, 1))
    if size <= _SMALL:
        strengths, vectors = np.linalg.eigh(matrix.toarray())
        return strengths[-DIMENSIONS:], vectors[:, -DIMENSIONS:]
    try:
        found = eigsh(matrix, k=DIMENSIONS, which="LA", v0=np.asarray(matrix.sum(axis=1)).ravel(), tol=1e-3)
    except ArpackNoConvergence as error:
        found = (error.eigenvalues, error.eigenvectors)
    return found[0], found[1]


def steps(rows: BothWays, day: int, kind: tuple[float, int]) -> csr_matrix:
    """Return how strongly each entity leads to each other in one step, shape (entities, entities).

    Args:
        rows: the facts.
        day: only facts before it count.
        kind: the half-life in days, and how many days back.
    """
    half_life, days = kind
    pairs = _pairs(rows, max(0, day - days), day, half_life)
    busy = np.asarray(pairs.sum(axis=1)).ravel()
    even = diags(np.where(busy > 0, 1 / np.sqrt(np.maximum(busy, 1e-12)), 0))
    return csr_matrix(even @ pairs @ even).astype(np.float32)


def _pairs(rows: BothWays, first: int, day: int, half_life: float) -> csr_matrix:
    low, high = rows.before(first), rows.before(day)
    weights = 0.5 ** ((day - rows.day[low:high]) / half_life)
    shape = (rows.entities, rows.entities)
    return coo_matrix((weights, (rows.subject[low:high], rows.object[low:high])), shape=shape).tocsr()
