# Sourced: what is asked of jobs.

# State of a job or an element (12 or 12_3): PENDING, RUNNING, COMPLETED, FAILED, …; only the last submission's word counts.
job_field() { scontrol -o show job "$1" 2>/dev/null | grep -o " $2=[^ ]*" | head -1 | cut -d= -f2; }
job_is() { [ "$(job_field "$1" JobState)" = "$2" ]; }
job_ended() { [[ $(job_field "$1" JobState) =~ ^(COMPLETED|FAILED|CANCELLED|TIMEOUT|NODE_FAIL)$ ]]; }

# The array that a merge waits for was queued just before it.
array_of() { squeue -h -t all -n gradvar-shard -o %F | sort -n | tail -1; }

element_on() { squeue -h -t R -n gradvar-shard -w "$1" -o '%F_%K' | head -1; }

# Records that a shard has written so far.
records() { cat "$1/journal.ndjson" 2>/dev/null | wc -l; }
has_records() { [ "$(records "$1")" -ge "$2" ]; }

# A requeued job waits two minutes (BeginTime); nobody has to here.
hurry() {
  local job
  for job in $(squeue -h -t PD -o '%A %r' | grep ' BeginTime$' | cut -d' ' -f1); do
    scontrol update jobid="$job" starttime=now 2>/dev/null || true
  done
}

show_logs() { tail -n 15 "$1"/logs/*.out >&2; }

fail() {
  echo "check-slurm: FAILED: $*" >&2
  scontrol -o show job 2>/dev/null | grep -oE '^JobId=[^ ]*|ArrayTaskId=[^ ]*|JobState=[^ ]*|Reason=[^ ]*|Restarts=[^ ]*|ExitCode=[^ ]*|RunTime=[^ ]*|BatchHost=[^ ]*' |
    awk '/^JobId/ { printf "\n" } { printf "%s ", $0 } END { print "" }' >&2
  exit 1
}

# same_bytes DIR: its summary is that of the single run.
same_bytes() {
  cmp -s "$reference/summary.csv" "$1/summary.csv" || { show_logs "$1"; fail "$1/summary.csv differs from the single run"; }
}

# merge_done JOB DIR: waits for the merge and holds its result against the single run.
merge_done() {
  within "$patience" ended_in_a_hurry "$1" || { squeue >&2; show_logs "$2"; fail "merge $1 did not end within $patience s"; }
  job_is "$1" COMPLETED || { show_logs "$2"; fail "merge $1 is $(job_field "$1" JobState)"; }
  same_bytes "$2"
}

ended_in_a_hurry() {
  hurry
  job_ended "$1"
}
