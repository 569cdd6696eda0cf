"""Fifty files of wrong gradients and some more of heavy tails, each with the mistake that made it.

The cause is `None` where no known mistake predicts the file.
"""

import numpy as np
from case import FUNCTIONS, Case, draws, gradients

S, P = "score", "pathwise"


def factor(times):
    return lambda correct, **_: times * correct


def score_of(component, sigma, eps):
    return eps / sigma if component == "mu" else (eps**2 - 1) / sigma


def baseline(batch, own):
    """(r − b)·score with b the mean of r over the batch, with or without the draw's own r."""

    def rows(function, mu, sigma, component, eps, **_):
        r = function.value(mu + sigma * eps).reshape(-1, batch)
        total = r.sum(axis=1, keepdims=True)
        b = total / batch if own else (total - r) / (batch - 1)
        return (r - b).ravel() * score_of(component, sigma, eps)

    return rows


def other_sigma(sigma_of):
    return lambda function, mu, sigma, estimator, component, eps, **_: gradients(
        function, mu, sigma_of(sigma), estimator, component, eps
    )


def other(estimator=None, component=None):
    return lambda function, mu, sigma, eps, **claim: gradients(
        function, mu, sigma, estimator or claim["estimator"], component or claim["component"], eps
    )


def other_function(name):
    return lambda mu, sigma, estimator, component, eps, **_: gradients(
        FUNCTIONS[name], mu, sigma, estimator, component, eps
    )


def both(function, mu, sigma, component, eps, **_):
    return sum(gradients(function, mu, sigma, each, component, eps) for each in (S, P))


def attached(reward):
    """Score surrogate whose draw is reparameterized and not detached."""

    def rows(function, mu, sigma, component, eps, **_):
        density = -0.5 * eps**2 - np.log(sigma) - 0.5 * np.log(2 * np.pi)
        r = function.value(mu + sigma * eps)
        slope = 0 if component == "mu" else -1 / sigma
        path = gradients(function, mu, sigma, P, component, eps) if reward else 0
        return path * density + r * slope

    return rows


def eps_squared(function, mu, sigma, eps, **_):
    return function.value(mu + sigma * eps) * eps**2 / sigma


def not_centered(function, mu, sigma, eps, **_):
    z = mu + sigma * eps
    return function.value(z) * z / sigma**2


def uniform(function, mu, sigma, estimator, component, eps, **_):
    rng = np.random.default_rng(eps.size)
    return gradients(function, mu, sigma, estimator, component, rng.uniform(-(3**0.5), 3**0.5, eps.size))


# name, function, mu, sigma, estimator, component, rows, drawn m, claimed m, mistake, cause
TABLE = [
    ("sign", "square", 2, 0.5, S, "mu", 50_000, 1, 1, factor(-1), "sign"),
    ("sign", "sin10", 0.3, 0.2, P, "mu", 50_000, 1, 1, factor(-1), "sign"),
    ("sign", "exp", 0.5, 1, S, "mu", 200_000, 1, 1, factor(-1), "sign"),
    ("no 1/sigma", "square", 2, 0.5, S, "mu", 50_000, 1, 1, factor(0.5), "missing_inverse_sigma"),
    ("no 1/sigma", "cos", 1, 0.7, S, "sigma", 50_000, 1, 1, factor(0.7), "missing_inverse_sigma"),
    ("no 1/sigma", "quartic", 1, 2, S, "mu", 100_000, 1, 1, factor(2), "missing_inverse_sigma"),
    ("no 1/sigma^2", "square", 2, 0.6, S, "mu", 50_000, 1, 1, factor(0.36), "missing_inverse_variance"),
    ("1/sigma^2", "square", 2, 0.6, S, "mu", 50_000, 1, 1, factor(1 / 0.6), "inverse_sigma_squared"),
    ("1/sigma^2", "exp", 0.5, 0.5, S, "sigma", 200_000, 1, 1, factor(2), "inverse_sigma_squared"),
    ("own baseline", "square", 2, 1, S, "mu", 400_000, 1, 1, baseline(4, True), "batch_mean_baseline"),
    ("own baseline", "square", 2, 1, S, "mu", 40_000, 10, 10, baseline(10, True), "batch_mean_baseline"),
    ("own baseline", "exp", 0.5, 0.5, S, "sigma", 400_000, 1, 1, baseline(8, True), "batch_mean_baseline"),
    ("own baseline", "sigmoid", 0, 2, S, "mu", 40_000, 5, 5, baseline(5, True), "batch_mean_baseline"),
    ("baseline", "square", 2, 1, S, "mu", 400_000, 1, 1, baseline(1000, False), "mean_baseline"),
    ("other baseline", "square", 2, 1, S, "mu", 40_000, 4, 4, baseline(4, False), "leave_one_out_baseline"),
    ("wrong axis", "square", 2, 0.5, S, "mu", 20_000, 10, 1, factor(1), "rows_are_means"),
    ("wrong axis", "sin10", 0, 1, P, "mu", 20_000, 5, 1, factor(1), "rows_are_means"),
    ("wrong axis", "quartic", 1, 1, S, "mu", 100_000, 20, 1, factor(1), "rows_are_means"),
    ("wrong axis", "exp", 0.5, 0.5, P, "sigma", 20_000, 100, 1, factor(1), "rows_are_means"),
    ("single draws", "square", 2, 0.5, S, "mu", 50_000, 1, 10, factor(1), "single_draws"),
    ("fewer draws", "square", 2, 0.5, P, "mu", 20_000, 5, 20, factor(1), "fewer_draws"),
    ("sums", "square", 2, 0.5, P, "mu", 20_000, 7, 1, factor(7), "rows_are_sums"),
    ("sums", "cos", 1, 1, S, "mu", 20_000, 16, 16, factor(16), "rows_are_sums"),
    ("log sigma", "square", 2, 0.4, P, "sigma", 50_000, 1, 1, factor(0.4), "log_sigma"),
    ("log sigma", "bump", 1, 2, S, "sigma", 50_000, 1, 1, factor(2), "log_sigma"),
    ("sigma", "square", 2, 0.4, P, "log_sigma", 50_000, 1, 1, factor(1 / 0.4), "sigma_not_log_sigma"),
    ("component", "square", 2, 0.5, S, "mu", 100_000, 1, 1, other(component="sigma"), "other_component"),
    ("component", "cos", 1, 0.8, P, "sigma", 50_000, 1, 1, other(component="mu"), "other_component"),
    ("estimator", "square", 2, 0.5, P, "mu", 50_000, 1, 1, other(estimator=S), "other_estimator"),
    ("estimator", "exp", 0.5, 1, S, "mu", 100_000, 1, 1, other(estimator=P), "other_estimator"),
    ("estimator", "sin10", 0, 1, S, "sigma", 50_000, 1, 1, other(estimator=P), "other_estimator"),
    ("zero", "square", 2, 0.5, P, "mu", 1_000, 1, 1, factor(0), "zero_gradient"),
    ("zero", "sin10", 0, 1, S, "mu", 1_000, 1, 1, factor(0), "zero_gradient"),
    ("half", "square", 2, 0.7, P, "sigma", 50_000, 1, 1, factor(0.5), "half_gradient"),
    ("double", "relu", 0.5, 0.7, P, "mu", 50_000, 1, 1, factor(2), "double_gradient"),
    ("both", "square", 2, 0.5, S, "mu", 50_000, 1, 1, both, "both_added"),
    ("attached", "square", 1, 0.5, S, "sigma", 50_000, 1, 1, attached(False), "draw_not_detached"),
    ("attached r", "square", 1, 0.5, S, "mu", 100_000, 1, 1, attached(True), "draw_and_reward_not_detached"),
    ("eps^2", "square", 2, 0.5, S, "sigma", 50_000, 1, 1, eps_squared, "eps_squared"),
    ("eps^2", "sigmoid", 0.5, 1.5, S, "sigma", 50_000, 1, 1, eps_squared, "eps_squared"),
    ("z for z - mu", "cos", 1, 0.7, S, "mu", 50_000, 1, 1, not_centered, "not_centered"),
    ("variance as sigma", "square", 2, 0.5, P, "mu", 50_000, 1, 1, other_sigma(np.sqrt), "variance_for_sigma"),
    ("sigma^2", "sin10", 0.3, 0.2, S, "mu", 50_000, 1, 1, other_sigma(lambda s: s * s), "variance_for_sigma"),
    ("by eps", "cos", 1, 0.6, P, "mu", 50_000, 1, 1, factor(0.6), "derivative_by_eps"),
    ("by sigma^2", "cos", 1, 0.6, S, "sigma", 50_000, 1, 1, factor(1 / 1.2), "by_variance"),
    ("by rho", "abs", 0.5, 0.6, P, "sigma", 50_000, 1, 1, factor(1 - np.exp(-0.6)), "by_softplus"),
    ("function", "sin10", 0.3, 1, P, "mu", 50_000, 1, 1, other_function("cos"), None),
    ("uniform draws", "square", 2, 0.5, S, "mu", 50_000, 1, 1, uniform, None),
    ("heavy, 1/sigma^2", "growth1", 0.3, 0.5, S, "mu", 20_000, 1, 1, factor(2), "inverse_sigma_squared"),
    ("heavy, few rows", "exp", 0.5, 1, S, "mu", 20_000, 1, 1, factor(10), None),
]


# Infinite variance (growth3, log_sq) or rows too few for the kurtosis: only the law can tell
HEAVY = [
    ("sign", "growth3", 0.4, 1, S, "mu", 50_000, 1, 1, factor(-1), "sign"),
    ("no 1/sigma", "growth3", 0.2, 1.2, S, "mu", 50_000, 1, 1, factor(1.2), "missing_inverse_sigma"),
    ("wrong axis", "growth3", 0.2, 1, S, "mu", 20_000, 10, 1, factor(1), "rows_are_means"),
    ("single draws", "growth3", 0.2, 1, S, "mu", 20_000, 1, 10, factor(1), "single_draws"),
    ("component", "growth3", 0.2, 1, S, "mu", 20_000, 1, 1, other(component="sigma"), "other_component"),
    ("estimator", "growth3", 0.2, 1, S, "mu", 20_000, 1, 1, other(estimator=P), "other_estimator"),
    ("eps^2", "growth3", 0.2, 1, S, "sigma", 20_000, 1, 1, eps_squared, "eps_squared"),
    ("zero", "growth3", 0.2, 1, S, "mu", 1_000, 1, 1, factor(0), "zero_gradient"),
    ("double", "log_sq", 1, 1, P, "mu", 20_000, 1, 1, factor(2), "double_gradient"),
    ("sigma^2", "log_sq", 1, 0.6, P, "mu", 50_000, 1, 1, other_sigma(lambda s: s * s), "variance_for_sigma"),
    ("half", "exp", 0.5, 1, S, "mu", 10_000, 1, 1, factor(0.5), "half_gradient"),
    ("both", "exp", 0.5, 2, P, "mu", 50_000, 1, 1, both, "both_added"),
]


def wrong_cases():
    return cases_of(TABLE, "wrong", 4052)


def heavy_cases():
    return cases_of(HEAVY, "heavy", 4053)


def cases_of(table, kind_of_case, seed):
    for number, row in enumerate(table):
        name, function_name, mu, sigma, estimator, component, rows, drawn, m, mistake, cause = row
        function = FUNCTIONS[function_name]
        eps = draws([seed, number], rows * drawn)
        claim = dict(function=function, mu=mu, sigma=sigma, estimator=estimator, component=component, eps=eps)
        correct = gradients(function, mu, sigma, estimator, component, eps)
        values = np.asarray(mistake(correct=correct, **claim)) * np.ones(eps.size)
        yield Case(
            name=f"{kind_of_case}-{number:02d}-{name}".replace(" ", "-").replace("/", "_"),
            rows=values.reshape(rows, drawn).mean(axis=1),
            function=function,
            mu=mu,
            sigma=sigma,
            estimator=estimator,
            component=component,
            expect="rejected",
            cause=cause,
            m=m,
        )


assert len(TABLE) == 50, len(TABLE)
