# shellcheck shell=bash disable=SC2034,SC2164
# Settings that every script and CI shares; to be sourced, from any folder.
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export LANG=en_US.UTF-8 # without a language Fyne complains on every start

# The window on X11 (Wayland's X server included); no C headers of Wayland needed.
window_tags=x11,migrated_fynedo
# Everything without a display and without C: Fyne's driver for tests.
plain_tags=ci,migrated_fynedo

# packages_with TEXT lists the folders, as go wants them, whose test files hold the text.
packages_with() {
  grep -rlE --include='*_test.go' --exclude-dir=testdata -- "$1" app assets cmd disk improve storage sync |
    xargs -r -n1 dirname | sort -u | sed 's|^|./|'
}
