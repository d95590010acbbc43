#!/usr/bin/env bash
# Runs the linters of .golangci.yml; fetches and builds golangci-lint, once,
# into .tools.
set -euo pipefail
source "$(dirname "$0")/env.sh"

version=v2.15.0
if ! .tools/golangci-lint version 2>/dev/null | grep -qF "${version#v}"; then
  GOBIN="$PWD/.tools" go install "github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$version"
fi
CGO_ENABLED=0 .tools/golangci-lint run --build-tags "$plain_tags" "${@:-./...}"
