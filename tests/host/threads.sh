#!/bin/sh
# Saves a plan and hands it to many threads. Usage: tests/host/threads.sh ELIGO ELIGO_THREADS THREADS SCREENINGS
set -eu
here="$(cd "$(dirname "$0")" && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
"$1" compile "$here/complete.crit" -o "$work/complete.plan" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 2; }
"$2" "$work/complete.plan" "$here/complete.ndjson" "$3" "$4"
