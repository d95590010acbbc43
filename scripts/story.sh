#!/usr/bin/env bash
# Plays the story of two schools with the real programs on a virtual display
# and leaves pictures in out/story.
set -euo pipefail
source "$(dirname "$0")/env.sh"
scripts/build.sh
CGO_ENABLED=0 go build -o out/bin/ ./cmd/story
exec out/bin/story -programs out/bin -out out/story "$@"
