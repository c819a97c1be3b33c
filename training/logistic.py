"""Logistic regression with an L2 penalty, on named features."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

PENALTY = 1.0
STEPS = 60  # of Newton's method


def fit(rows: Sequence[tuple[dict[str, float], bool]], strength: float = PENALTY) -> dict[str, float]:
    """The weights of the features, with a penalty of some strength; that of ``-`` is the constant."""
    names = list(rows[0][0])
    told = np.array([[row[name] for name in names] + [1.0] for row, _ in rows])
    right = np.array([same for _, same in rows], float)
    weights: NDArray[np.float64] = np.zeros(told.shape[1])
    penalty = np.full(len(weights), strength)
    penalty[-1] = 0
    for _ in range(STEPS):
        sure = 1 / (1 + np.exp(-told @ weights))
        slope = told.T @ (sure - right) + penalty * weights
        curve = (told * (sure * (1 - sure))[:, None]).T @ told + np.diag(penalty + 1e-6)
        weights -= np.linalg.solve(curve, slope)
    return dict(zip([*names, "-"], weights.tolist(), strict=True))
