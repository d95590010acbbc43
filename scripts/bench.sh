#!/usr/bin/env bash
# Prints the figures of docs/performance.md, measured here and now.
set -euo pipefail
source "$(dirname "$0")/env.sh"
scripts/setup.sh

mapfile -t packages < <(packages_with '^func Benchmark' | grep -v '^./cmd/cairn$')
CGO_ENABLED=0 go test -tags "$plain_tags" -run '^$' -bench . -benchmem "$@" "${packages[@]}"
if packages_with '^func Benchmark' | grep -qx ./cmd/cairn; then
  env -u DISPLAY scripts/with-display.sh go test -tags "$window_tags,windowtest" -run '^$' -bench . "$@" ./cmd/cairn/
fi
