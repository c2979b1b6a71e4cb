#!/usr/bin/env bash
# Opens an issue about a failed production deployment. Reads VERSION, RESULTS and RUN_URL.
set -euo pipefail

: "${RUN_URL:?} ${GITHUB_REPOSITORY:?}"
body="$(mktemp)"
cat >"$body" <<TEXT
The deployment of **${VERSION:-an unknown version}** to production did not succeed: ${RESULTS:-no results}.

- Run: $RUN_URL
- What to do: docs/troubleshooting.md; going back: docs/rollback.md

CloudFormation has put back what a failed stack update had changed. After a failed health check the new version is
live: decide between mending it and \`scripts/deploy.sh prod --rollback\`.
TEXT
gh issue create --repo "$GITHUB_REPOSITORY" --title "Production deployment of ${VERSION:-unknown} failed" --body-file "$body"
