#!/usr/bin/env bash
# Runs every fuzz target in turn, each for the given time (default 30s).
set -euo pipefail
source "$(dirname "$0")/env.sh"

for package in $(packages_with '^func Fuzz'); do
  for target in $(sed -nE 's/^func (Fuzz[A-Za-z0-9_]*)\(.*/\1/p' "$package"/*_test.go); do
    echo "$package $target"
    CGO_ENABLED=0 go test -tags "$plain_tags" -run '^$' -fuzz "^$target\$" -fuzztime "${1:-30s}" -parallel 2 "$package"
  done
done
