#!/usr/bin/env bash
# Reads summary.csv and why.csv back with pandas, R and DuckDB: every numeric column must be numeric, also when the first rows of
# a column are all undefined. Needs python3-pandas and r-base-core (Debian); DuckDB comes from npm into a scratch folder.
set -euo pipefail
cd "$(dirname "$0")/.."
npm run --silent build
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cat >"$scratch/undefined-first.yaml" <<'CONFIG'
version: 1
name: undefined-first
seed: "1"
integrands: [const, heaviside, log_sq, { name: expsq_c, params: { c: 0.3 } }, square]
mu: 0
sigma: 1
m: 1
trials: 100
components: [mu, sigma]
estimators: [score, pathwise]
CONFIG
node dist/src/cli.js run "$scratch/undefined-first.yaml" --quiet --out "$scratch/a" >/dev/null
node dist/src/cli.js run configs/ci.yaml --quiet --out "$scratch/b" >/dev/null
for name in summary why; do node dist/src/cli.js schema $name >"$scratch/$name.json"; done
for csv in "$scratch"/[ab]/{summary,why}.csv; do
  schema="$scratch/$(basename "$csv" .csv).json"
  /usr/bin/python3 - "$csv" "$schema" <<'PYTHON'
import json, sys, pandas
frame = pandas.read_csv(sys.argv[1], float_precision="round_trip")
fields = json.load(open(sys.argv[2]))["fields"]
assert [f["name"] for f in fields] == list(frame.columns), "columns differ from the schema"
wrong = [f["name"] for f in fields if f["type"] != "string" and not pandas.api.types.is_numeric_dtype(frame[f["name"]])]
assert not wrong, wrong
print("pandas:", len(frame), "rows,", sum(f["type"] != "string" for f in fields), "numeric columns")
PYTHON
  Rscript - "$csv" "$schema" <<'R'
args <- commandArgs(TRUE)
frame <- read.csv(args[1])
text <- paste(readLines(args[2]), collapse = "")
fields <- regmatches(text, gregexpr('"name": *"[a-z0-9_]+", *"type": *"[a-z]+"', text))[[1]]
name <- sub('.*"name": *"([a-z0-9_]+)".*', "\\1", fields); type <- sub('.*"type": *"([a-z]+)".*', "\\1", fields)
numeric <- name[type != "string"]
wrong <- numeric[!sapply(frame[numeric], function(column) is.numeric(column) || all(is.na(column)))]
if (length(wrong)) stop(paste(wrong, collapse = " "))
cat("R:", nrow(frame), "rows,", length(numeric), "numeric columns\n")
R
done
mkdir "$scratch/duckdb" && cd "$scratch/duckdb" && npm init -y >/dev/null
if ! npm install --silent --no-save @duckdb/node-api >/dev/null 2>&1; then echo "DuckDB cannot be had here" >&2; exit 1; fi
cat >read.mjs <<'SCRIPT'
import { readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
const [schema, ...files] = process.argv.slice(2);
const numeric = JSON.parse(readFileSync(schema, 'utf8')).fields.filter(({ type }) => type !== 'string');
const connection = await (await DuckDBInstance.create()).connect();
for (const file of files) {
  const rows = (await connection.runAndReadAll(`describe select * from read_csv('${file}')`)).getRowObjects();
  const types = new Map(rows.map((row) => [row.column_name, row.column_type]));
  const wrong = numeric.filter(({ name }) => !/DOUBLE|BIGINT|INTEGER/.test(types.get(name)));
  if (wrong.length > 0) throw new Error(wrong.map(({ name }) => `${name} ${types.get(name)}`).join(', '));
  console.log('DuckDB:', numeric.length, 'numeric columns');
}
SCRIPT
for name in summary why; do node read.mjs "$scratch/$name.json" "$scratch"/[ab]/$name.csv; done
