#!/usr/bin/env bash
# An experiment in N shards by GNU parallel, on this machine or on others that share the folder, and their merge. The same command
# again goes on where it stopped: shards that are done end at once.
# usage: shards.sh CONFIG DIR N [OPTION-OF-PARALLEL]…      such as --jobs 2, --sshlogin 8/one,8/two --workdir .
set -euo pipefail
config=$1 folder=$2 shards=$3
shift 3
gradvar=${GRADVAR:-gradvar}
# Exit 75 stopped in time, 137 killed: a shard is tried again a few times. What it wrote is safe.
parallel "$@" --retries 5 --joblog "$folder.joblog" --line-buffer \
  "$gradvar run {1} --shard {3}/{2} --out {4}/shard-{3}-of-{2} --quiet" \
  ::: "$config" ::: "$shards" ::: $(seq "$shards") ::: "$folder"
# shellcheck disable=SC2086
$gradvar merge "$folder"/shard-*-of-"$shards" --out "$folder"
