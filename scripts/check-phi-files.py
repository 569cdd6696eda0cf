#!/usr/bin/env python3
"""Gradients by phi as numpy writes them: ten right files and ten wrong ones (the chain rule forgotten, whole for frozen and frozen
for whole), each judged by `gradvar check`. `npm run check:phi-files [-- SEED]`; needs numpy."""
import pathlib
import subprocess
import sys
import tempfile

import numpy as np

CLI = pathlib.Path(__file__).resolve().parent.parent / "dist" / "src" / "cli.js"
rng = np.random.default_rng(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
ROWS = 50_000
A, C = 0.5, -0.2
MU, SIGMA = 2 * A + 0.3 * C, np.exp(C)
SLOPES = {"a": (2.0, 0.0), "c": (0.3, SIGMA)}
LAW = ["--mu", "2*a + 0.3*c", "--sigma", "exp(c)", "--phi", f"a={A}", "--phi", f"c={C}"]


def plain(z, eps):
    return np.sin(z) + 0.5 * z**2, np.cos(z) + z, 0 * z, 0 * z


def elbo(z, eps):
    value = -0.5 * z**2 - 0.5 * (2 - z) ** 2 + 0.5 * eps**2 + 0.5 * np.log(2 * np.pi) + np.log(SIGMA)
    return value, 2 - 2 * z + eps / SIGMA, -eps / SIGMA, (1 - eps**2) / SIGMA


FORMULAS = {
    plain: "sin(z) + 0.5*z^2",
    elbo: "-z^2/2 - (2 - z)^2/2 - lognormpdf((z - mu)/sigma) + log(sigma)",
}


def rows(r, name, slopes):
    eps = rng.standard_normal(ROWS)
    value, slope, by_mu, by_sigma = r(MU + SIGMA * eps, eps)
    p, q = slopes
    frozen = value * (p * eps + q * (eps**2 - 1)) / SIGMA if name.startswith("score") else slope * (p + q * eps)
    return frozen if name.endswith("frozen") else frozen + p * by_mu + q * by_sigma


def verdict(folder, r, component, claimed, made, slopes):
    path = pathlib.Path(folder) / "rows.npy"
    np.save(path, rows(r, made, slopes))
    args = ["node", CLI, "check", path, "--formula", FORMULAS[r], *LAW, "--component", component, "--estimator", claimed]
    found = subprocess.run([str(each) for each in args], capture_output=True, text=True)
    causes = found.stdout.split("likely cause")[-1] if "likely cause" in found.stdout else ""
    return found.returncode, causes


NAMES = ["score", "score_frozen", "pathwise", "pathwise_frozen"]
right = [(plain, c, name) for c in "ac" for name in ("score", "pathwise")]
right += [(elbo, "a", name) for name in NAMES] + [(elbo, "c", name) for name in ("score", "pathwise_frozen")]
wrong = [(plain, c, n, n, (0.0, 1.0) if c == "c" else (1.0, 0.0), "chain_rule") for c in "ac" for n in ("score", "pathwise")]
swaps = [("score", "score_frozen"), ("score_frozen", "score"), ("pathwise", "pathwise_frozen"), ("pathwise_frozen", "pathwise")]
wrong += [(elbo, "c", claimed, made, SLOPES["c"], made) for claimed, made in swaps]
wrong += [(elbo, "a", claimed, made, SLOPES["a"], made) for claimed, made in swaps[:2]]

failed = 0
with tempfile.TemporaryDirectory() as folder:
    for r, component, name in right:
        code, _ = verdict(folder, r, component, name, name, SLOPES[component])
        failed += code != 0
        print("right", component, name, "exit", code, "" if code == 0 else "WRONG")
    for r, component, claimed, made, slopes, cause in wrong:
        code, causes = verdict(folder, r, component, claimed, made, slopes)
        is_good = code == 20 and cause in causes
        failed += not is_good
        print("wrong", component, f"{made} claimed as {claimed}", "exit", code, "names", cause, "" if is_good else f"WRONG\n{causes}")
print(f"{len(right)} right files, {len(wrong)} wrong ones, {failed} judged wrongly")
sys.exit(1 if failed else 0)
