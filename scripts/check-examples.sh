#!/usr/bin/env bash
# Runs every example of examples/plots and the notebook on a small result and looks at what came of it; says which were skipped and why.
# Debian has python3-pandas, python3-matplotlib, python3-nbclient, python3-ipykernel, r-cran-ggplot2 and gnuplot; DuckDB and Vega-Lite come from npm into a scratch folder.
# KEEP=DIR keeps what was drawn.
set -euo pipefail
cd "$(dirname "$0")/.."
[ "${GRADVAR_NO_BUILD:-}" = 1 ] || npm run --silent build
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
out=${KEEP:-$scratch/drawn}
mkdir -p "$out"
node dist/src/cli.js run configs/ci.yaml --quiet --out "$scratch/results" >/dev/null
csv="$scratch/results/summary.csv"
drawn() { if [ -s "$2" ]; then echo "$1: $(wc -c <"$2") bytes"; else echo "$1: nothing was drawn" >&2; exit 1; fi; }
skipped() { echo "$1: skipped, $2 is not here"; }

python=python3
/usr/bin/python3 -c 'import pandas, matplotlib' 2>/dev/null && python=/usr/bin/python3
if $python -c 'import pandas, matplotlib' 2>/dev/null; then
  $python -W error::UserWarning examples/plots/pandas_plot.py "$csv" "$out/pandas.png" && drawn pandas "$out/pandas.png"
else skipped pandas 'pandas or matplotlib'; fi
if $python -c 'import nbclient, ipykernel, pandas, matplotlib' 2>/dev/null; then
  (cd "$scratch" && node "$OLDPWD/dist/src/cli.js" run "sin(w*z)" --param w=3,10 --sigma 0.1..4 -m 1,10 --out sines --quiet >/dev/null)
  $python scripts/run-notebook.py examples/notebook/sines.ipynb "$scratch"
else skipped notebook 'nbclient, ipykernel, pandas or matplotlib'; fi
if Rscript -e 'library(ggplot2)' >/dev/null 2>&1; then
  Rscript -e 'options(warn = 2); source("examples/plots/ggplot.R")' "$csv" "$out/ggplot.png" && drawn ggplot2 "$out/ggplot.png"
else skipped ggplot2 ggplot2; fi
if command -v gnuplot >/dev/null; then
  gnuplot -e "csv='$csv'; out='$out/gnuplot.svg'; name='square'" examples/plots/variances.gp
  grep -q '<use xlink' "$out/gnuplot.svg" && drawn gnuplot "$out/gnuplot.svg"
else skipped gnuplot gnuplot; fi
node scripts/check-examples-npm.mjs "$scratch/results" "$out"
