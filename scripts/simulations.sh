#!/usr/bin/env bash
# Runs the simulated laptops, a fifth as many that meet at carriers only, and
# the failing disks: SEEDS seeds (default 1000) from FIRST on (default 1), one
# process a core.
set -euo pipefail
source "$(dirname "$0")/env.sh"

seeds=${1:-1000}
first=${2:-1}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for package in cmd/internal/simulation storage/testdisk; do
  CGO_ENABLED=0 go test -c -tags "$plain_tags" -o "$work/${package##*/}" "./$package"
done
# The keys are real files; in memory they cost nothing.
[[ -w /dev/shm ]] && TMPDIR=$(mktemp -d -p /dev/shm) && export TMPDIR && trap 'rm -rf "$work" "$TMPDIR"' EXIT

cores=$(nproc)
pids=()
for ((core = 0; core < cores; core++)); do
  (cd cmd/internal/simulation && "$work/simulation" -test.timeout 0 -test.v -test.run 'Whatever|RoundsBy' \
    -first $((first + core)) -seeds $((seeds - core)) -rounds $((seeds / 5 - core)) -every "$cores" >"$work/log.$core" 2>&1) &
  pids+=($!)
done
failed=0
for core in "${!pids[@]}"; do
  wait "${pids[core]}" || failed=1
  grep -vE '^ *(=== |--- PASS|PASS)' "$work/log.$core" || true
done
(cd storage/testdisk && "$work/testdisk" -test.timeout 0 -test.v -first "$first" -seeds $((seeds / 2)) -every 1) || failed=1
(cd cmd/internal/simulation && "$work/simulation" -test.timeout 0 -test.run 'Once|Same|Mutation|Forks' -forks "$((seeds / 5))") || failed=1
exit "$failed"
