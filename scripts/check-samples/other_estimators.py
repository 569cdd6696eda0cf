"""Files of every estimator but score and pathwise, each right under its own name, and wrong under another's."""

from statistics import NormalDist

import numpy as np
from case import FUNCTIONS, Case

ROWS, M = 30_000, 8
SECOND = {"square": lambda z: np.full_like(z, 2.0), "cos": lambda z: -9 * np.cos(3 * z)}
POINTS = {"square": (2, 0.5), "cos": (1, 1)}
NAMES = [
    "score_constant", "score_optimal", "score_loo", "score_batch_mean", "score_antithetic", "pathwise_antithetic",
    "measure_valued", "price", "score_rqmc", "pathwise_rqmc", "mixed",
]  # fmt: skip


class Model:
    """r at mu + sigma·eps, and what each draw contributes to a component."""

    def __init__(self, name, component):
        self.function = FUNCTIONS[name]
        self.second = SECOND[name]
        self.mu, self.sigma = POINTS[name]
        self.component = component

    def value(self, eps):
        return self.function.value(self.mu + self.sigma * eps)

    def weight(self, eps):
        return (eps if self.component == "mu" else eps**2 - 1) / self.sigma

    def score(self, eps):
        return self.value(eps) * self.weight(eps)

    def path(self, eps):
        slope = self.function.derivative(self.mu + self.sigma * eps)
        return slope if self.component == "mu" else slope * eps

    def constants(self):
        """E r, the best constant baseline and the best weight of score beside pathwise, from many other draws."""
        eps = np.random.default_rng(99).standard_normal(8_000_000)
        r, weight, x, y = self.value(eps), self.weight(eps), self.score(eps), self.path(eps)
        optimal = np.mean(r * weight**2) / np.mean(weight**2)
        (v1, both), (_, v2) = np.cov(x, y)
        return np.mean(r), optimal, (v2 - both) / (v1 + v2 - 2 * both)


def estimates(name, model, rng):
    """Rows of m = 8 evaluations each (16 of a measure-valued one)."""
    eps = rng.standard_normal((ROWS, M))
    if name in ("score_loo", "score_batch_mean"):
        r = model.value(eps)
        total = r.sum(axis=1, keepdims=True)
        baseline = total / M if name == "score_batch_mean" else (total - r) / (M - 1)
        return ((r - baseline) * model.weight(eps)).mean(axis=1)
    if name.endswith("_antithetic"):
        half = eps[:, : M // 2]
        one = model.score if name.startswith("score") else model.path
        return ((one(half) + one(-half)) / 2).mean(axis=1)
    if name.endswith("_rqmc"):
        shares = (np.arange(M) + rng.random((ROWS, 1))) / M
        points = np.array([NormalDist().inv_cdf(u) for u in shares.ravel()]).reshape(shares.shape)
        return (model.score if name.startswith("score") else model.path)(points).mean(axis=1)
    if name == "measure_valued" and model.component == "mu":
        w = np.sqrt(-2 * np.log1p(-rng.random((ROWS, M))))
        return ((model.value(w) - model.value(-w)) / (model.sigma * np.sqrt(2 * np.pi))).mean(axis=1)
    if name == "measure_valued":
        maxwell = np.linalg.norm(rng.standard_normal((ROWS, M, 3)), axis=2) * rng.choice([-1, 1], (ROWS, M))
        inner = maxwell * rng.random((ROWS, M))
        return ((model.value(maxwell) - model.value(inner)) / model.sigma).mean(axis=1)
    if name == "price":
        z = model.mu + model.sigma * eps
        of_draw = model.path(eps) if model.component == "mu" else model.sigma * model.second(z)
        return of_draw.mean(axis=1)
    expectation, optimal, alpha = model.constants()
    if name == "mixed":
        return (alpha * model.score(eps) + (1 - alpha) * model.path(eps)).mean(axis=1)
    baseline = expectation if name == "score_constant" else optimal
    return ((model.value(eps) - baseline) * model.weight(eps)).mean(axis=1)


def case(name, function, component, seed, claimed):
    model = Model(function, component)
    return Case(
        name=f"{name}-{function}-{component}" + ("" if claimed == name else f"-as-{claimed}"),
        rows=estimates(name, model, np.random.default_rng(seed)),
        function=model.function,
        mu=model.mu,
        sigma=model.sigma,
        estimator=claimed,
        component=component,
        expect="accepted" if claimed == name else "rejected",
        cause=None if claimed == name else "other_estimator",
        m=M,
    )


def right_cases():
    for i, name in enumerate(NAMES):
        for j, function in enumerate(POINTS):
            for k, component in enumerate(("mu", "sigma")):
                yield case(name, function, component, [2030, i, j, k], name)


def swapped_cases():
    for i, name in enumerate(NAMES):
        yield case(name, "cos", "mu", [2029, i], NAMES[(i + 2) % len(NAMES)])
