# Sourced: each scenario ends with the bytes of the single run, or the check fails.
# shellcheck disable=SC2154 # config, work, slurm_examples, shards, reference, patience and GRADVAR are check-slurm.sh's.

submit() { "$slurm_examples/submit.sh" "$config" "$work/$1" "$shards" --cpus-per-task=1 "${@:2}" 2>>"$work/submit.log"; }

array_with_dependent_merge() {
  local merge
  merge=$(submit plain)
  merge_done "$merge" "$work/plain"
}

# The config is read in every element from the array's own variables; a submission of one element alone is refused or
# another share, so only whole arrays may use it.
shard_from_slurm() {
  local array
  mkdir -p "$work/own/logs"
  array=$(cd "$work/own" && sbatch --parsable --array=0-2 --cpus-per-task=1 --output=logs/%A_%a.out \
    --wrap "exec $GRADVAR run $config --shard-from slurm")
  within "$patience" array_over "$array" || fail "array $array did not end"
  $GRADVAR merge "$work"/own/output/*/shard-*-of-3 --out "$work/own" >/dev/null 2>&1 || { show_logs "$work/own"; fail "merge of the array's own shards"; }
  same_bytes "$work/own"
}

array_over() { [ -z "$(squeue -h -j "$1" 2>/dev/null)" ]; }

# As a preemption does: SIGTERM, later SIGKILL, back into the queue. The merge waits on.
element_requeued() {
  local merge element
  merge=$(submit preempted)
  element=$(running_element preempted n1)
  scontrol requeue "$element"
  merge_done "$merge" "$work/preempted"
  [ "$(job_field "$element" Restarts)" = 1 ] || fail "$element was not requeued"
}

# SIGKILL as from an out-of-memory killer: the element fails, so does what depends on it. One more submit.sh mends it, on
# another node, where the lock is that of a process which gradvar cannot ask after.
element_killed() {
  local merge element again
  merge=$(submit killed)
  element=$(running_element killed n1)
  kill -KILL "$(pgrep -f "^[^ ]*node .*run $config .*--out $work/killed/shard-${element#*_}-of-$shards")"
  within "$patience" job_is "$element" FAILED || fail "$element is $(job_field "$element" JobState), not FAILED"
  [ "$(job_field "$element" ExitCode)" = 137:0 ] || fail "$element ended with $(job_field "$element" ExitCode), not 137:0"
  within "$patience" job_is "$merge" CANCELLED || fail "merge $merge is $(job_field "$merge" JobState), not CANCELLED"
  within "$patience" array_over "$(array_of)" || fail "the array did not end"
  again=$(submit killed --exclude=n1)
  merge_done "$again" "$work/killed"
}

# The node loses power: Slurm requeues the element to the other node, which finds a journal and a dead lock of that host.
node_dies() {
  local merge element
  merge=$(submit power)
  element=$(running_element power n1)
  node_power_off n1
  scontrol update nodename=n1 state=down reason="power cut"
  merge_done "$merge" "$work/power"
  [ "$(job_field "$element" Restarts)" = 1 ] || fail "$element was not requeued"
  [ "$(job_field "$element" BatchHost)" = n2 ] || fail "$element did not move to n2"
  node_start n1
  within 20 nodes_idle || fail "n1 does not come back"
}

# One minute is the least time limit, and Slurm looks every 30 s: the signal comes 5 to 35 s after the start, so a shard must
# last longer (55 s at the speed of the first run). Exit 75 is a failure to Slurm as any other; submitted again, it is mended.
time_limit() {
  experiment 2 "${LONG_TRIALS:-1200000}"
  local merge array again
  merge=$(GRADVAR_REQUEUES=0 submit limited --time=1 --signal=B:USR2@25)
  array=$(array_of)
  within "$patience" job_ended "$merge" || fail "merge $merge still waits"
  job_is "$merge" CANCELLED || fail "merge $merge is $(job_field "$merge" JobState), not CANCELLED"
  within "$patience" array_over "$array" || fail "array $array did not end"
  [[ $(scontrol -o show job "$array") == *ExitCode=75:0* ]] || fail "no element ended with 75"
  again=$(submit limited)
  merge_done "$again" "$work/limited"
}

# Told to stop twice, as before a time limit: it requeues itself until it is done, and the merge waits.
stopped_unattended() {
  local merge element
  merge=$(submit unattended)
  for _ in 1 2; do
    element=$(running_element unattended n1)
    # Slurm 22.05 sends this signal but tells scancel that it did not, which would try again for a minute.
    timeout 2 scancel --batch --signal=USR2 "$element" 2>/dev/null || true
    within "$patience" has_left "$element" || fail "$element does not stop"
    hurry
  done
  merge_done "$merge" "$work/unattended"
  [[ $(scontrol -o show job "$(array_of)") =~ Restarts=[1-9] ]] || fail "no element was requeued"
}

# running_element OUT NODE: the element that runs there, once it has added a few records to its journal.
running_element() {
  local element folder before
  within "$patience" on_node "$2" || fail "nothing runs on $2"
  element=$(element_on "$2")
  folder=$work/$1/shard-${element#*_}-of-$shards
  before=$(records "$folder")
  within "$patience" has_records "$folder" $((before + 3)) || { show_logs "$work/$1"; fail "$folder has no journal"; }
  echo "$element"
}
on_node() { [ -n "$(element_on "$1")" ]; }

has_left() { ! job_is "$1" RUNNING; }
