#!/usr/bin/env bash
# Builds the terminal program for the other systems, without C.
set -euo pipefail
source "$(dirname "$0")/env.sh"

for system in windows/amd64 darwin/arm64; do
  echo "$system"
  CGO_ENABLED=0 GOOS="${system%/*}" GOARCH="${system#*/}" go build -trimpath -o "out/cross/${system/\//-}/" ./cmd/cairnctl
done
