#!/usr/bin/env bash
# Adds a line to the notes of the release VERSION: when it went to production, and by which run.
set -euo pipefail

: "${VERSION:?} ${RUN_URL:?} ${GITHUB_REPOSITORY:?}"
notes="$(mktemp)"
gh release view "$VERSION" --repo "$GITHUB_REPOSITORY" --json body --jq .body >"$notes"
printf '\n\n---\nDeployed to production on %s ([run](%s)).\n' "$(date -u '+%Y-%m-%d %H:%M UTC')" "$RUN_URL" >>"$notes"
gh release edit "$VERSION" --repo "$GITHUB_REPOSITORY" --notes-file "$notes"
