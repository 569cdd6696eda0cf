#!/usr/bin/env bash
# usage: submit.sh CONFIG OUT SHARDS [sbatch options of the shards]
#
# Queues an array of SHARDS elements and a merge that waits for all of them; prints the job id of the merge, which leaves
# OUT/summary.csv. Run it again after any failure: finished shards end at once, the others go on where they stopped.
# GRADVAR names the program if it is not on the PATH; GRADVAR_REQUEUES bounds how often a shard may requeue itself.
set -euo pipefail
[ $# -ge 3 ] || { sed -n '2s/^# //p' "$0" >&2; exit 2; }
config=$1 out=$2 shards=$3
shift 3
here=$(cd "$(dirname "$0")" && pwd)
read -ra gradvar <<<"${GRADVAR:-gradvar}"

# A wrong config fails here and not in every element of the array.
"${gradvar[@]}" plan "$config" >&2
mkdir -p "$out/logs"
array=$(sbatch --parsable --array="1-$shards" --output="$out/logs/%x-%A_%a.out" "$@" \
  "$here/shard.sh" "$config" "$out" "$shards")
# Without --kill-on-invalid-dep a merge whose shards failed would wait for ever.
merge=$(sbatch --parsable --dependency="afterok:${array%%;*}" --kill-on-invalid-dep=yes --output="$out/logs/%x-%j.out" \
  "$here/merge.sh" "$out" "$shards")
echo "shards: job ${array%%;*}, merge: job ${merge%%;*}" >&2
echo "${merge%%;*}"
