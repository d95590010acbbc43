#!/usr/bin/env bash
# Makes sure that this machine has what Cairn is built and tested with. On
# Debian and Ubuntu it installs what is missing when it may; otherwise it names
# the one command to run. When all is there it takes a moment and says nothing.
set -euo pipefail

if ! command -v go >/dev/null; then
  echo "Cairn is built with Go 1.26 or later. Install it from https://go.dev/dl and run this again." >&2
  exit 1
fi
[[ "$(uname)" == Linux ]] || exit 0

missing=()
need_command() { command -v "$1" >/dev/null || missing+=("$2"); }
need_library() { pkg-config --exists "$1" 2>/dev/null || missing+=("$2"); }

find_missing() {
  missing=()
  need_command gcc gcc
  need_command pkg-config pkg-config
  need_command Xvfb xvfb
  need_command xdotool xdotool
  need_command xauth xauth
  need_command import imagemagick
  need_command xwininfo x11-utils
  [[ -e /usr/include/stdlib.h ]] || missing+=(libc6-dev)
  need_library gl libgl1-mesa-dev
  for library in x11 xcursor xrandr xinerama xi xxf86vm; do
    need_library "$library" xorg-dev
  done
  if ((${#missing[@]})); then
    mapfile -t missing < <(printf '%s\n' "${missing[@]}" | sort -u)
  fi
}

as_root=()
if [[ $EUID != 0 ]]; then
  as_root=(sudo)
fi

# What one step of CI does without, where it cannot be had: see scripts/fat.sh.
if [[ -n ${CI:-} && (! -x /usr/sbin/mkfs.fat || ! -x /usr/bin/mcopy) ]] && command -v apt-get >/dev/null; then
  "${as_root[@]}" apt-get update -q && "${as_root[@]}" apt-get install -y -q --no-install-recommends mtools dosfstools </dev/null ||
    echo "mtools and dosfstools cannot be installed here: sticks formatted as FAT32 are not tried."
fi

find_missing
((${#missing[@]})) || exit 0

if ! command -v apt-get >/dev/null; then
  echo "Cairn needs what Debian calls: ${missing[*]}" >&2
  echo "Install these with your system's own tool and run this again." >&2
  exit 1
fi
if [[ $EUID != 0 ]] && ! sudo -n true 2>/dev/null; then
  echo "Some packages are missing. Run this, then try again:" >&2
  echo "  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${missing[*]}" >&2
  exit 1
fi

echo "Installing: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -q
"${as_root[@]}" apt-get install -y -q --no-install-recommends "${missing[@]}" </dev/null

find_missing
if ((${#missing[@]})); then
  echo "Still missing after the installation: ${missing[*]}" >&2
  exit 1
fi
