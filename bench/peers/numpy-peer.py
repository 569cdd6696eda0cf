"""numpy in chunks of draws: 1000000 is the plain script, 20000 the same script blocked to the cache.

usage: numpy-peer.py CHUNK
"""

import sys

import numpy as np

from protocol import K, MU, SIGMA, serve

CHUNK = int(sys.argv[1])
rng = np.random.default_rng(1)


def quad(z):
    q = z - K
    return q * q, 2 * q


def cos(z):
    kz = K * z
    return np.cos(kz), -K * np.sin(kz)


def gauss(z):
    r = np.exp(-K * z * z)
    return r, -2 * K * z * r


def tanh(z):
    r = np.tanh(z)
    return r, 1 - r * r


INTEGRANDS = {"quad": quad, "cos": cos, "gauss": gauss, "tanh": tanh}


def measure(integrand, m, draws):
    f = INTEGRANDS[integrand]
    trials = draws // m
    sums = np.zeros((4, 3))
    left = trials
    while left > 0:
        t = min(max(1, CHUNK // m), left)
        eps = rng.standard_normal((t, m))
        r, derivative = f(MU + SIGMA * eps)
        for s, u in zip(sums, (r * eps, r * (eps * eps - 1), derivative, derivative * eps)):
            mean = u.mean(axis=1)
            s += u.sum(), (u * u).sum(), (mean * mean).sum()
        left -= t
    return trials, sums


serve(f"numpy {np.__version__}", measure)
