#!/usr/bin/env bash
# Runs every example of examples/plots whose tool is here on a small result; says which are skipped.
set -euo pipefail
cd "$(dirname "$0")/.."
[ "${GRADVAR_NO_BUILD:-}" = 1 ] || npm run --silent build
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
node dist/src/cli.js run configs/ci.yaml --quiet --out "$scratch/results" >/dev/null
csv="$scratch/results/summary.csv"
drawn() { if [ -s "$2" ]; then echo "$1: $(wc -c <"$2") bytes"; else echo "$1: nothing was drawn" >&2; exit 1; fi; }
skipped() { echo "$1: skipped, $2 is not here"; }

python=python3
/usr/bin/python3 -c 'import pandas, matplotlib' 2>/dev/null && python=/usr/bin/python3
if $python -c 'import pandas, matplotlib' 2>/dev/null; then
  $python examples/plots/pandas_plot.py "$csv" "$scratch/pandas.png" && drawn pandas "$scratch/pandas.png"
else skipped pandas 'pandas or matplotlib'; fi
if Rscript -e 'library(ggplot2)' >/dev/null 2>&1; then
  Rscript examples/plots/ggplot.R "$csv" "$scratch/ggplot.png" && drawn ggplot2 "$scratch/ggplot.png"
else skipped ggplot2 ggplot2; fi
if command -v gnuplot >/dev/null; then
  gnuplot -e "csv='$csv'; out='$scratch/gnuplot.svg'; name='square'" examples/plots/variances.gp
  grep -q '<use xlink' "$scratch/gnuplot.svg" && drawn gnuplot "$scratch/gnuplot.svg"
else skipped gnuplot gnuplot; fi
if command -v vl2svg >/dev/null; then
  (cd "$scratch/results" && vl2svg "$OLDPWD/examples/plots/ratio.vl.json" "$scratch/vega.svg") && drawn vega-lite "$scratch/vega.svg"
else node -e 'JSON.parse(require("fs").readFileSync("examples/plots/ratio.vl.json", "utf8"))' && skipped vega-lite vl2svg; fi
if command -v duckdb >/dev/null; then
  (cd "$scratch/results" && duckdb -c ".read $OLDPWD/examples/plots/questions.sql")
else skipped duckdb duckdb; fi
