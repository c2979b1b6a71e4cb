#!/usr/bin/env bash
# Lets a production deployment pass: by hand with the typed confirmation, or by a release with a semantic version.
# Reads EVENT, CONFIRMATION, TAG and PRERELEASE; writes `version` to $GITHUB_OUTPUT.
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
    # A published release of a version such as v1.4.0; v1.4.0-rc.1 is for staging.
    [[ "${TAG:-}" =~ ^v?(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)$ ]] ||
      refuse "The tag of the release is no semantic version such as v1.4.0"
    [[ "${PRERELEASE:-false}" == "false" ]] || refuse "A pre-release does not go to production"
    version="$TAG"
    ;;
  *)
    refuse "Production is deployed by hand or by a release, not by: ${EVENT:-nothing}"
    ;;
esac

echo "version=$version" >>"${GITHUB_OUTPUT:-/dev/stdout}"
echo "Deploying $version to production, once the tests are green and a reviewer agrees."
