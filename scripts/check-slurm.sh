#!/usr/bin/env bash
# A real Slurm with two nodes on this machine: examples/slurm must give the bytes of a single run whatever happens to it.
# usage: check-slurm.sh [scenario…]. Needs root and Slurm; on Debian: apt-get install slurm-wlm munge
# Exit 0 all passed, 1 a scenario failed, 77 Slurm is missing here. At most TIME_LIMIT seconds (default 1200).
set -euo pipefail
if [ -z "${CHECK_SLURM_TIMED:-}" ]; then
  CHECK_SLURM_TIMED=1 exec timeout --kill-after=30 "${TIME_LIMIT:-1200}" "$0" "$@"
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
trap 'exit 143' TERM INT
[ -n "${GRADVAR_NO_BUILD:-}" ] || npm run --silent build
export GRADVAR="$(command -v node) $PWD/dist/src/cli.js"
slurm_examples=$PWD/examples/slurm patience=180 trials=${TRIALS:-300000} milliseconds=

# experiment SHARDS TRIALS: sets config, shards and reference, the result of the single run that all must equal.
experiment() {
  shards=$1 config=$work/$2.yaml reference=$work/reference-$2
  [ ! -e "$config" ] || return 0
  sed "s/^trials: .*/trials: $2/" configs/ci.yaml >"$config"
  local from
  from=$(date +%s%3N)
  $GRADVAR run "$config" --quiet --out "$reference" >/dev/null
  [ -n "$milliseconds" ] || milliseconds=$(($(date +%s%3N) - from))
}

cluster_start
echo "Slurm $(sbatch --version | cut -d' ' -f2) with two nodes"
[ $# -gt 0 ] || set -- array_with_dependent_merge shard_from_slurm element_requeued element_killed node_dies stopped_unattended time_limit
for scenario in "$@"; do
  started=$SECONDS
  # Some seconds for each shard, so that there is time to kill it.
  experiment 4 "$trials"
  "$scenario"
  echo "$scenario: same bytes ($((SECONDS - started)) s)"
done
