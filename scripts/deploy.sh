#!/usr/bin/env bash
# Deploys one environment. All of it is in scripts/deploy/main.ts; this only finds Node.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
if [[ ! -x node_modules/.bin/node ]]; then
  echo "deploy: node_modules is missing. Run: npm ci" >&2
  exit 3
fi
# sam build looks for esbuild on the PATH.
export PATH="$PWD/node_modules/.bin:$PATH"
exec node scripts/deploy/main.ts "$@"
