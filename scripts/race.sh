#!/usr/bin/env bash
# The race detector over what has goroutines, with the long tests short.
set -euo pipefail
source "$(dirname "$0")/env.sh"

mapfile -t packages < <(go list -tags "$plain_tags" ./improve/... ./storage/... ./app ./sync/... ./cmd/internal/...)
# Kills prove nothing about races, what runs on one goroutine neither, and random
# sets need fewer seeds to meet one.
alone='Kill|Simulation_|Mutation_|Tampered|DiskErrors|PowerFailure|LyingDisk|Control_|Upgrade_'
alone+='|EveryOrder|WhateverOrder|noSmallGroup|NoTraceInTheFile|SealedByItsPassphrase|NoChosenName'
CAIRN_STORIES=40 CGO_ENABLED=1 go test -race -short -timeout 20m -skip "$alone" -tags "$plain_tags" "${packages[@]}"
