#!/usr/bin/env bash
# Some thousand mutations of saved plans. Usage: saved_plan.sh ELIGO FUZZER [MUTATIONS [SEED]]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
eligo=$1
fuzzer=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for protocol in cli/trial/trial language/completions/many_gaps language/completions/shared_gaps; do
  "$eligo" compile "$here/../$protocol.crit" -o "$work/$(basename "$protocol").plan" 2>>"$work/log"
done
"$fuzzer" "${3:-5000}" "${4:-1}" "$work"/*.plan
