#!/usr/bin/env bash
# The packed tarball, installed in an empty folder elsewhere, runs a config, lists its catalogue and serves as a library;
# it carries no tests.
set -euo pipefail
cd "$(dirname "$0")/.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
tarball=$(npm pack --silent --pack-destination "$scratch" | tail -n 1)
if tar -tzf "$scratch/$tarball" | grep -E '^package/(dist/)?(test|research|scripts|node_modules)/|^package/bench/|\.test\.'; then
  echo "the tarball carries what it should not" >&2; exit 1
fi
mkdir "$scratch/elsewhere" && cd "$scratch/elsewhere"
npm init -y >/dev/null && npm install --silent "$scratch/$tarball"
npx gradvar integrands | head -n 3
npx gradvar plan node_modules/gradvar/configs/ci.yaml | grep '^kernel'
if [ "$(node -p 'process.platform + process.arch')" = linuxx64 ]; then
  GRADVAR_KERNEL=native npx gradvar plan node_modules/gradvar/configs/ci.yaml >/dev/null
fi
path=$(npx gradvar run node_modules/gradvar/configs/gal-2016.yaml --quiet)
head -n 2 "$path" | cut -c1-100
cat >library.mjs <<'SCRIPT'
import { exactMoments, compileIntegrand } from 'gradvar';
const { mu } = exactMoments(compileIntegrand('sin(10*z)', {}), 0, 1);
console.log(mu.score.variance.value / mu.pathwise.variance.value);
SCRIPT
node library.mjs
tar -tzf "$scratch/$tarball" | wc -l
ls -l "$scratch/$tarball" | awk '{print $5 " bytes"}'
