"""What the Python peers share: the request loop and what becomes of the sums. See README.md."""

import sys
import time

MU, SIGMA, K = 0.3, 0.8, 0.7


def serve(version, measure):
    """`measure(integrand, m, draws)` gives the number of trials done and, for each contribution, the sum of its
    draws, of their squares, and of the squared means of the trials."""
    print("ready", version, flush=True)
    for line in sys.stdin:
        integrand, m, draws = line.split()
        m, draws = int(m), int(draws)
        start = time.process_time()
        trials, sums = measure(integrand, m, draws)
        seconds = time.process_time() - start
        done = trials * m
        trial = [s[2] / trials - (s[0] / done) ** 2 for s in sums]
        draw = [s[1] / done - (s[0] / done) ** 2 for s in sums]
        ratios = [v[c] / SIGMA**2 / v[c + 2] for v in (trial, draw) for c in (0, 1)]
        print(f"{seconds:.9f} {done}", *map(repr, map(float, ratios)), flush=True)
