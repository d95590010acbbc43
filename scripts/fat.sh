#!/usr/bin/env bash
# Files for sticks on an image of a FAT32 disk, which mtools write and read: no
# kernel need mount it. Needs mtools and dosfstools; without them it says so and
# does nothing.
set -euo pipefail
source "$(dirname "$0")/env.sh"

PATH=$PATH:/usr/sbin:/sbin
if ! { command -v mkfs.fat && command -v mcopy && command -v mdir; } >/dev/null; then
  echo "not run: needs mtools and dosfstools"
  exit 0
fi
MTOOLS_SKIP_CHECK=1 CGO_ENABLED=0 go test -tags "$plain_tags,fat" -count=1 -timeout 5m "$@" -run FAT ./sync/bundle
