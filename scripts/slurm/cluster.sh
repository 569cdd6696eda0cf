# Sourced: a Slurm with two nodes, each with a host name and process ids of its own, as on two machines.
# Everything lives in $slurm_dir and listens on 127.0.0.1; nothing outside of it is touched.

slurm_dir=
declare -A node_pid=()

# Prints what is missing, or nothing.
cluster_lacks() {
  local need
  for need in slurmctld slurmd munged munge sbatch scontrol squeue unshare runuser; do
    command -v "$need" >/dev/null || echo "$need"
  done
  [ "$(id -u)" = 0 ] || echo "root (for host names and process ids of the nodes)"
  unshare --uts --pid --fork --mount-proc true 2>/dev/null || echo "unshare --uts --pid (refused here)"
}

cluster_start() {
  local host ports port0 port1 port2
  host=$(hostname -s)
  slurm_dir=$(mktemp -d)
  mkdir -p "$slurm_dir/state" "$slurm_dir/spool.n1" "$slurm_dir/spool.n2"
  # munged wants every folder above its socket passable, and its key its own.
  chmod 755 "$slurm_dir"
  install -d -o munge -g munge -m 755 "$slurm_dir/munge"
  dd if=/dev/urandom of="$slurm_dir/munge/key" bs=1 count=128 status=none
  chown munge: "$slurm_dir/munge/key" && chmod 400 "$slurm_dir/munge/key"
  runuser -u munge -- "$(command -v munged)" --socket="$slurm_dir/munge/socket" --key-file="$slurm_dir/munge/key" \
    --pid-file="$slurm_dir/munge/pid" --log-file="$slurm_dir/munge/log" --seed-file="$slurm_dir/munge/seed"
  ports=$(node -e '
    const servers = [1, 2, 3].map(() => require("node:net").createServer().listen(0, "127.0.0.1"));
    setTimeout(() => { console.log(...servers.map((s) => s.address().port)); process.exit(); }, 50)')
  read -r port0 port1 port2 <<<"$ports"
  sed -e "s|@DIR@|$slurm_dir|; s|@HOST@|$host|; s|@PORT0@|$port0|; s|@PORT1@|$port1|; s|@PORT2@|$port2|" \
    "$(dirname "${BASH_SOURCE[0]}")/slurm.conf.in" >"$slurm_dir/slurm.conf"
  echo "127.0.0.1 localhost n1 n2 $host" >"$slurm_dir/hosts"
  export SLURM_CONF=$slurm_dir/slurm.conf
  slurmctld
  node_start n1
  node_start n2
  within 20 nodes_idle || { sinfo -N >&2; tail "$slurm_dir"/*.log >&2; return 1; }
}

nodes_idle() { [ "$(sinfo -h -N -t idle -o %N 2>/dev/null | wc -l)" = 2 ]; }

# The shell is the first process of the node: when it dies, the kernel kills all the others, as a power cut does.
node_start() {
  unshare --uts --pid --fork --kill-child --mount-proc \
    sh -c "hostname $1; mount --bind $slurm_dir/hosts /etc/hosts; slurmd -D -N $1 & wait" >/dev/null 2>&1 &
  node_pid[$1]=$!
  disown
}

node_power_off() {
  kill -KILL "${node_pid[$1]}"
  within 10 process_gone "${node_pid[$1]}"
}

cluster_stop() {
  [ -n "$slurm_dir" ] || return 0
  local node file pid
  scancel --user=root 2>/dev/null || true
  for node in "${!node_pid[@]}"; do kill -KILL "${node_pid[$node]}" 2>/dev/null || true; done
  for file in "$slurm_dir/slurmctld.pid" "$slurm_dir/munge/pid"; do
    [ -s "$file" ] || continue
    pid=$(cat "$file")
    kill "$pid" 2>/dev/null || continue
    within 10 process_gone "$pid" || kill -KILL "$pid" 2>/dev/null || true
  done
  rm -rf "$slurm_dir"
}

process_gone() { ! kill -0 "$1" 2>/dev/null; }

# within SECONDS COMMAND…: true as soon as the command is, false after that time.
within() {
  local end=$((SECONDS + $1))
  shift
  until "$@"; do
    [ $SECONDS -lt $end ] || return 1
    sleep 0.3
  done
}
