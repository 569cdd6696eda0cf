"""numpy as one who knows it well writes it: blocked to the cache, no temporary arrays, trials along the fast axis,
squares by dot products."""

import numpy as np

from protocol import K, MU, SIGMA, serve

CHUNK = 10000
rng = np.random.default_rng(1)


def quad(z, r, d):
    np.subtract(z, K, out=z)
    np.multiply(z, z, out=r)
    np.add(z, z, out=d)


def cos(z, r, d):
    np.multiply(z, K, out=z)
    np.cos(z, out=r)
    np.sin(z, out=d)
    np.multiply(d, -K, out=d)


def gauss(z, r, d):
    np.multiply(z, -K, out=d)
    np.multiply(z, d, out=r)
    np.exp(r, out=r)
    np.add(d, d, out=d)
    np.multiply(d, r, out=d)


def tanh(z, r, d):
    np.tanh(z, out=r)
    np.multiply(r, r, out=d)
    np.subtract(1, d, out=d)


INTEGRANDS = {"quad": quad, "cos": cos, "gauss": gauss, "tanh": tanh}


def measure(integrand, m, draws):
    f = INTEGRANDS[integrand]
    wide = max(1, CHUNK // m)
    trials = max(1, draws // m // wide) * wide
    eps, z, r, d, u = (np.empty((m, wide)) for _ in range(5))
    mean = np.empty(wide)
    sums = np.zeros((4, 3))

    def add(s, u):
        flat = u.ravel()
        if m == 1:
            squares = flat @ flat
            s += flat.sum(), squares, squares
            return
        np.add.reduce(u, axis=0, out=mean)
        s += mean.sum(), flat @ flat, mean @ mean / m**2

    for _ in range(trials // wide):
        rng.standard_normal(out=eps)
        np.multiply(eps, SIGMA, out=z)
        np.add(z, MU, out=z)
        f(z, r, d)
        add(sums[2], d)
        add(sums[0], np.multiply(r, eps, out=u))
        add(sums[3], np.multiply(d, eps, out=u))
        np.multiply(eps, eps, out=u)
        np.subtract(u, 1, out=u)
        add(sums[1], np.multiply(u, r, out=u))
    return trials, sums


serve(f"numpy {np.__version__}", measure)
