#!/usr/bin/env bash
# The random tests at the size of CI: 2,000 sets of events in any order, 200
# removals in every order, 10,000 tables of groups, and every screen and kind drawn without a display.
set -euo pipefail
source "$(dirname "$0")/env.sh"

CAIRN_STORIES="${1:-2000}" CGO_ENABLED=0 go test -tags "$plain_tags" -count=1 -timeout 20m -run 'Stor|Order|Property|Random' ./storage ./improve
CAIRN_REMOVALS=200 CGO_ENABLED=0 go test -tags "$plain_tags" -count=1 -run InEveryOrder ./app
CAIRN_TABLES=10000 CGO_ENABLED=0 go test -tags "$plain_tags" -count=1 -run Random ./improve/chart
pictures=$(mktemp -d)
trap 'rm -rf "$pictures"' EXIT
CGO_ENABLED=0 go run -tags "$plain_tags" ./cmd/gallery "$pictures"
