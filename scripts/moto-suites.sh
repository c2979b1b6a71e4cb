#!/usr/bin/env bash
# Runs the contract suites of the AWS adapters against moto's server, an independent judge.
# moto is installed from PyPI into a virtual environment outside the repository; MOTO_VENV chooses another one.
set -euo pipefail
cd "$(dirname "$0")/.."

venv=${MOTO_VENV:-${XDG_CACHE_HOME:-$HOME/.cache}/pixel-prompt/moto}
if [ ! -x "$venv/bin/moto_server" ]; then
  command -v python3 >/dev/null || { echo 'python3 is needed to run moto.' >&2; exit 1; }
  echo "Installing moto into $venv" >&2
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check 'moto[server,s3,dynamodb]==5.2.1'
fi

log=$(mktemp)
# One request at a time: moto's own command serves with threads, between which its conditional updates get lost.
"$venv/bin/python" - >"$log" 2>&1 <<'PYTHON' &
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server

server = make_server('127.0.0.1', 0, DomainDispatcherApplication(create_backend_app), threaded=False)
print(f'http://127.0.0.1:{server.port}', flush=True)
server.serve_forever()
PYTHON
moto=$!
trap 'kill "$moto" 2>/dev/null || true; wait "$moto" 2>/dev/null || true; rm -f "$log"' EXIT

url=
for _ in $(seq 1 120); do
  url=$(grep -oE 'http://127\.0\.0\.1:[0-9]+' "$log" | head -n 1 || true)
  [ -n "$url" ] && break
  kill -0 "$moto" 2>/dev/null || break
  sleep 0.25
done
[ -n "$url" ] || { echo 'moto did not start:' >&2; cat "$log" >&2; exit 1; }

MOTO_ENDPOINT=$url npm run --silent jest -- tests/integration/moto.test.ts
