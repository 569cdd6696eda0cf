"""25 kinds of estimators of the gradient of E r(Z) by mu, made by numpy: check-ratio-kinds.mjs holds what `gradvar ratio` says of them
against their exact variances.

usage: kinds.py FOLDER ROWS SEED      writes KIND.npy (ROWS,), M draws a row, and truth.json: the variance of each kind and its standard
error, from 100 times as many rows.
"""

import json
import sys

import numpy as np

FOLDER, ROWS, SEED = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
MU, SIGMA, M = 0.5, 1.0, 4


def r(z):
    return np.sin(2 * z) + 0.5 * z * z


def slope(z):
    return 2 * np.cos(2 * z) + z


BASE = float(np.mean(r(MU + SIGMA * np.random.default_rng(0).standard_normal(10**6))))


def score(e, values):
    return (values * e).mean(1) / SIGMA


def others_mean(values):
    return (values.sum(1, keepdims=True) - values) / (M - 1)


def clipped(x, most):
    return np.clip(x, -most, most)


def half(e):
    return np.concatenate([e[:, : M // 2], -e[:, : M // 2]], 1)


def stratified(e, uniform):
    """A point in each of M strata of equal probability, by the inverse of a fine table of the normal distribution."""
    grid = np.sort(np.random.default_rng(1).standard_normal(200_001))
    return grid[np.minimum(((np.arange(M) + uniform) / M * len(grid)).astype(int), len(grid) - 1)]


KINDS = {
    "score": lambda e, u: score(e, r(MU + SIGMA * e)),
    "pathwise": lambda e, u: slope(MU + SIGMA * e).mean(1),
    "score_constant": lambda e, u: score(e, r(MU + SIGMA * e) - r(MU)),
    "score_mean": lambda e, u: score(e, r(MU + SIGMA * e) - BASE),
    "score_leave_one_out": lambda e, u: score(e, (v := r(MU + SIGMA * e)) - others_mean(v)),
    "score_batch_mean": lambda e, u: score(e, (v := r(MU + SIGMA * e)) - v.mean(1, keepdims=True)),
    "score_far_baseline": lambda e, u: score(e, r(MU + SIGMA * e) + 3),
    "mixed_half": lambda e, u: 0.5 * (score(e, r(MU + SIGMA * e)) + slope(MU + SIGMA * e).mean(1)),
    "mixed_tenth": lambda e, u: 0.1 * score(e, r(MU + SIGMA * e)) + 0.9 * slope(MU + SIGMA * e).mean(1),
    "price": lambda e, u: (slope(MU + SIGMA * e) * e * e).mean(1),
    "antithetic_score": lambda e, u: score(half(e), r(MU + SIGMA * half(e))),
    "antithetic_pathwise": lambda e, u: slope(MU + SIGMA * half(e)).mean(1),
    "finite_difference": lambda e, u: ((r(MU + 0.1 + SIGMA * e) - r(MU - 0.1 + SIGMA * e)) / 0.2).mean(1),
    "wide_difference": lambda e, u: ((r(MU + 1 + SIGMA * e) - r(MU - 1 + SIGMA * e)) / 2).mean(1),
    "unpaired_difference": lambda e, u: (r(MU + 0.5 + SIGMA * e) - r(MU - 0.5 + SIGMA * np.roll(e, 1, 0))).mean(1),
    "spsa": lambda e, u: (r(MU + 0.1 * np.sign(u - 0.5) + SIGMA * e) / 0.1 * np.sign(u - 0.5)).mean(1),
    "measure_valued": lambda e, u: (
        (r(MU + SIGMA * (w := np.sqrt(-2 * np.log1p(-u)))) - r(MU - SIGMA * w)) / (SIGMA * np.sqrt(2 * np.pi))
    ).mean(1),
    "stratified_score": lambda e, u: score(s := stratified(e, u), r(MU + SIGMA * s)),
    "stratified_pathwise": lambda e, u: slope(MU + SIGMA * stratified(e, u)).mean(1),
    "clipped_score": lambda e, u: clipped(r(MU + SIGMA * e) * e / SIGMA, 2).mean(1),
    "control_variate": lambda e, u: (slope(MU + SIGMA * e) - 0.8 * e).mean(1),
    "importance": lambda e, u: ((w := 1.5 * np.exp(-0.5 * (1.5 * e) ** 2 + 0.5 * e**2)) * r(MU + 1.5 * e) * 1.5 * e).mean(1),
    "one_draw_of_m": lambda e, u: slope(MU + SIGMA * e[:, 0]),
    "dropped": lambda e, u: (slope(MU + SIGMA * e) * (u < 0.5) * 2).mean(1),
    "heavy": lambda e, u: (slope(MU + SIGMA * e) * np.exp(0.8 * (e - 0.4))).mean(1),
}


def rows_of(kind, count, seed):
    draws = np.random.default_rng(seed)
    return KINDS[kind](draws.standard_normal((count, M)), draws.random((count, M)))


def main():
    truth = {}
    for i, kind in enumerate(KINDS):
        # The same draws for all kinds: rows are pairs.
        np.save(f"{FOLDER}/{kind}.npy", rows_of(kind, ROWS, SEED))
        parts = [rows_of(kind, ROWS, [SEED, 1 + part, i]) for part in range(100)]
        variances = np.array([part.var(ddof=1) for part in parts])
        truth[kind] = {"variance": variances.mean(), "error": variances.std(ddof=1) / 10}
    with open(f"{FOLDER}/truth.json", "w", encoding="utf-8") as file:
        json.dump(truth, file)


main()
