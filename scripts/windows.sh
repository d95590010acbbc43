#!/usr/bin/env bash
# Builds both programs for Windows into out/windows, on Debian or Ubuntu, with
# Cairn's icon. The window needs C: MinGW is installed when it is missing. The
# first time takes some ten minutes on two cores.
set -euo pipefail
source "$(dirname "$0")/env.sh"

compiler=x86_64-w64-mingw32
if ! command -v "$compiler-gcc" >/dev/null || ! command -v convert >/dev/null; then
  echo "Run this first: sudo apt-get install -y --no-install-recommends gcc-mingw-w64-x86-64 imagemagick" >&2
  exit 1
fi

# The linker takes what lies beside the program's code as *.syso.
resource=cmd/cairn/icon_windows_amd64.syso
scratch=$(mktemp -d)
trap 'rm -rf "$scratch" "$resource"' EXIT
convert assets/icons/cairn.png -define icon:auto-resize=256,64,48,32,16 "$scratch/cairn.ico"
echo "1 ICON \"$scratch/cairn.ico\"" | "$compiler-windres" -O coff -o "$resource"

mkdir -p out/windows
export GOOS=windows GOARCH=amd64
CGO_ENABLED=1 CC=$compiler-gcc go build -tags migrated_fynedo -trimpath -ldflags '-s -w -H windowsgui' -o out/windows/ ./cmd/cairn
CGO_ENABLED=0 go build -trimpath -ldflags '-s -w' -o out/windows/ ./cmd/cairnctl
ls -l out/windows
