#!/usr/bin/env bash
# Draws every screen and every kind's form with sample data into out/gallery,
# without a display.
set -euo pipefail
source "$(dirname "$0")/env.sh"

CGO_ENABLED=0 go run -tags "$plain_tags" ./cmd/gallery out/gallery
