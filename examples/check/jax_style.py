"""Score-function gradients by JAX, means of 20 draws a row, for `gradvar check`: python3 examples/check/jax_style.py."""

import jax
import jax.numpy as jnp
import numpy as np

mu, sigma, rows, m = 1.0, 0.5, 20_000, 20


def surrogate(mean, eps):
    z = jax.lax.stop_gradient(mean + sigma * eps)
    return jnp.mean(z**2 * jax.scipy.stats.norm.logpdf(z, mean, sigma))


eps = jax.random.normal(jax.random.PRNGKey(2026), (rows, m))
gradients = jax.vmap(jax.grad(surrogate), in_axes=(None, 0))(mu, eps)
np.save("score-mu.npy", np.asarray(gradients))
print(f"gradvar check score-mu.npy --formula square --mu 1 --sigma 0.5 --estimator score --m {m}")
