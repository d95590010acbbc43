#!/usr/bin/env bash
# Runs a command with a display: the one there is, or a private virtual one of
# the size of a school laptop, which only this command can reach and which
# ends with it.
#
#   scripts/with-display.sh COMMAND [ARGUMENT ...]
#   env -u DISPLAY scripts/with-display.sh COMMAND ...     always the private one
set -euo pipefail

if [[ -n "${DISPLAY:-}" || "$(uname)" == Darwin ]]; then
  exec "$@"
fi

own=$(mktemp -d)
server=
end() {
  if [[ -n "$server" ]]; then
    kill "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  rm -rf "$own"
}
trap end EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

export XAUTHORITY="$own/authority"
cookie=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
touch "$XAUTHORITY"
xauth -q -f "$XAUTHORITY" add :0 . "$cookie"

# The server picks a free number itself and tells it when it is ready.
mkfifo "$own/number"
Xvfb -displayfd 3 -noreset -screen 0 1366x768x24 -nolisten tcp -auth "$XAUTHORITY" 3<>"$own/number" >"$own/log" 2>&1 &
server=$!
if ! read -r -t 60 number <>"$own/number"; then
  cat "$own/log" >&2
  echo "with-display.sh: the virtual display did not start." >&2
  exit 1
fi
export DISPLAY=":$number"
xauth -q -f "$XAUTHORITY" add "$DISPLAY" . "$cookie"

code=0
"$@" || code=$?
exit "$code"
