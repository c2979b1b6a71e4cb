#!/usr/bin/env bash
# Writes the secret PARAMETERS_JSON to parameters.json, readable by this user only. Without the secret the stack keeps
# the models and keys that it has.
set -euo pipefail

if [[ -z "${PARAMETERS_JSON:-}" ]]; then
  echo "PARAMETERS_JSON is not set: the stack keeps its models and keys."
  exit 0
fi
if ! node -e 'const p = JSON.parse(process.env.PARAMETERS_JSON).Parameters; if (typeof p !== "object" || p === null) process.exit(1)' 2>/dev/null; then
  # Node's own message would quote the text, and the text holds keys.
  echo '::error::The secret PARAMETERS_JSON is not JSON of the form {"Parameters": {…}}'
  exit 1
fi
umask 077
printf '%s' "$PARAMETERS_JSON" >parameters.json
echo "parameters.json written from the secret PARAMETERS_JSON."
