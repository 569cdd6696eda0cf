"""Per-draw gradients by JAX, right and with the mistakes that people make: jax_gradients.py DIR."""

import sys

import jax
import jax.numpy as jnp
import numpy as np
from autodiff_cases import Cases
from jax.scipy.stats import norm

FUNCTIONS = {
    "z^2": lambda z: z**2,
    "sin(10*z)": lambda z: jnp.sin(10 * z),
    "exp(-z^2)": lambda z: jnp.exp(-(z**2)),
    "tanh(3*z)": lambda z: jnp.tanh(3 * z),
    "log1p(z^2)": lambda z: jnp.log1p(z**2),
}
ROWS = 200_000
stop = jax.lax.stop_gradient


def draw(parameters, eps):
    mean, scale = parameters
    return mean + scale * eps


def score(r):
    def surrogate(parameters, eps):
        z = stop(draw(parameters, eps))
        return r(z) * norm.logpdf(z, *parameters)

    return surrogate


def pathwise(r):
    return lambda parameters, eps: r(draw(parameters, eps))


def per_draw(surrogate, mu, sigma, key, rows=ROWS):
    eps = jax.random.normal(key, (rows,))
    gradients = jax.jit(jax.vmap(jax.grad(surrogate), in_axes=(None, 0)))((mu, sigma), eps)
    return [np.asarray(gradient) for gradient in gradients]


def main(folder):
    cases = Cases(folder, "jax")
    mu, sigma = -0.4, 0.7
    keys = iter(jax.random.split(jax.random.PRNGKey(2026), 40))
    for i, (formula, r) in enumerate(FUNCTIONS.items()):
        for name, make in (("score", score), ("pathwise", pathwise)):
            rows = per_draw(make(r), mu, sigma, next(keys))
            for component, values in zip(("mu", "sigma"), rows, strict=True):
                cases.add(f"{i}-{name}-{component}", values, formula, mu, sigma, name, component, "accepted")

    r = FUNCTIONS["z^2"]

    def wrong(name, surrogate, estimator, component, cause):
        rows = dict(zip(("mu", "sigma"), per_draw(surrogate, mu, sigma, next(keys)), strict=True))
        cases.add(f"wrong-{name}", rows[component], "z^2", mu, sigma, estimator, component, "rejected", cause)

    def attached(parameters, eps):
        z = draw(parameters, eps)
        return stop(r(z)) * norm.logpdf(z, *parameters)

    def nothing_stopped(parameters, eps):
        z = draw(parameters, eps)
        return r(z) * norm.logpdf(z, *parameters)

    wrong("stopped-path", lambda p, eps: r(stop(draw(p, eps))), "pathwise", "sigma", "zero_gradient")
    wrong("attached", attached, "score", "sigma", "draw_not_detached")
    wrong("nothing-stopped", nothing_stopped, "score", "mu", "draw_and_reward_not_detached")
    wrong("path-for-score", pathwise(r), "score", "mu", "other_estimator")
    wrong("variance", lambda p, eps: pathwise(r)((p[0], jnp.sqrt(p[1])), eps), "pathwise", "mu", "variance_for_sigma")
    wrong("sign", lambda p, eps: -score(r)(p, eps), "score", "sigma", "sign")
    cases.write()


main(sys.argv[1])
