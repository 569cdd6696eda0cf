"""Files as real programs write them when something is off, each with the causes that may be named first for it.

The kinds come from public bug reports on policy-gradient and variational-inference libraries: broadcast products, standardised
rewards, wrong baselines, clipped gradients, equal worker seeds, learning rates and entropy bonuses left in, lost draws.
"""

import numpy as np
from case import Case, Function

ROWS = 40_000
FUNCTIONS = {
    "sinq": (
        Function("sin(z)+0.5*z^2", lambda z: np.sin(z) + 0.5 * z * z, lambda z: np.cos(z) + z),
        lambda z: 1 - np.sin(z),
    ),
    "cosine": (
        Function("cos(1.5*z)+2", lambda z: np.cos(1.5 * z) + 2, lambda z: -1.5 * np.sin(1.5 * z)),
        lambda z: -2.25 * np.cos(1.5 * z),
    ),
}
PLACES = ((1.3, 0.7), (0.4, 1.5))
BASELINE = "constant_baseline|mean_baseline"


def error_cases(seed):
    rng = np.random.default_rng(seed)
    for name, (function, second) in FUNCTIONS.items():
        for place, (mu, sigma) in enumerate(PLACES):
            for kind, rows, claim, cause, component, m in files_at(function, second, mu, sigma, rng):
                yield Case(
                    name=f"program-{seed}-{name}{place}-{kind}",
                    rows=rows,
                    function=function,
                    mu=mu,
                    sigma=sigma,
                    estimator=claim,
                    component=component,
                    expect="accepted" if cause is None else "rejected",
                    cause=cause,
                    m=m,
                )


def files_at(function, second, mu, s, rng):
    """kind, rows, claim, cause, component, m"""
    e = rng.normal(size=(ROWS, 10))
    z = mu + s * e
    value, slope = function.value, function.derivative
    r = value(z)
    e1, z1, r1 = e[:, 0], z[:, 0], r[:, 0]
    score, path = r1 * e1 / s, slope(z1)
    half = e[:, :5]
    up, down = mu + s * half, mu - s * half
    spread = r.std(1, keepdims=True) + 1e-8
    others = r - (r.sum(1, keepdims=True) - r) / 9
    one, ten = ("mu", 1), ("mu", 10)
    by_sigma = ("sigma", 1)
    yield "right-score", score, "score", None, *one
    yield "right-pathwise", path, "pathwise", None, *one
    yield "factor", 3.7 * path, "pathwise", "constant_factor", *one
    yield "learning-rate", -0.01 * path, "pathwise", "constant_factor", *one
    yield "offset", path * e1 + 1 / s, "pathwise", "constant_offset", *by_sigma
    yield "baseline-one", (r1 - 1) * e1 / s, "score", BASELINE, *one
    yield "baseline-r-mu", ((r - value(mu)) * e / s).mean(1), "score", BASELINE, *ten
    pairs = (value(up) - value(down)) * half / (2 * s)
    yield "antithetic", pairs.mean(1), "score", "other_estimator score_antithetic", *ten
    pairs = (slope(up) + slope(down)) / 2
    yield "antithetic-path", pairs.mean(1), "pathwise", "other_estimator pathwise_antithetic", *ten
    yield "leave-one-out", (others * e / s).mean(1), "score", "leave_one_out_baseline", *ten
    standard = (r - r.mean(1, keepdims=True)) / spread
    yield "standardised", (standard * e / s).mean(1), "score", "standardised_rewards", *ten
    yield "mean-times-mean", (e / s).mean(1) * r.mean(1), "score", "mean_times_mean", *ten
    yield "mean-times-sum", (e / s).mean(1) * r.sum(1), "score", "mean_times_sum", *ten
    yield "clipped-gradient", np.clip(score, -1, 1), "score", "clipped_rows", *one
    yield "fresh-noise", r1 * rng.normal(size=ROWS) / s, "score", "density_of_another_draw", *one
    yield "score-of-z", r1 * z1 / s, "score", "z_for_eps", *one
    yield "masked", (r[:, :5] * e[:, :5] / s).sum(1) / 10, "score", "lost_draws", *ten
    yield "price", s * second(z1), "pathwise", "other_estimator price", *by_sigma
    yield "equal-seeds", np.tile(score[: ROWS // 8], 8), "score", "repeated_rows", *one
    yield "variance-as-sd", r1 * e1**2 / 2 - r1 / (2 * s), "score", "sigma_as_variance", *by_sigma
    # More of the same kinds.
    yield "loss-scale", 1024 * path, "pathwise", "constant_factor", *one
    yield "small-offset", score + 0.25, "score", "constant_offset", *one
    yield "clipped-above", np.minimum(score, 2), "score", "clipped_rows", *one
    means = (r * e / s).mean(1)
    yield "clipped-means", np.clip(means, -means.std(), means.std()), "score", "clipped_rows", *ten
    action = np.clip(z1, -1, 1)
    yield "clipped-action", value(action) * (action - mu) / s**2, "score", "clipped_action", *one
    yield "three-lost", (r[:, :7] * e[:, :7] / s).sum(1) / 10, "score", "lost_draws", *ten
    standard = (r - r.mean(1, keepdims=True)) / r.std(1, ddof=1, keepdims=True)
    yield "standardised-torch", (standard * e / s).mean(1), "score", "standardised_rewards", *ten
    far = value(mu + 0.1 + s * rng.normal(size=ROWS))
    yield "differences", (far - value(mu - 0.1 + s * e1)) / 0.2, "pathwise", "finite_differences", *one
    yield "three-seeds", np.tile(path[: ROWS // 3], 3), "pathwise", "repeated_rows", *one
    yield "means", (r * e / s).mean(1), "score", "rows_are_means", *one


def right_cases(count):
    """Right files of every kind, for the share of them that is rejected."""
    rng = np.random.default_rng(5)
    for i in range(count):
        function, second = FUNCTIONS[("sinq", "cosine")[i % 2]]
        mu, s = PLACES[i // 2 % 2]
        component = ("mu", "sigma")[i // 4 % 2]
        m = (1, 4)[i // 8 % 2]
        e = rng.normal(size=(4_000, m))
        claim, rows = ESTIMATES[i // 16 % len(ESTIMATES)](function, second, mu, s, component, e)
        yield Case(f"right-{i}", rows.mean(1), function, mu, s, claim, component, "any", m=m * rows_of(claim))


def rows_of(claim):
    return 2 if claim.endswith("antithetic") else 1


def weight(component, s, e):
    return e / s if component == "mu" else (e**2 - 1) / s


def score_rows(function, _, mu, s, component, e):
    return "score", function.value(mu + s * e) * weight(component, s, e)


def path_rows(function, _, mu, s, component, e):
    return "pathwise", function.derivative(mu + s * e) * (1 if component == "mu" else e)


def price_rows(function, second, mu, s, component, e):
    return "price", function.derivative(mu + s * e) if component == "mu" else s * second(mu + s * e)


def pairs_of(rows):
    def both(*facts):
        *rest, e = facts
        name, up = rows(*rest, e)
        return f"{name}_antithetic", (up + rows(*rest, -e)[1]) / 2

    return both


ESTIMATES = (score_rows, path_rows, price_rows, pairs_of(score_rows), pairs_of(path_rows))
