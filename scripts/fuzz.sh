#!/usr/bin/env bash
# Runs every fuzz target in turn, each for the given time (default 30s).
set -euo pipefail
source "$(dirname "$0")/env.sh"

log=$(mktemp)
trap 'rm -f "$log"' EXIT

# Inputs that are new but harmless are made smaller for a moment only: the time
# is for looking further. What is said is kept back until the end tells what it is worth.
fuzz() {
  CGO_ENABLED=0 go test -tags "$plain_tags" -run '^$' -fuzz "^$2\$" -fuzztime "$3" -fuzzminimizetime 50x -parallel 2 "$1" >"$log" 2>&1
}

# ended tells that a run failed only because its time was up while an input was
# under way, which Go sometimes takes for a failure: no input was kept as failing.
ended() { grep -q 'context deadline exceeded' "$log" && ! grep -q 'Failing input' "$log"; }

# try fuzzes a target, once more where the time was up too early.
try() {
  fuzz "$@" && return
  ended || return
  echo "The time was up while an input was under way; once more."
  fuzz "$@"
}

failed=()
for package in $(packages_with '^func Fuzz'); do
  for target in $(sed -nE 's/^func (Fuzz[A-Za-z0-9_]*)\(.*/\1/p' "$package"/*_test.go); do
    echo "$package $target"
    try "$package" "$target" "${1:-30s}" || failed+=("$package $target")
    cat "$log"
  done
done
if ((${#failed[@]})); then
  printf 'failed: %s\n' "${failed[@]}" >&2
  exit 1
fi
