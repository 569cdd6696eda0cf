#!/usr/bin/env bash
#SBATCH --job-name=gradvar-shard
#SBATCH --cpus-per-task=4
#SBATCH --mem-per-cpu=500M
#SBATCH --time=04:00:00
#SBATCH --signal=B:USR2@120
#SBATCH --requeue
#SBATCH --open-mode=append
# usage: sbatch --array=1-SHARDS shard.sh CONFIG OUT SHARDS     (submit.sh does it)
#
# One element of the array does one shard. Killed, preempted or out of time: it goes on where it stopped when it runs again.
set -uo pipefail
config=$1 out=$2 shards=$3
mkdir -p "$out"
shard=$SLURM_ARRAY_TASK_ID
folder=$out/shard-$shard-of-$shards
read -ra gradvar <<<"${GRADVAR:-gradvar}"

# gradvar never takes the lock of a process on another host: it cannot know whether that lives. Slurm does: if the job that
# left the lock is an earlier attempt of this one, or runs no longer, the lock is nobody's.
for record in "$folder".attempt-*; do
  [ -e "$record" ] || continue
  grep -qsFf "$record" "$folder"/.lock/[0-9]* || continue
  running=$(squeue --noheader --me --states=running,suspended,stopped,completing --format=%A) || break
  owner=${record##*-}
  if [ "$owner" = "$SLURM_JOB_ID" ] || ! grep -qx "$owner" <<<"$running"; then
    echo "removing the lock of job $owner, which has ended" >&2
    rm -rf "$folder/.lock" "$record"
  fi
done

# Slurm sends SIGUSR2 to this shell alone (--signal=B:), but SIGTERM to every process of the job.
child='' again=''
trap 'kill -USR2 "$child" 2>/dev/null && again=1' USR2
trap 'kill -0 "$child" 2>/dev/null && again=1' TERM

# SLURM_ARRAY_TASK_COUNT would be wrong here: it counts this submission, which may be of one lost element alone.
"${gradvar[@]}" run "$config" --shard "$shard/$shards" --out "$folder" --grace 20s &
child=$!
printf '"host":"%s","pid":%s,' "$(hostname)" "$child" >"$folder.attempt-$SLURM_JOB_ID"

wait "$child"
code=$?
while [ -n "$again" ]; do
  again=
  wait "$child"
  code=$?
done

# Ended by itself, gradvar has freed its lock.
[ "$code" -gt 128 ] || rm -f "$folder.attempt-$SLURM_JOB_ID"

# 75: stopped in time and resumable. A requeued element has not failed, so the merge keeps waiting for it. Not by
# SLURM_JOB_ID: that of one of the elements is the id of the whole array.
if [ "$code" = 75 ] && [ "${SLURM_RESTART_COUNT:-0}" -lt "${GRADVAR_REQUEUES:-20}" ]; then
  scontrol requeue "${SLURM_ARRAY_JOB_ID}_$shard" && exit 0
fi
exit "$code"
