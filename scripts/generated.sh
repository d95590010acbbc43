#!/usr/bin/env bash
# Fails when "make generate" changes anything: somebody changed the code and
# left the files that are made from it as they were.
set -euo pipefail
source "$(dirname "$0")/env.sh"

state() { git status --porcelain && git diff; }
before=$(state)
scripts/generate.sh
if [[ "$(state)" != "$before" ]]; then
  git --no-pager diff
  git status --short
  echo "Run make generate, look at the difference and commit it." >&2
  exit 1
fi
