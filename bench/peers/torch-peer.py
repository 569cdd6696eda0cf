"""PyTorch on the processor: one thread, float64, chunks of 20000 draws."""

import torch

from protocol import K, MU, SIGMA, serve

torch.set_num_threads(1)
torch.manual_seed(1)
CHUNK = 20000


def quad(z):
    q = z - K
    return q * q, 2 * q


def cos(z):
    kz = K * z
    return torch.cos(kz), -K * torch.sin(kz)


def gauss(z):
    r = torch.exp(-K * z * z)
    return r, -2 * K * z * r


def tanh(z):
    r = torch.tanh(z)
    return r, 1 - r * r


INTEGRANDS = {"quad": quad, "cos": cos, "gauss": gauss, "tanh": tanh}


def measure(integrand, m, draws):
    f = INTEGRANDS[integrand]
    trials = draws // m
    sums = torch.zeros((4, 3), dtype=torch.float64)
    left = trials
    with torch.inference_mode():
        while left > 0:
            t = min(max(1, CHUNK // m), left)
            eps = torch.randn((t, m), dtype=torch.float64)
            r, derivative = f(MU + SIGMA * eps)
            for s, u in zip(sums, (r * eps, r * (eps * eps - 1), derivative, derivative * eps)):
                mean = u.mean(dim=1)
                s += torch.stack([u.sum(), (u * u).sum(), (mean * mean).sum()])
            left -= t
    return trials, sums.tolist()


serve(f"torch {torch.__version__}", measure)
