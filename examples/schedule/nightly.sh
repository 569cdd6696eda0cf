#!/usr/bin/env bash
# One night: the experiment with its own seed, whose bytes must be those of every night before, and with the date as seed, for
# the statistics. Both go into the history, which is then checked and drawn. Exit 20: something moved.
# usage: nightly.sh [CONFIG]      GRADVAR names the program ("npx gradvar"), OUTPUT a folder for the night, HISTORY its file.
set -euo pipefail
config=${1:-experiment.yaml}
gradvar=${GRADVAR:-npx gradvar}
output=${OUTPUT:-output/$(date -u +%F)}
history=${HISTORY:-history.ndjson}

# The program may be several words.
# shellcheck disable=SC2086
call() { $gradvar "$@"; }

call run "$config" --out "$output/fixed"
call run "$config" --seed "$(date -u +%F)" --out "$output/dated"
call history add "$output/fixed" --file "$history"
call history add "$output/dated" --file "$history"
call history report --file "$history" --out "$output/history.html"
call history check --file "$history" --output "$output/history.md" --output "$output/history.xml"
