#!/usr/bin/env bash
# Audit the digests of a repository that changed, for action.yml: the lines of the findings to standard output, SARIF to a file.
#
#   DIGESTS   which files are digests, a git pathspec ("digests/**/*.txt")
#   AGAINST   their reports, as `copydesk audit --against` takes it
#   BASE      audit what changed since this commit; empty or not known here: audit all
#   LEVEL     "strict", "lenient" or nothing
#   SARIF     where the log goes
#
# Exit status: that of `copydesk audit`; 0 and no log where no digest changed.
set -euo pipefail

if [[ -n "${BASE:-}" ]] && git cat-file -e "${BASE}^{commit}" 2>/dev/null; then
  list() { git diff --name-only -z --diff-filter=d "$BASE" HEAD -- ":(glob)$DIGESTS"; }
else
  list() { git ls-files -z -- ":(glob)$DIGESTS"; }
fi
digests=()
while IFS= read -r -d '' file; do digests+=("$file"); done < <(list)
if ((${#digests[@]} == 0)); then
  echo "no digest changed"
  exit 0
fi

options=(--against "$AGAINST" --format sarif --output "$SARIF")
case "${LEVEL:-}" in
  "") ;;
  strict | lenient) options+=("--$LEVEL") ;;
  *) echo "the level is “strict”, “lenient” or nothing, not “$LEVEL”" >&2; exit 2 ;;
esac
status=0
copydesk audit "${options[@]}" -- "${digests[@]}" || status=$?

python3 - "$SARIF" <<'EOF'
import json
import sys
from urllib.parse import unquote

for run in json.load(open(sys.argv[1], encoding="utf-8"))["runs"]:
    for result in run["results"]:
        place = result["locations"][0]["physicalLocation"]
        line = place.get("region", {}).get("startLine", 1)
        # One line a finding: words of a report must neither break it nor read as a command of the workflow's log.
        told = " ".join(result["message"]["text"].split())
        print(f"{unquote(place['artifactLocation']['uri'])}:{line}: {result['level']}: {result['ruleId']}: {told}")
EOF
exit "$status"
