"""Score-function gradients in numpy, one a draw, for `gradvar check`: python3 examples/check/numpy_style.py."""

import numpy as np

mu, sigma, rows = 1.0, 0.5, 100_000
eps = np.random.default_rng(2026).standard_normal(rows)
z = mu + sigma * eps
gradients = np.sin(3 * z) * (eps**2 - 1) / sigma  # d/dsigma of E sin(3 Z)
np.save("score-sigma.npy", gradients)
print("gradvar check score-sigma.npy --formula 'sin(3*z)' --mu 1 --sigma 0.5 --estimator score --component sigma")
