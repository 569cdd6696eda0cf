"""Gradients of E z^2, Z ~ N(mu, sigma^2), by PyTorch: the score function and the pathwise estimator from the same draws.

Writes score.npy and pathwise.npy, a row an estimate from m draws, the parameters mu and sigma its columns.
usage: python3 write_gradients.py [SEED]
"""

import sys

import numpy as np
import torch

T, M = 50_000, 10
torch.manual_seed(int(sys.argv[1]) if len(sys.argv) > 1 else 2026)

# One copy of the parameters a row: the gradient of the sum is then the gradient of each row.
mu = torch.full((T, 1), 2.0, dtype=torch.float64, requires_grad=True)
sigma = torch.full((T, 1), 1.0, dtype=torch.float64, requires_grad=True)
eps = torch.randn(T, M, dtype=torch.float64)


def save(name, surrogate):
    gradients = torch.autograd.grad(surrogate.sum(), (mu, sigma))
    np.save(name, torch.cat(gradients, dim=1).numpy())


z = mu + sigma * eps
save("pathwise.npy", (z**2).mean(1))

drawn = z.detach()
log_density = torch.distributions.Normal(mu, sigma).log_prob(drawn)
save("score.npy", (drawn**2 * log_density).mean(1))
