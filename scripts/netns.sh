#!/usr/bin/env bash
# Laptops in real networks: a switch, a router, firewalls, made of network
# namespaces that the tests make and take away. Needs Linux, root, and ip and
# bridge of iproute2; without them it says so and does nothing.
set -euo pipefail
source "$(dirname "$0")/env.sh"

if [[ $(uname) != Linux || $EUID -ne 0 ]] || ! command -v ip bridge >/dev/null; then
  echo "not run: needs Linux, root and iproute2"
  exit 0
fi
CGO_ENABLED=0 go test -tags "$plain_tags,netns" -count=1 -timeout 15m "$@" ./cmd/internal/netns
