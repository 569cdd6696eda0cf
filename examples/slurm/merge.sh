#!/usr/bin/env bash
#SBATCH --job-name=gradvar-merge
#SBATCH --cpus-per-task=1
#SBATCH --mem-per-cpu=1G
#SBATCH --time=00:30:00
#SBATCH --open-mode=append
# usage: sbatch --dependency=afterok:ARRAY --kill-on-invalid-dep=yes merge.sh OUT SHARDS     (submit.sh does it)
set -euo pipefail
out=$1 shards=$2
read -ra gradvar <<<"${GRADVAR:-gradvar}"
exec "${gradvar[@]}" merge "$out"/shard-*-of-"$shards" --out "$out"
