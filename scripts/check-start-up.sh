#!/usr/bin/env bash
# Start-up against bare Node, interleaved in one run: wall time of `gradvar --help`, CPU time of `gradvar exact`.
# usage: npm run check:start-up [-- ROUNDS=21]; NODES="node /path/to/another/node" measures several.
set -euo pipefail
cd "$(dirname "$0")/.."
npm run --silent build
for node in ${NODES:-node}; do "$node" scripts/start-up.mjs "$@"; done
