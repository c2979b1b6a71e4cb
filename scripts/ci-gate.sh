#!/usr/bin/env bash
# Lets a production deployment pass: by hand with the typed confirmation, or by a release with a semantic version, and
# in both cases only a commit that is on main.
# Reads EVENT, CONFIRMATION and TAG besides GitHub's own variables; writes `version` to $GITHUB_OUTPUT.
set -euo pipefail

refuse() {
  echo "::error::$1"
  exit 1
}

case "${EVENT:-}" in
  workflow_dispatch)
    [[ "${CONFIRMATION:-}" == "deploy-production" ]] ||
      refuse "The confirmation has to be exactly: deploy-production"
    version="${GITHUB_REF_NAME:-unknown} ${GITHUB_SHA:0:7}"
    ;;
  release)
    [[ "${TAG:-}" =~ ^v?(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)$ ]] ||
      refuse "The tag of the release is not a semantic version such as v1.4.0"
    version="$TAG"
    ;;
  *)
    refuse "Production is deployed by hand or by a release, not by: ${EVENT:-nothing}"
    ;;
esac
git merge-base --is-ancestor "$GITHUB_SHA" origin/main ||
  refuse "Commit ${GITHUB_SHA:0:7} is not on main. Merge it first: only what is on main goes to production."

echo "version=$version" >>"${GITHUB_OUTPUT:-/dev/stdout}"
echo "Deploying $version to production, once the tests are green and a reviewer agrees."
