"""Fifty files of correct gradients: light and heavy tails, all components, types, byte orders and layouts; and some too short."""

import numpy as np
from case import FUNCTIONS, Case, draws, gradients

# function, mu, sigma, estimator, component, rows, m, type ('csv' or a dtype)
TABLE = [
    ("square", 2, 0.5, "score", "mu", 100_000, 1, "<f8"),
    ("square", 2, 0.5, "score", "sigma", 100_000, 1, "<f4"),
    ("square", 2, 0.5, "score", "log_sigma", 100_000, 1, ">f8"),
    ("square", 2, 0.5, "pathwise", "mu", 100_000, 1, ">f4"),
    ("square", 2, 0.5, "pathwise", "sigma", 100_000, 1, "csv"),
    ("square", 2, 0.5, "pathwise", "log_sigma", 100_000, 1, "<f2"),
    ("square", -1, 2, "score", "mu", 20_000, 10, "<f8"),
    ("square", -1, 2, "score", "sigma", 20_000, 10, "csv"),
    ("square", 0, 1, "pathwise", "mu", 5_000, 100, "<f4"),
    ("square", 0, 1, "pathwise", "sigma", 6_000, 1, "<f8"),
    ("sin10", 0, 1, "score", "mu", 50_000, 1, "<f8"),
    ("sin10", 0, 1, "score", "sigma", 50_000, 1, "<f8"),
    ("sin10", 0, 1, "pathwise", "mu", 50_000, 1, "csv"),
    ("sin10", 0.3, 1, "pathwise", "sigma", 50_000, 1, ">f4"),
    ("sin10", 0.3, 0.1, "score", "mu", 2_000, 50, "<f8"),
    ("cos", 1, 1, "score", "mu", 50_000, 1, "<f8"),
    ("cos", 1, 1, "pathwise", "log_sigma", 50_000, 1, "<f8"),
    ("exp", 0.5, 0.5, "score", "mu", 100_000, 1, "<f8"),
    ("exp", 0.5, 0.5, "pathwise", "sigma", 200_000, 1, "<f8"),
    ("exp", 0.5, 1, "score", "mu", 10_000, 1, "<f8"),
    ("exp", 0.5, 1, "score", "mu", 500_000, 1, "<f8"),
    ("exp", 0.5, 1, "score", "sigma", 100_000, 1, "<f8"),
    ("exp", 0.5, 1, "score", "sigma", 8_000, 1000, "<f8"),
    ("exp", 0.5, 2, "pathwise", "mu", 200_000, 1, "<f8"),
    ("quartic", 1, 1, "score", "mu", 200_000, 1, "<f8"),
    ("quartic", 1, 1, "score", "mu", 30_000, 1, "csv"),
    ("quartic", 1, 1, "pathwise", "mu", 200_000, 1, "<f8"),
    ("quartic", 1, 1, "score", "sigma", 20_000, 50, "<f4"),
    ("abs", 0.5, 1, "score", "mu", 50_000, 1, "<f8"),
    ("abs", 0.5, 1, "pathwise", "mu", 50_000, 1, "<f2"),
    ("abs", 0, 1, "pathwise", "mu", 50_000, 1, "csv"),
    ("bump", 1, 1, "score", "sigma", 50_000, 1, "<f8"),
    ("bump", 1, 1, "pathwise", "mu", 50_000, 1, "<f8"),
    ("bump", 0, 0.2, "pathwise", "sigma", 50_000, 1, ">f8"),
    ("sigmoid", 0, 2, "score", "mu", 50_000, 1, "<f4"),
    ("sigmoid", 0, 2, "pathwise", "sigma", 50_000, 1, "<f8"),
    ("linear", 1, 2, "score", "mu", 50_000, 1, "<f8"),
    ("linear", 1, 2, "pathwise", "mu", 100, 1, "<f8"),
    ("linear", 1, 2, "pathwise", "sigma", 50_000, 1, "csv"),
    ("step", 0.2, 1, "score", "mu", 50_000, 1, "<f8"),
    ("step", 0.2, 1, "pathwise", "mu", 1_000, 1, "<f8"),
    ("relu", 0.5, 1, "pathwise", "mu", 50_000, 1, "<f8"),
    ("relu", 0.5, 1, "score", "sigma", 100_000, 1, "<f8"),
    ("large", 2, 1, "score", "mu", 50_000, 1, "<f8"),
    ("soft_step", 0.1, 0.1, "pathwise", "mu", 1_000_000, 1, "<f8"),
    ("growth1", 0, 1, "score", "mu", 100_000, 1, "<f8"),
    ("growth1", 0.5, 1, "score", "mu", 20_000, 1, "<f8"),
    ("growth15", 0, 1, "score", "mu", 1_000_000, 1, "<f8"),
    ("growth3", 0, 1, "score", "mu", 1_000_000, 1, "<f8"),
    ("log_sq", 1, 1, "pathwise", "mu", 100_000, 1, "<f8"),
]


# Correct too, but with rows that cannot tell a factor of 1.25
TOO_FEW = [
    ("quartic", 1, 1, "score", "mu", 5_000, 1, "csv"),
    ("soft_step", 0.1, 0.1, "pathwise", "mu", 1_000, 1, "<f8"),
    ("exp", 0.5, 1, "score", "sigma", 100, 1, "<f8"),
    ("exp", 0.5, 2, "pathwise", "mu", 500, 1, "<f4"),
    ("growth3", 0, 1, "score", "mu", 200, 1, "<f8"),
    ("log_sq", 1, 1, "pathwise", "mu", 100, 1, "<f8"),
]


def correct_cases():
    return cases_of(TABLE, "correct", 2026, "accepted")


def too_few_cases():
    return cases_of(TOO_FEW, "too-few", 2027, "inconclusive")


def cases_of(table, kind_of_case, seed, expect):
    for number, (name, mu, sigma, estimator, component, rows, m, kind) in enumerate(table):
        function = FUNCTIONS[name]
        eps = draws([seed, number], rows * m)
        values = gradients(function, mu, sigma, estimator, component, eps).reshape(rows, m).mean(axis=1)
        yield Case(
            name=f"{kind_of_case}-{number:02d}-{name}",
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
