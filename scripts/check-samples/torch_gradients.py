"""Per-draw gradients by PyTorch autograd, right and with the mistakes that people make: torch_gradients.py DIR."""

import sys

import torch
from autodiff_cases import Cases
from torch.distributions import Normal

FUNCTIONS = {
    "z^2": lambda z: z**2,
    "sin(10*z)": lambda z: torch.sin(10 * z),
    "exp(-z^2)": lambda z: torch.exp(-(z**2)),
    "sigmoid(z)": torch.sigmoid,
    "max(z, 0)": torch.relu,
}
ROWS = 100_000


def parameters(mu, sigma, rows=ROWS, log=False):
    """One copy of each parameter a row: the gradient of the sum is the gradient of each row."""
    mean = torch.full((rows,), float(mu), requires_grad=True)
    scale = torch.full((rows,), float(sigma)).log() if log else torch.full((rows,), float(sigma))
    scale.requires_grad_(True)
    return mean, scale, Normal(mean, scale.exp() if log else scale)


def backward(losses, mean, scale):
    mean.grad = scale.grad = None
    losses.sum().backward()
    rows = [p.grad if p.grad is not None else torch.zeros_like(p) for p in (mean, scale)]
    return [row.numpy() for row in rows]


def score(r, mean, scale, normal):
    z = normal.sample()
    return backward(r(z) * normal.log_prob(z), mean, scale)


def pathwise(r, mean, scale, normal):
    return backward(r(normal.rsample()), mean, scale)


def main(folder):
    cases = Cases(folder, "torch")
    mu, sigma = 0.7, 0.6
    torch.manual_seed(1)
    for i, (formula, r) in enumerate(FUNCTIONS.items()):
        for log in (False, True):
            for name, make in (("score", score), ("pathwise", pathwise)):
                rows = make(r, *parameters(mu, sigma, log=log))
                components = ("mu", "log_sigma" if log else "sigma")
                for component, values in zip(components, rows, strict=True):
                    label = f"{i}-{name}-{component}{'-log' if log else ''}"
                    cases.add(label, values, formula, mu, sigma, name, component, "accepted")
    r = FUNCTIONS["z^2"]
    mean, scale, normal = parameters(mu, sigma)

    def wrong(name, losses, estimator, component, cause):
        rows = dict(zip(("mu", "sigma"), backward(losses, mean, scale), strict=True))
        cases.add(f"wrong-{name}", rows[component], "z^2", mu, sigma, estimator, component, "rejected", cause)

    wrong("sample-for-rsample", r(normal.sample()) + 0 * mean, "pathwise", "mu", "zero_gradient")
    z = normal.rsample()
    wrong("rsample-in-score", r(z).detach() * normal.log_prob(z), "score", "sigma", "draw_not_detached")
    z = normal.rsample()
    wrong("rsample-no-detach", r(z) * normal.log_prob(z), "score", "mu", "draw_and_reward_not_detached")
    z = normal.rsample()
    wrong("both", r(z) + r(z).detach() * normal.log_prob(z.detach()), "score", "mu", "both_added")
    z = normal.sample()
    wrong("loss-sign", -r(z) * normal.log_prob(z), "score", "mu", "sign")
    z = normal.sample()
    wrong("twice", 2 * r(z) * normal.log_prob(z), "score", "sigma", "double_gradient")
    mean_batch, scale_batch, normal_batch = parameters(mu, sigma, 8 * ROWS)
    z = normal_batch.sample()
    reward = r(z).reshape(-1, 8)
    own = (reward - reward.mean(dim=1, keepdim=True)).reshape(-1)
    rows = backward(own * normal_batch.log_prob(z), mean_batch, scale_batch)[0]
    cases.add("wrong-own-baseline", rows, "z^2", mu, sigma, "score", "mu", "rejected", "batch_mean_baseline")
    mean_log, scale_log, normal_log = parameters(mu, sigma, log=True)
    rows = pathwise(r, mean_log, scale_log, normal_log)[1]
    cases.add("wrong-log-sigma", rows, "z^2", mu, sigma, "pathwise", "sigma", "rejected", "log_sigma")
    rows = score(r, *parameters(mu, sigma))[0].reshape(-1, 10).mean(axis=1)
    cases.add("wrong-axis", rows, "z^2", mu, sigma, "score", "mu", "rejected", "rows_are_means")
    cases.add("means-of-10", rows, "z^2", mu, sigma, "score", "mu", "accepted", m=10)
    cases.write()


main(sys.argv[1])
