"""Characteristic functions of gradients by brute force, for law.test.ts: python3 test/check/make-law-golden.py.

Gauss-Legendre with 64 nodes on 40,000 even panels over |eps| <= 9, graded towards singular points; twice, the second time
with other panels: what they differ by is told, and must be below 1e-7.
"""

import json
from pathlib import Path

import numpy as np

NODES, WEIGHTS = np.polynomial.legendre.leggauss(64)

# formula, r, r', breaks of z, mu, sigma, estimator, component, m, frequencies of a row
CASES = [
    ("exp(z)", np.exp, np.exp, [], 0.5, 2, "pathwise", "mu", 1, [0.001, 0.1, 1]),
    ("exp(z)", np.exp, np.exp, [], 0.5, 1, "score", "sigma", 1, [0.01, 0.3, 2]),
    ("exp(0.3*z^2)", lambda z: np.exp(0.3 * z**2), None, [], 0.2, 1, "score", "mu", 1, [0.003, 0.5, 3]),
    ("exp(0.3*z^2)", lambda z: np.exp(0.3 * z**2), None, [], 0.2, 1, "score", "mu", 10, [0.01, 1]),
    ("log(z^2)", None, lambda z: 2 / z, [0], 1, 1, "pathwise", "mu", 1, [0.01, 0.4, 3]),
    ("abs(sin(3*z) - 0.2)", lambda z: np.abs(np.sin(3 * z) - 0.2), None, "abs", 0.3, 1, "score", "mu", 7, [0.2, 2, 9]),
    ("step(z - 0.4)*z", lambda z: (z >= 0.4) * z, None, [0.4], 0, 1, "score", "log_sigma", 1, [0.1, 1, 5]),
    ("exp(-(z/0.001)^2)", lambda z: np.exp(-((z / 0.001) ** 2)), None, "needle", 0.5, 1, "score", "mu", 1, [1, 10, 50]),
    ("sin(10*z)", None, lambda z: 10 * np.cos(10 * z), [], 0.3, 1, "pathwise", "sigma", 3, [0.02, 0.2, 1]),
]


def singular_points(breaks):
    if breaks == "abs":
        base = [np.arcsin(0.2), np.pi - np.arcsin(0.2)]
        return sorted((b + 2 * np.pi * k) / 3 for b in base for k in range(-6, 7))
    return [0.0] if breaks == "needle" else breaks


def edges(breaks, mu, sigma, count):
    """Even panels, and panels that shrink by half towards each break; many beside a pole, where the waves turn fast."""
    points = [(z0 - mu) / sigma for z0 in singular_points(breaks)]
    steps = np.geomspace(1, 2.0**-50, 50 * count // 20 if breaks == [0] else 51)
    graded = [z0 + side * steps for z0 in points for side in (-1, 1)]
    every = np.concatenate([np.linspace(-9, 9, count), *graded, points])
    return np.unique(every[np.abs(every) <= 9])


def characteristic(case, t, count):
    _, value, derivative, breaks, mu, sigma, estimator, component, m, _ = case
    cuts = edges(breaks, mu, sigma, count)
    total = 0
    for low, high in zip(np.array_split(cuts[:-1], 100), np.array_split(cuts[1:], 100), strict=True):
        half = (high - low)[:, None] / 2
        eps = low[:, None] + half * (NODES + 1)
        z = mu + sigma * eps
        scale = sigma if component == "log_sigma" else 1
        if estimator == "score":
            x = value(z) * (eps / sigma if component == "mu" else scale * (eps**2 - 1) / sigma)
        else:
            x = derivative(z) * (1 if component == "mu" else scale * eps)
        x = np.where(np.isfinite(x), x, 0)
        density = np.exp(-(eps**2) / 2) / np.sqrt(2 * np.pi)
        total += np.sum(half * WEIGHTS * density * np.exp(1j * t / m * x))
    return total**m


def main():
    rows = []
    for case in CASES:
        formula, _, _, _, mu, sigma, estimator, component, m, frequencies = case
        for t in frequencies:
            first, second = (characteristic(case, t, count) for count in (40_001, 27_011))
            print(formula, m, t, first, abs(first - second))
            uncertainty = abs(first - second)
            assert uncertainty < 1e-7
            claim = dict(formula=formula, mu=mu, sigma=sigma, estimator=estimator, component=component, m=m)
            rows.append({**claim, "t": t, "real": first.real, "imaginary": first.imag, "uncertainty": uncertainty})
    Path(__file__).with_name("law-golden.json").write_text(json.dumps(rows, indent=1) + "\n")


main()
