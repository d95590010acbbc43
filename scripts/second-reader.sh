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

# A second laptop writes apart from the first, and both meet again.
other() { CAIRN_STATE=$folder/other-state "$folder/cairnctl" --dir "$folder/other" --json "$@"; }
meet() { # meet COMMAND …: runs it while the first laptop serves
  "$folder/cairnctl" --dir "$folder/data" serve --listen /ip4/127.0.0.1/tcp/0 --lan=false >"$folder/line" &
  local serving=$! line="" status=0
  for _ in $(seq 300); do
    line=$(head -n 1 "$folder/line")
    [[ -n "$line" ]] && break
    sleep 0.1
  done
  "$@" || status=$?
  kill -INT "$serving"
  wait "$serving"
  return "$status"
}
join() {
  other init --name "Ben South" >/dev/null
  other join "$(ctl invite --space "$school" | sed 's/.*"invitation":"\([^"]*\)".*/\1/')" >/dev/null
  other sync >/dev/null
}
school=$(ctl spaces | grep '"kind":"school"' | sed 's/.*"space":"\([^"]*\)".*/\1/')
meet join
ctl edit "$aim" --set "title=Every family finishes the form" >/dev/null
other edit "$aim" --set "title=No family is left alone with the form" --set "why=They told us" >/dev/null
meet other sync >/dev/null

python3 -B docs/verify/verify.py --vectors
digests() { grep -o '"digest": *"[0-9a-f]*"' | tr -d ' ' | sort; }
shown() { grep "\"$aim\"" | grep -o '"title": *\[[^]]*\]' | sed 's/": /":/; s/, "/,"/'; }
for laptop in other ctl; do
  dir=$folder/data
  [[ $laptop == other ]] && dir=$folder/other
  python3 -B docs/verify/verify.py "$dir" --json >"$folder/read"
  diff <($laptop digest | digests) <(digests <"$folder/read")
  diff <($laptop show "$aim" | shown) <(shown <"$folder/read")
done
[[ $(shown <"$folder/read" | grep -o 'famil' | wc -l) == 2 ]] # both texts live
grep -q '"what": "\[removed\]"' "$folder/read"
tail -n 1 "$folder/read"
