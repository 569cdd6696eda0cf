"""Pathwise gradients by PyTorch autograd, one a draw, for `gradvar check`: python3 examples/check/pytorch_style.py.

The trick is one copy of the parameter a row: the gradient of the sum is then the gradient of each row.
"""

import numpy as np
import torch

rows = 100_000
torch.manual_seed(2026)
mu = torch.full((rows,), 1.0, requires_grad=True)
log_sigma = torch.full((rows,), 0.5).log().requires_grad_(True)
z = torch.distributions.Normal(mu, log_sigma.exp()).rsample()
torch.tanh(3 * z).sum().backward()
np.save("pathwise-log-sigma.npy", log_sigma.grad.numpy())
print(
    "gradvar check pathwise-log-sigma.npy --formula 'tanh(k*z)' --param k=3 --mu 1 --sigma 0.5"
    " --estimator pathwise --component log_sigma"
)
