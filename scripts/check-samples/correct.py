"""Fifty files of correct gradients: light and heavy tails, all components, types, byte orders and layouts."""

import numpy as np
from case import FUNCTIONS, Case, draws, gradients

# function, mu, sigma, estimator, component, rows, m, type ('csv' or a dtype), expected
TABLE = [
    ("square", 2, 0.5, "score", "mu", 100_000, 1, "<f8", "accepted"),
    ("square", 2, 0.5, "score", "sigma", 100_000, 1, "<f4", "accepted"),
    ("square", 2, 0.5, "score", "log_sigma", 100_000, 1, ">f8", "accepted"),
    ("square", 2, 0.5, "pathwise", "mu", 100_000, 1, ">f4", "accepted"),
    ("square", 2, 0.5, "pathwise", "sigma", 100_000, 1, "csv", "accepted"),
    ("square", 2, 0.5, "pathwise", "log_sigma", 100_000, 1, "<f2", "accepted"),
    ("square", -1, 2, "score", "mu", 20_000, 10, "<f8", "accepted"),
    ("square", -1, 2, "score", "sigma", 20_000, 10, "csv", "accepted"),
    ("square", 0, 1, "pathwise", "mu", 5_000, 100, "<f4", "accepted"),
    ("square", 0, 1, "pathwise", "sigma", 6_000, 1, "<f8", "accepted"),
    ("sin10", 0, 1, "score", "mu", 50_000, 1, "<f8", "accepted"),
    ("sin10", 0, 1, "score", "sigma", 50_000, 1, "<f8", "accepted"),
    ("sin10", 0, 1, "pathwise", "mu", 50_000, 1, "csv", "accepted"),
    ("sin10", 0.3, 1, "pathwise", "sigma", 50_000, 1, ">f4", "accepted"),
    ("sin10", 0.3, 0.1, "score", "mu", 2_000, 50, "<f8", "accepted"),
    ("cos", 1, 1, "score", "mu", 50_000, 1, "<f8", "accepted"),
    ("cos", 1, 1, "pathwise", "log_sigma", 50_000, 1, "<f8", "accepted"),
    ("exp", 0.5, 0.5, "score", "mu", 100_000, 1, "<f8", "accepted"),
    ("exp", 0.5, 0.5, "pathwise", "sigma", 200_000, 1, "<f8", "accepted"),
    ("exp", 0.5, 1, "score", "mu", 10_000, 1, "<f8", "accepted"),
    ("exp", 0.5, 1, "score", "mu", 500_000, 1, "<f8", "accepted"),
    ("exp", 0.5, 1, "score", "sigma", 100_000, 1, "<f8", "accepted"),
    ("exp", 0.5, 1, "score", "sigma", 8_000, 1000, "<f8", "accepted"),
    ("exp", 0.5, 2, "pathwise", "mu", 200_000, 1, "<f8", "accepted"),
    ("quartic", 1, 1, "score", "mu", 200_000, 1, "<f8", "accepted"),
    ("quartic", 1, 1, "score", "mu", 30_000, 1, "csv", "accepted"),
    ("quartic", 1, 1, "pathwise", "mu", 200_000, 1, "<f8", "accepted"),
    ("quartic", 1, 1, "score", "sigma", 20_000, 50, "<f4", "accepted"),
    ("abs", 0.5, 1, "score", "mu", 50_000, 1, "<f8", "accepted"),
    ("abs", 0.5, 1, "pathwise", "mu", 50_000, 1, "<f2", "accepted"),
    ("abs", 0, 1, "pathwise", "mu", 50_000, 1, "csv", "accepted"),
    ("bump", 1, 1, "score", "sigma", 50_000, 1, "<f8", "accepted"),
    ("bump", 1, 1, "pathwise", "mu", 50_000, 1, "<f8", "accepted"),
    ("bump", 0, 0.2, "pathwise", "sigma", 50_000, 1, ">f8", "accepted"),
    ("sigmoid", 0, 2, "score", "mu", 50_000, 1, "<f4", "accepted"),
    ("sigmoid", 0, 2, "pathwise", "sigma", 50_000, 1, "<f8", "accepted"),
    ("linear", 1, 2, "score", "mu", 50_000, 1, "<f8", "accepted"),
    ("linear", 1, 2, "pathwise", "mu", 100, 1, "<f8", "accepted"),
    ("linear", 1, 2, "pathwise", "sigma", 50_000, 1, "csv", "accepted"),
    ("step", 0.2, 1, "score", "mu", 50_000, 1, "<f8", "accepted"),
    ("step", 0.2, 1, "pathwise", "mu", 1_000, 1, "<f8", "accepted"),
    ("relu", 0.5, 1, "pathwise", "mu", 50_000, 1, "<f8", "accepted"),
    ("relu", 0.5, 1, "score", "sigma", 100_000, 1, "<f8", "accepted"),
    ("large", 2, 1, "score", "mu", 50_000, 1, "<f8", "accepted"),
    ("soft_step", 0.1, 0.1, "pathwise", "mu", 1_000_000, 1, "<f8", "accepted"),
    ("growth1", 0, 1, "score", "mu", 100_000, 1, "<f8", "accepted"),
    ("growth1", 0.5, 1, "score", "mu", 20_000, 1, "<f8", "accepted"),
    ("growth15", 0, 1, "score", "mu", 1_000_000, 1, "<f8", "accepted"),
    ("growth3", 0, 1, "score", "mu", 1_000_000, 1, "<f8", "accepted"),
    ("log_sq", 1, 1, "pathwise", "mu", 100_000, 1, "<f8", "accepted"),
]


def correct_cases():
    for number, (name, mu, sigma, estimator, component, rows, m, kind, expect) in enumerate(TABLE):
        function = FUNCTIONS[name]
        eps = draws([2026, number], rows * m)
        values = gradients(function, mu, sigma, estimator, component, eps).reshape(rows, m).mean(axis=1)
        yield Case(
            name=f"correct-{number:02d}-{name}",
            rows=values if kind == "csv" else values.astype(kind),
            function=function,
            mu=mu,
            sigma=sigma,
            estimator=estimator,
            component=component,
            expect=expect,
            m=m,
            kind="csv" if kind == "csv" else "npy",
        )


assert len(TABLE) == 50, np.array(TABLE, dtype=object).shape
