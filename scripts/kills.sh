#!/usr/bin/env bash
# Kills programs in the middle of saving and exchanging, as often as the
# argument says (default 60), and looks at what is left.
set -euo pipefail
source "$(dirname "$0")/env.sh"

mapfile -t packages < <(packages_with CAIRN_KILLS)
CAIRN_KILLS="${1:-60}" CGO_ENABLED=0 go test -tags "$plain_tags" -count=1 -v -timeout 30m -run Kill "${packages[@]}"
