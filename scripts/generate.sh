#!/usr/bin/env bash
# Writes every file afresh that is made from code: docs/kinds.md, the golden
# files and the test vectors. Each package that makes some has a test with -update.
# Read the diff: what was released may be added to, never changed.
set -euo pipefail
source "$(dirname "$0")/env.sh"

for package in $(packages_with 'flag\.Bool\("update"'); do
  tests=.
  [[ "$package" != ./app/ui ]] || tests=EnglishTable # one of hundreds, and the slow ones write nothing
  CGO_ENABLED=0 go test -tags "$plain_tags" "$package" -count=1 -run "$tests" -update
done
