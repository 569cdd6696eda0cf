#!/usr/bin/env bash
# Same bytes on every Node: runs configs/ci.yaml under Node 20, 22, 24 and 26 (from the npm package that `node`
# stands for on this platform), and with
# 1, 2, 3 and 7 workers, and prints the SHA-256 of each summary.csv. Ends with 1 unless all are one.
# usage: scripts/check-node-versions.sh [VERSION...]     default: 20 22 24 26
set -euo pipefail
cd "$(dirname "$0")/.."
npm run --silent build
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
sums="$scratch/sums"
run() { # LABEL NODE WORKERS
  "$2" dist/src/cli.js run configs/ci.yaml --workers "$3" --quiet --out "$scratch/$1" >/dev/null
  printf '%s  %s\n' "$(sha256sum <"$scratch/$1/summary.csv" | cut -d' ' -f1)" "$1" | tee -a "$sums"
}
for workers in 1 2 3 7; do run "workers-$workers" "$(command -v node)" "$workers"; done
package=node-$(node -p 'process.platform + "-" + process.arch')
for version in "${@:-20 22 24 26}"; do
  for major in $version; do
    mkdir -p "$scratch/node-$major"
    (cd "$scratch/node-$major" && npm init -y >/dev/null && npm install --silent --no-save "$package@$major") || true
    binary=$(find "$scratch/node-$major/node_modules" -path '*/bin/node' -type f | head -n 1)
    if [ -z "$binary" ]; then echo "Node $major cannot be had here" >&2; exit 1; fi
    run "$("$binary" --version)" "$binary" 2
  done
done
[ "$(cut -d' ' -f1 "$sums" | sort -u | wc -l)" = 1 ] && echo "one SHA-256"
