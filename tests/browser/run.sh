#!/usr/bin/env bash
# run.sh LEIAN: the console's browser test against a server of its own, on a free port, over a made-up corpus.
# Exit status: that of the test; 77 where there is no browser to test with.
set -euo pipefail

leian=$(realpath "$1")
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
export LEIAN_CHROMIUM=${LEIAN_CHROMIUM:-$(command -v chromium || true)}
if [[ ! -x "$LEIAN_CHROMIUM" ]]; then
  echo "skipped: chromium is not installed (scripts/deps.sh installs it)"
  exit 77
fi
if [[ ! -d "$here/../../node_modules/playwright-core" ]] || ! command -v node >/dev/null; then
  echo "skipped: node or playwright-core is not installed (scripts/deps.sh installs them)"
  exit 77
fi

work=$(mktemp -d)
server=
finish() {
  if [[ -n "$server" ]] && kill -0 "$server" 2>/dev/null; then
    kill -TERM "$server"
    wait "$server" || true
  fi
  rm -rf "$work"
}
trap finish EXIT

"$leian" corpus generate --count 2000 --seed 7 --out "$work/corpus"
"$leian" index --db "$work/db" "$work/corpus"
"$leian" serve --db "$work/db" --listen 127.0.0.1:0 >"$work/serve.log" 2>&1 &
server=$!

for _ in $(seq 300); do
  LEIAN_CONSOLE=$(grep -om1 'http://127\.0\.0\.1:[0-9]*' "$work/serve.log" || true)
  [[ -n "$LEIAN_CONSOLE" ]] && break
  kill -0 "$server" 2>/dev/null || break
  sleep 0.1
done
if [[ -z "$LEIAN_CONSOLE" ]]; then
  echo "the server printed no address:"
  cat "$work/serve.log"
  exit 1
fi
export LEIAN_CONSOLE

node --test "$here/console.mjs" || { status=$?; tail -n 50 "$work/serve.log"; exit "$status"; }
