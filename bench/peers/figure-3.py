"""The table of configs/mohamed-2020-fig3-cos.yaml in numpy, as a good user would write it.

usage: figure-3.py TRIALS OUT.csv [PROCESSES]
Both estimators and both components from the same draws, means, variances, the ratio and a 95 % interval (delta method),
beside the closed forms for E r, its gradient and both variances. One process a core, each point with its own stream.
"""
import csv
import math
import sys
from multiprocessing import Pool

import numpy as np

MU = SIGMA = 1.0


def exact(k):
    """Gradients and variances of cos(kz) from E cos(kz) and E cos(2kz) and their derivatives in mu and sigma."""
    def damp(c):
        return math.exp(-0.5 * (c * SIGMA) ** 2)
    c1, s1, c2 = math.cos(k * MU), math.sin(k * MU), math.cos(2 * k * MU)
    gradient = (-k * s1 * damp(k), -k * k * SIGMA * c1 * damp(k))
    b = (2 * k * SIGMA) ** 2
    # E[cos^2 eps^2], E[cos^2 (eps^2-1)^2], E[sin^2], E[sin^2 eps^2], with E[e^{i t eps} eps^2] = (1 - t^2) e^{-t^2/2} etc.
    d2 = damp(2 * k)
    score = (
        (0.5 + 0.5 * c2 * (1 - b) * d2) / SIGMA**2,
        (1.0 + 0.5 * c2 * (2 - 4 * b + b * b) * d2) / SIGMA**2,
    )
    path = (k * k * (0.5 - 0.5 * c2 * d2), k * k * (0.5 - 0.5 * c2 * (1 - b) * d2))
    return gradient, [s - g * g for s, g in zip(score, gradient)], [p - g * g for p, g in zip(path, gradient)]


def point(job):
    k, trials, seed = job
    rng = np.random.Generator(np.random.SFC64(seed))
    eps = rng.standard_normal(trials)
    z = MU + SIGMA * eps
    r = np.cos(k * z)
    derivative = -k * np.sin(k * z)
    estimates = (
        (r * eps / SIGMA, derivative),
        (r * (eps * eps - 1) / SIGMA, derivative * eps),
    )
    gradient, exact1, exact2 = exact(k)
    rows = []
    for i, component in enumerate(("mu", "sigma")):
        one, two = estimates[i]
        v1, v2 = one.var(ddof=1), two.var(ddof=1)
        a = (one - one.mean()) ** 2 / v1
        b = (two - two.mean()) ** 2 / v2
        error = (a - b).std(ddof=1) / math.sqrt(trials)
        ratio = v1 / v2
        rows.append([
            "cosine", f"k={k!r}", MU, SIGMA, 1, component, "score", "pathwise", trials, gradient[i],
            one.mean(), math.sqrt(v1 / trials), two.mean(), math.sqrt(v2 / trials),
            v1, exact1[i], v2, exact2[i],
            ratio, ratio * math.exp(-1.96 * error), ratio * math.exp(1.96 * error), exact1[i] / exact2[i],
            (math.log(ratio) - math.log(exact1[i] / exact2[i])) / error,
            (a * a).mean(), (b * b).mean(),
            "score" if ratio < 1 else "pathwise",
        ])
    return rows


COLUMNS = (
    "integrand params mu sigma m component estimator_1 estimator_2 trials gradient_exact mean_1 mean_1_mcse mean_2 "
    "mean_2_mcse variance_1 variance_1_exact variance_2 variance_2_exact variance_ratio variance_ratio_low "
    "variance_ratio_high variance_ratio_exact z_score kurtosis_1 kurtosis_2 winner"
).split()


def main(trials, out, processes):
    ks = np.geomspace(0.5, 5, 101)
    seeds = np.random.SeedSequence(2026).spawn(len(ks))
    with Pool(processes) as pool, open(out, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for rows in pool.imap(point, [(float(k), trials, seed) for k, seed in zip(ks, seeds)]):
            writer.writerows(rows)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 2)
