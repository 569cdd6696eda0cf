"""One file of gradients, what is claimed of it, and what `gradvar check` must say."""

from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True)
class Function:
    """A function r with its derivative in numpy, and its formula for gradvar."""

    formula: str
    value: object
    derivative: object
    params: tuple = ()


@dataclass(frozen=True)
class Case:
    name: str
    rows: np.ndarray
    function: Function
    mu: float
    sigma: float
    estimator: str
    component: str
    expect: str  # accepted, rejected, inconclusive
    cause: str | None = None  # None: no cause needs to be named
    m: int = 1
    kind: str = "npy"  # npy or csv
    options: tuple = field(default=())

    def arguments(self, path):
        params = [part for text in self.function.params for part in ("--param", text)]
        return [
            "check", str(path), "--formula", self.function.formula, *params,
            "--mu", repr(self.mu), "--sigma", repr(self.sigma),
            "--estimator", self.estimator, "--component", self.component,
            *(["--m", str(self.m)] if self.m > 1 else []), *self.options, "--json",
        ]  # fmt: skip


FUNCTIONS = {
    "square": Function("z^2", lambda z: z**2, lambda z: 2 * z),
    "sin10": Function("sin(10*z)", lambda z: np.sin(10 * z), lambda z: 10 * np.cos(10 * z)),
    "cos": Function("cos(k*z)", lambda z: np.cos(3 * z), lambda z: -3 * np.sin(3 * z), ("k=3",)),
    "exp": Function("exp(z)", np.exp, np.exp),
    "quartic": Function("z^4", lambda z: z**4, lambda z: 4 * z**3),
    "abs": Function("abs(z)", np.abs, np.sign),
    "bump": Function("exp(-z^2)", lambda z: np.exp(-(z**2)), lambda z: -2 * z * np.exp(-(z**2))),
    "sigmoid": Function(
        "sigmoid(z)", lambda z: 1 / (1 + np.exp(-z)), lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2
    ),
    "linear": Function("3*z + 1", lambda z: 3 * z + 1, lambda z: np.full_like(z, 3.0)),
    "step": Function("step(z)", lambda z: (z >= 0) * 1.0, np.zeros_like),
    "relu": Function("max(z, 0)", lambda z: np.maximum(z, 0), lambda z: (z > 0) * 1.0),
    "large": Function("z^2 + 1e4", lambda z: z**2 + 1e4, lambda z: 2 * z),
    "soft_step": Function(
        "clip(2*z/delta, -1, 1)",
        lambda z: np.clip(2 * z / 1e-4, -1, 1),
        lambda z: (np.abs(2 * z / 1e-4) < 1) * 2e4,
        ("delta=0.0001",),
    ),
    "growth1": Function("exp(0.1*z^2)", lambda z: np.exp(0.1 * z**2), lambda z: 0.2 * z * np.exp(0.1 * z**2)),
    "growth15": Function(
        "exp(0.15*z^2)", lambda z: np.exp(0.15 * z**2), lambda z: 0.3 * z * np.exp(0.15 * z**2)
    ),
    "growth3": Function("exp(0.3*z^2)", lambda z: np.exp(0.3 * z**2), lambda z: 0.6 * z * np.exp(0.3 * z**2)),
    "log_sq": Function("log(z^2)", lambda z: np.log(z**2), lambda z: 2 / z),
}


def gradients(function, mu, sigma, estimator, component, eps):
    """What a correct estimator contributes for each draw."""
    z = mu + sigma * eps
    scale = sigma if component == "log_sigma" else 1
    if estimator == "score":
        score = eps / sigma if component == "mu" else scale * (eps**2 - 1) / sigma
        return function.value(z) * score
    slope = function.derivative(z)
    return slope if component == "mu" else scale * slope * eps


def draws(seed, count):
    return np.random.default_rng(seed).standard_normal(count)
