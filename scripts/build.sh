#!/usr/bin/env bash
# Builds the programs into out/bin.
set -euo pipefail
source "$(dirname "$0")/env.sh"

mkdir -p out/bin
go build -tags "$window_tags" -trimpath -o out/bin/ ./cmd/cairn
CGO_ENABLED=0 go build -trimpath -o out/bin/ ./cmd/cairnctl
