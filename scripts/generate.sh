#!/usr/bin/env bash
# Writes every file afresh that is made from code: docs/kinds.md, the golden
# files and the test vectors. Each package that makes some has a test with -update.
# Read the diff: what was released may be added to, never changed.
set -euo pipefail
source "$(dirname "$0")/env.sh"

mapfile -t packages < <(packages_with 'flag\.Bool\("update"')
CGO_ENABLED=0 go test -tags "$plain_tags" "${packages[@]}" -count=1 -update
