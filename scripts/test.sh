#!/usr/bin/env bash
# All tests: first everything that needs no window and no C compiler, then the
# real programs with two windows on a display of their own.
set -euo pipefail
source "$(dirname "$0")/env.sh"
scripts/setup.sh

start=$SECONDS
CGO_ENABLED=0 go vet -tags "$plain_tags" ./...
CGO_ENABLED=0 go test -timeout 20m -tags "$plain_tags" "$@" ./... # a busy machine is no failure
echo "without a window: $((SECONDS - start)) s"

start=$SECONDS
if [[ -n "$(packages_with '^//go:build windowtest')" ]]; then
  # A display of its own even at a desk: these tests move the pointer and type.
  env -u DISPLAY scripts/with-display.sh go test -timeout 20m -tags "$window_tags,windowtest" "$@" -run Window ./cmd/cairn/
  echo "with windows: $((SECONDS - start)) s"
fi
