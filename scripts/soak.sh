#!/usr/bin/env bash
# Repeats the random tests, the simulations, the kills and the fuzz targets with fresh seeds for
# as many minutes as the argument says (default 60); stops at the first failure.
set -euo pipefail
source "$(dirname "$0")/env.sh"

until_second=$((SECONDS + 60 * ${1:-60}))
round=0
while ((SECONDS < until_second)); do
  round=$((round + 1))
  echo "round $round, $((SECONDS / 60)) min"
  CGO_ENABLED=0 go test -tags "$plain_tags" -count=1 ./improve/... ./storage/... ./app ./sync/...
  scripts/simulations.sh 2000 $((1000000 + RANDOM * 100000 + RANDOM))
  scripts/kills.sh 200
  scripts/fuzz.sh 60s
done
echo "$round rounds, nothing found."
