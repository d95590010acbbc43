#!/usr/bin/env bash
# Measures Fossil, git, rsync and Syncthing, and Cairn, on the same events in
# the same run, and prints one table. The kit of the others is no part of this
# repository: PEERS names its folder (../shared/peers unless said otherwise).
# DELAY is a delay of the line in milliseconds, one way; SYNCTHING how many
# events Syncthing gets, as a multiple of a thousand (it is slow; 0: none).
set -euo pipefail
source "$(dirname "$0")/env.sh"

kit=${PEERS:-../shared/peers}
delay=${DELAY:-0}
syncthing_events=${SYNCTHING:-2000}
if [[ ! -f $kit/run_all.sh ]]; then
  echo "The bench kit of the others is not in $kit. Set PEERS to its folder." >&2
  exit 1
fi

missing=()
for command in fossil git syncthing rsync sqlite3 zstd bc curl time python3; do
  command -v "$command" >/dev/null || missing+=("$command")
done
if ((${#missing[@]})); then
  as_root=()
  [[ $EUID == 0 ]] || as_root=(sudo)
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" apt-get install -y --no-install-recommends "${missing[@]}" >/dev/null
fi

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cp -r "$kit"/. "$scratch"
chmod -R u+w "$scratch"
find "$scratch" -type f -exec sed -i "s#BENCHDIR#$scratch#g" {} +
(cd "$scratch/proxy" && GO111MODULE=off go build -o ../tcpcount .)

echo "The others: the kit's own figures follow as they come." >&2
bash "$scratch/run_all.sh" "$delay" "$syncthing_events" >"$scratch/kit.out" 2>&1 || echo "The kit did not end well; what it measured is shown." >&2
grep -E '^syncthing' "$scratch/kit.out" >"$scratch/syncthing.txt" || true

CAIRN_BENCH_FILES="$scratch/ev100k.jsonl,$scratch/ev1k.jsonl" CAIRN_BENCH_DELAY=$delay CGO_ENABLED=0 \
  go test -tags "$plain_tags" -run '^$' -bench '^BenchmarkTargets$' -benchtime 1x ./cmd/cairnctl/ >"$scratch/cairn.txt"

printf '%-36s %10s %10s %10s %12s\n' "what" "wall s" "asking s" "serving s" "bytes"
awk '/rc=0/ {
  label = $0; sub(/ +rc=.*/, "", label)
  for (i = 1; i <= NF; i++) { split($i, pair, "="); value[pair[1]] = pair[2] }
  sub(/s$/, "", value["wall"]); sub(/s$/, "", value["client_cpu"]); sub(/s$/, "", value["server_cpu"])
  printf "%-36s %10s %10s %10s %12d\n", label, value["wall"], value["client_cpu"], value["server_cpu"], value["c2s"] + value["s2c"]
}' "$scratch/results.txt"
cat "$scratch/syncthing.txt"
echo
echo "Cairn, with every event verified, folded into pages, on disk and encrypted on the line:"
grep -vE '^(goos|goarch|pkg|cpu|PASS|ok|Benchmark)' "$scratch/cairn.txt"
