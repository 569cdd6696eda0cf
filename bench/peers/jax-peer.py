"""JAX: one jitted loop over chunks of 20000 draws in float64, XLA on one thread.

usage: jax-peer.py threefry2x32|rbg
"""

import functools
import os
import sys

os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
os.environ["JAX_PLATFORMS"] = "cpu"

import jax
import jax.numpy as jnp

from protocol import K, MU, SIGMA, serve

jax.config.update("jax_enable_x64", True)
CHUNK = 20000
INTEGRANDS = {
    "quad": lambda z: ((z - K) ** 2, 2 * (z - K)),
    "cos": lambda z: (jnp.cos(K * z), -K * jnp.sin(K * z)),
    "gauss": lambda z: (jnp.exp(-K * z * z), -2 * K * z * jnp.exp(-K * z * z)),
    "tanh": lambda z: (jnp.tanh(z), 1 - jnp.tanh(z) ** 2),
}
state = {"key": jax.random.key(1, impl=sys.argv[1])}


@functools.partial(jax.jit, static_argnums=(0, 1, 2))
def chunks(integrand, m, trials, key, count):
    f = INTEGRANDS[integrand]

    def one(i, carried):
        key, sums = carried
        key, mine = jax.random.split(key)
        eps = jax.random.normal(mine, (trials, m), jnp.float64)
        r, derivative = f(MU + SIGMA * eps)
        added = []
        for u in (r * eps, r * (eps * eps - 1), derivative, derivative * eps):
            mean = u.mean(axis=1)
            added.append(jnp.stack([u.sum(), (u * u).sum(), (mean * mean).sum()]))
        return key, sums + jnp.stack(added)

    return jax.lax.fori_loop(0, count, one, (key, jnp.zeros((4, 3))))


def measure(integrand, m, draws):
    trials = max(1, CHUNK // m)
    count = max(1, draws // (trials * m))
    state["key"], sums = chunks(integrand, m, trials, state["key"], count)
    return trials * count, sums.tolist()


serve(f"jax {jax.__version__}", measure)
