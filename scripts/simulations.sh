#!/usr/bin/env bash
# Runs the simulated laptops, a fifth as many that meet at carriers only, and
# the failing disks: SEEDS seeds (default 1000) from FIRST on (default 1), in
# pieces that the cores share.
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

# job NAME FOLDER PROGRAM ARGUMENT ... is one piece of the work, with a log of its
# own: it is told when the piece is done, without the names of what passed.
job() {
  local name=$1 folder=$2 program=$3 code=0
  shift 3
  (cd "$folder" && "$work/$program" -test.timeout 0 -test.v "$@") >"$work/log.$name" 2>&1 || code=$?
  grep -vE '^ *(=== |--- PASS|PASS)' "$work/log.$name" || true
  return "$code"
}
export -f job
export work

# Pieces that are long come first, so that no core is left with one at the end.
pieces=2
{
  for ((piece = 0; piece < pieces; piece++)); do
    echo "seeds$piece" cmd/internal/simulation simulation -test.run Whatever -first $((first + piece)) -seeds $((seeds - piece)) -every "$pieces"
  done
  for ((piece = 0; piece < pieces; piece++)); do
    echo "rounds$piece" cmd/internal/simulation simulation -test.run RoundsBy -first $((first + piece)) -rounds $((seeds / 5 - piece)) -every "$pieces"
  done
  echo forks cmd/internal/simulation simulation -test.run Forks -first "$first" -forks $((seeds / 5))
  echo power storage/testdisk testdisk -test.skip DiskErrors -first "$first" -seeds $((seeds / 2)) -every 1
  echo errors storage/testdisk testdisk -test.run DiskErrors -every 1
  echo once cmd/internal/simulation simulation -test.run "'Once|Same|Mutation'"
} | xargs -P "$(nproc)" -d '\n' -I '{}' bash -c 'job {}'
