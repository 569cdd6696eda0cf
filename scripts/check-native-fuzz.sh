#!/usr/bin/env bash
# Any bytes as a list of steps for the native kernel: what its checks admit runs at every width that this processor has, with
# the sanitizers of addresses and of undefined behavior watching. By libFuzzer where clang has it, otherwise by random bytes,
# most of which are nearly right lists.
# usage: npm run check:native-fuzz [-- SECONDS = 600]
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-600}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
node -e "
  import('./scripts/kernel-to-c.mjs').then(({ kernelToC }) => {
    const { writeFileSync } = require('node:fs');
    const { functions, list } = kernelToC('workers/kernel/assembly');
    writeFileSync('$scratch/passes.h', functions);
    writeFileSync('$scratch/pass-list.h', list);
  })"
flags=(-std=gnu11 -O1 -g -Wno-psabi -ffp-contract=off -fno-sanitize-recover=all "-I$scratch" -Iworkers/kernel/native)
widest=256
if grep -qw avx512vl /proc/cpuinfo; then widest=512; fi
build() { # COMPILER SANITIZERS
  local objects=()
  for width in 256 512; do
    local wide=(-mavx2)
    [ "$width" = 512 ] && wide=(-mavx512f -mavx512dq -mavx512bw -mavx512vl)
    "$1" "${flags[@]}" "-fsanitize=$2" "${wide[@]}" "-DWIDTH=$width" -c workers/kernel/native/kernel.c -o "$scratch/$width.o" || return 1
    objects+=("$scratch/$width.o")
  done
  "$1" "${flags[@]}" "-fsanitize=$2" "-DWIDEST=$widest" -o "$scratch/fuzz" scripts/fuzz-native/fuzz.c workers/kernel/native/check-steps.c "${objects[@]}"
}
if command -v clang >/dev/null && build clang fuzzer,address,undefined 2>/dev/null; then
  echo "libFuzzer, $seconds s"
  "$scratch/fuzz" -max_total_time="$seconds" -max_len=1200 -print_final_stats=1
else
  build "${CC:-cc}" address,undefined,float-cast-overflow
  "$scratch/fuzz" "$seconds"
fi
