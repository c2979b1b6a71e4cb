#!/usr/bin/env bash
# Keeps one open issue, labelled "models", with what `npm run models:check` finds; nothing where nothing has changed. A
# list that cannot be read is not a finding and does not fail the workflow: it is read again next week.
set -euo pipefail

: "${GITHUB_REPOSITORY:?}"
body="$(mktemp)"
trap 'rm -f "$body"' EXIT
code=0
npm run --silent models:check >"$body" || code=$?
cat "$body"
case "$code" in
  3) ;;
  0 | 2) exit 0 ;;
  *) exit "$code" ;;
esac

gh label create models --repo "$GITHUB_REPOSITORY" --force >/dev/null
number="$(gh issue list --repo "$GITHUB_REPOSITORY" --label models --state open --limit 1 --json number --jq '.[0].number // empty')"
if [[ -n "$number" ]]; then
  gh issue edit "$number" --repo "$GITHUB_REPOSITORY" --body-file "$body"
else
  gh issue create --repo "$GITHUB_REPOSITORY" --title 'Vendors list other models than the catalog' --label models --body-file "$body"
fi
