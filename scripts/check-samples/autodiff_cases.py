"""Writes files of autodiff gradients with what must be said of them; for torch_gradients.py and jax_gradients.py."""

import json

import numpy as np


class Cases:
    def __init__(self, folder, library):
        self.folder, self.library = folder, library
        self.lines = []

    def add(self, name, rows, formula, mu, sigma, estimator, component, expect, cause=None, m=1):
        path = f"{self.folder}/{name}.npy"
        np.save(path, np.asarray(rows))
        arguments = [
            "check", path, "--formula", formula, "--mu", str(mu), "--sigma", str(sigma),
            "--estimator", estimator, "--component", component, "--m", str(m), "--json",
        ]  # fmt: skip
        case = {"name": f"{self.library} {name}", "arguments": arguments, "expect": expect, "cause": cause}
        self.lines.append(json.dumps(case))

    def write(self):
        with open(f"{self.folder}/cases.jsonl", "w") as file:
            file.write("\n".join(self.lines) + "\n")
