#!/usr/bin/env bash
# Builds and opens Cairn. Without a display it plays the story of two schools
# with the real programs on a virtual one, and says what happened.
set -euo pipefail
source "$(dirname "$0")/env.sh"
scripts/setup.sh

if [[ -z "${DISPLAY:-}" && "$(uname)" == Linux ]]; then
  exec scripts/story.sh "$@"
fi
scripts/build.sh
exec out/bin/cairn "$@"
