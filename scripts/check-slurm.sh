#!/usr/bin/env bash
# A real Slurm with two nodes on this machine: examples/slurm must give the bytes of a single run whatever happens to it.
# usage: check-slurm.sh [scenario…]. Needs root and Slurm; on Debian: apt-get install slurm-wlm munge
# Exit 0 all passed, 1 a scenario failed, 77 Slurm is missing here. At most TIME_LIMIT seconds (default 900).
set -euo pipefail
if [ -z "${CHECK_SLURM_TIMED:-}" ]; then
  CHECK_SLURM_TIMED=1 exec timeout --kill-after=30 "${TIME_LIMIT:-900}" "$0" "$@"
fi
cd "$(dirname "$0")/.."
. scripts/slurm/cluster.sh
. scripts/slurm/jobs.sh
. scripts/slurm/scenarios.sh

lacking=$(cluster_lacks)
if [ -n "$lacking" ]; then
  printf 'check-slurm: not run, missing: %s\n' "$(paste -sd, <<<"$lacking" | sed 's/,/, /g')" >&2
  echo 'on Debian, as root: apt-get install slurm-wlm munge' >&2
  exit 77
fi

work=$(mktemp -d)
trap 'cluster_stop; rm -rf "$work"' EXIT
[ -n "${GRADVAR_NO_BUILD:-}" ] || npm run --silent build
export GRADVAR="$(command -v node) $PWD/dist/src/cli.js"
config=$work/config.yaml reference=$work/reference slurm_examples=$PWD/examples/slurm shards=4 patience=120
# Some seconds for each shard.
sed "s/^trials: .*/trials: ${TRIALS:-200000}/" configs/ci.yaml >"$config"
$GRADVAR run "$config" --quiet --out "$reference" >/dev/null

cluster_start
echo "Slurm $(sbatch --version | cut -d' ' -f2), nodes n1 and n2; single run: $(sha256sum <"$reference/summary.csv" | cut -c1-16)…"
[ $# -gt 0 ] || set -- array_with_dependent_merge shard_from_slurm element_requeued element_killed node_dies time_limit time_limit_unattended
for scenario in "$@"; do
  started=$SECONDS
  "$scenario"
  echo "$scenario: same bytes ($((SECONDS - started)) s)"
done
