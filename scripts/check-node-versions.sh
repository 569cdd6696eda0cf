#!/usr/bin/env bash
# Same bytes on every Node: runs configs/ci.yaml with 1, 2, 3 and 7 workers, then under Node 20, 22, 24 and 26 (from the
# npm package that `node` stands for on this platform), and under each once more with V8 told to use its baseline
# compiler alone, its optimizing compiler alone, no tier-up, and no AVX. Prints the SHA-256 of each summary.csv and ends
# with 1 unless all are one.
# usage: scripts/check-node-versions.sh [VERSION | PATH OF A NODE]...     default: 20 22 24 26
set -euo pipefail
cd "$(dirname "$0")/.."
npm run --silent build
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
sums="$scratch/sums"
run() { # LABEL WORKERS NODE [FLAG...]
  local label=$1 workers=$2
  shift 2
  "$@" dist/src/cli.js run configs/ci.yaml --workers "$workers" --quiet --out "$scratch/$label" >/dev/null
  printf '%s  %s\n' "$(sha256sum <"$scratch/$label/summary.csv" | cut -d' ' -f1)" "$label" | tee -a "$sums"
}
node_of() { # VERSION | PATH
  if [ -x "$1" ]; then echo "$1"; return; fi
  local package
  package=node-$(node -p 'process.platform + "-" + process.arch')
  mkdir -p "$scratch/node-$1"
  (cd "$scratch/node-$1" && npm init -y >/dev/null && npm install --silent --no-save "$package@$1" >/dev/null) || true
  find "$scratch/node-$1/node_modules" -path '*/bin/node' -type f | head -n 1
}
for workers in 1 2 3 7; do run "workers-$workers" "$workers" "$(command -v node)"; done
for version in "${@:-20 22 24 26}"; do
  for one in $version; do
    binary=$(node_of "$one")
    if [ -z "$binary" ]; then echo "Node $one cannot be had here" >&2; exit 1; fi
    name=$("$binary" --version)
    run "$name" 2 "$binary"
    for flag in --liftoff-only --no-liftoff --no-wasm-tier-up --no-enable-avx; do
      # A flag that another machine's V8 does not know changes nothing to be checked.
      if "$binary" "$flag" -e 0 2>/dev/null; then run "$name$flag" 2 "$binary" "$flag"; else echo "$name has no $flag"; fi
    done
  done
done
[ "$(cut -d' ' -f1 "$sums" | sort -u | wc -l)" = 1 ] && echo "one SHA-256"
