#!/usr/bin/env bash
# Compares Cairn with the second reader of docs/verify: the vectors, and the
# digest of every space of a folder that cairnctl has just filled. Without
# python3 there is nothing to compare, and it says so.
set -euo pipefail
cd "$(dirname "$0")/.."
if ! command -v python3 >/dev/null; then
  echo "no python3 here: the second reader was not asked"
  exit 0
fi
folder=$(mktemp -d)
export CAIRN_STATE=$folder/state
trap 'rm -rf "$folder"' EXIT
CGO_ENABLED=0 go build -o "$folder/cairnctl" ./cmd/cairnctl
ctl() { "$folder/cairnctl" --dir "$folder/data" --json "$@"; }
id() { sed 's/.*"id":"\([^"]*\)".*/\1/'; }

ctl init --name "Ana Nord" --school "North School" >/dev/null
aim=$(ctl add --kind aim --set "title=More families finish the form" | id)
ctl edit "$aim" --set "title=All families finish the form" --set "what=Fewer questions" >/dev/null
ctl comment "$aim" "By when?" >/dev/null
measure=$(ctl add --kind measure --set "title=Forms done" --link "aim=$aim" | id)
ctl redact "$aim" --field what --reason "not meant for all" >/dev/null
ctl redact "$measure" --reason "a mistake" >/dev/null

python3 -B docs/verify/verify.py --vectors
python3 -B docs/verify/verify.py "$folder/data" --json >"$folder/read"
digests() { grep -o '"digest": *"[0-9a-f]*"' | tr -d ' ' | sort; }
diff <(ctl digest | digests) <(digests <"$folder/read")
grep -q '"title": "All families finish the form"' "$folder/read"
tail -n 1 "$folder/read"
