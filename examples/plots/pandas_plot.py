"""Variance ratio over sigma, measured with intervals on the exact line: pandas_plot.py summary.csv out.png"""
import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import pandas as pd

rows = pd.read_csv(sys.argv[1], float_precision="round_trip")
rows = rows[(rows.estimator_1 == "score") & (rows.estimator_2 == "pathwise")]  # a config may compare more pairs
rows = rows[(rows.status == "ok") & (rows.component == "mu") & (rows.mu == rows.mu.min()) & (rows.m == rows.m.min())]
for name, group in list(rows.groupby(["integrand", rows.params.fillna("")]))[:6]:
    group = group.sort_values("sigma")
    (line,) = plt.plot(group.sigma, group.variance_ratio_exact, label=" ".join(name).strip())
    below, above = group.variance_ratio - group.variance_ratio_low, group.variance_ratio_high - group.variance_ratio
    plt.errorbar(group.sigma, group.variance_ratio, [below, above], fmt="o", color=line.get_color())
plt.axhline(1, color="black", linestyle=":")
plt.xscale("log")
plt.yscale("log")
plt.xlabel("sigma")
plt.ylabel("Var(score) / Var(pathwise), d/dmu")
plt.legend()
plt.savefig(sys.argv[2])
