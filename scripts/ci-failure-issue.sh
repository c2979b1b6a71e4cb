#!/usr/bin/env bash
# Opens an issue about a production deployment that failed, hung or was cancelled. Not about one that a
# reviewer rejected: that job never began. Reads VERSION, RESULTS, RUN_ID and RUN_URL.
set -euo pipefail

: "${RUN_ID:?} ${RUN_URL:?} ${GITHUB_REPOSITORY:?}"
case "$RESULTS" in
  *"test success"*)
    steps="$(gh api "repos/$GITHUB_REPOSITORY/actions/runs/$RUN_ID/jobs" --jq '[.jobs[] | select(.name == "deploy") | .steps | length] | add // 0')"
    if ((steps == 0)); then
      echo "The deployment never began (rejected, or cancelled before), so there is nothing to report."
      exit 0
    fi
    ;;
esac

for label in deployment production; do
  gh label create "$label" --repo "$GITHUB_REPOSITORY" --force >/dev/null
done
body="$(mktemp)"
cat >"$body" <<TEXT
The deployment of **${VERSION:-an unknown version}** to production did not succeed: $RESULTS.

- Run: $RUN_URL
- What to do: docs/troubleshooting.md; going back: docs/rollback.md

If the tests failed, production was not touched. After a failed stack update, CloudFormation has restored what it had
changed. After a failed health check, the new version is live: repair it, or run the workflow "Roll back".
After a cancelled run, look at the stack first: the update continues without GitHub.
TEXT
gh issue create --repo "$GITHUB_REPOSITORY" --title "Production deployment of ${VERSION:-unknown} failed" \
  --label bug --label deployment --label production --body-file "$body"
