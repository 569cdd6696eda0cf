#!/usr/bin/python3
"""Writes src/truth/line/kronrod-rule.ts: nodes and weights of the Gauss-Kronrod pair (15, 31) on [-1, 1].

The Kronrod nodes are the roots of the Stieltjes polynomial E_16, the polynomial of degree 16 with
integral of P_15(x) E_16(x) x^k = 0 for k = 0..15 (A. S. Kronrod, 1964); the weights integrate the Lagrange
polynomials exactly. 60 digits, printed to 20. Usage: make-kronrod.py
"""
import pathlib
from mpmath import mp, mpf, matrix, lu_solve

mp.dps = 60
N = 15


def legendre(n, x):
    before, now = mpf(0), mpf(1)
    for k in range(n):
        before, now = now, ((2 * k + 1) * x * now - k * before) / (k + 1)
    return now


def slope(n, x):
    return n * (x * legendre(n, x) - legendre(n - 1, x)) / (x * x - 1)


def legendre_nodes(n):
    nodes = []
    for i in range(n):
        x = mp.cos(mp.pi * (i + mpf(3) / 4) / (n + mpf(1) / 2))
        for _ in range(12):
            x -= legendre(n, x) / slope(n, x)
        nodes.append(x)
    return sorted(nodes)


def bisected(f, low, high):
    for _ in range(220):
        middle = (low + high) / 2
        if (f(middle) > 0) == (f(high) > 0):
            high = middle
        else:
            low = middle
    return (low + high) / 2


def legendre_weight(n, x):
    return 2 / ((1 - x * x) * slope(n, x) ** 2)


gauss = [mpf(0) if abs(x) < mpf(10) ** -50 else x for x in legendre_nodes(N)]
fine = legendre_nodes(40)
fine_weights = [legendre_weight(40, x) for x in fine]


def integral(f):
    return mp.fsum(w * f(x) for x, w in zip(fine, fine_weights))


# E = P_16 + sum of c_j P_j over even j < 16 (E is even), orthogonal to P_15 x^k for odd k.
even = list(range(0, N + 1, 2))
odd = list(range(1, N + 1, 2))
system = matrix(len(odd), len(even))
right = matrix(len(odd), 1)
for row, k in enumerate(odd):
    for column, j in enumerate(even):
        system[row, column] = integral(lambda x: legendre(N, x) * legendre(j, x) * x ** k)
    right[row] = -integral(lambda x: legendre(N, x) * legendre(N + 1, x) * x ** k)
solution = lu_solve(system, right)


def stieltjes(x):
    return legendre(N + 1, x) + mp.fsum(solution[i] * legendre(j, x) for i, j in enumerate(even))


edges = [mpf(-1)] + gauss + [mpf(1)]
added = [bisected(stieltjes, edges[i], edges[i + 1]) for i in range(N + 1)]
nodes = sorted(mpf(0) if abs(x) < mpf(10) ** -50 else x for x in gauss + added)

# Weights from the moments of the Legendre polynomials: sum of w_i P_k(x_i) = 2 for k = 0, else 0.
count = len(nodes)
system = matrix(count, count)
right = matrix(count, 1)
for k in range(count):
    for i, x in enumerate(nodes):
        system[k, i] = legendre(k, x)
right[0] = 2
weights = lu_solve(system, right)
gauss_weights = {i: legendre_weight(N, x) for i, x in enumerate(nodes) if i % 2 == 1}
assert all(w > 0 for w in weights)
assert all(abs(nodes[i] - gauss[(i - 1) // 2]) < mpf(10) ** -50 for i in gauss_weights)


def text(values):
    return "\n".join(f"  {mp.nstr(v, 20, strip_zeros=False) if v != 0 else '0'}," for v in values)


target = pathlib.Path(__file__).resolve().parent.parent / "src" / "oracle" / "kronrod-rule.ts"
target.write_text(f"""/**
 * The Gauss-Kronrod pair (15, 31) on [-1, 1], written by scripts/make-kronrod.py: 31 nodes, of which those with odd
 * index are the 15 nodes of the Gauss rule. The 31-point rule is exact to degree 46, the other one to 29.
 */
// prettier-ignore
export const KRONROD_NODES: readonly number[] = [
{text(nodes)}
];

/** Weights of the 31-point rule. */
// prettier-ignore
export const KRONROD_WEIGHTS: readonly number[] = [
{text(weights)}
];

/** Weights of the 15-point rule at the same nodes; 0 at the nodes that it lacks. */
// prettier-ignore
export const GAUSS_WEIGHTS: readonly number[] = [
{text([gauss_weights.get(i, mpf(0)) for i in range(count)])}
];
""")
