#!/usr/bin/env bash
# The order of the rooms: no include goes against it (includes.awk), and no two types share a name (names.awk).
#   check.sh ROOT
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$1"

mapfile -t files < <(find runtime grammar compiler tools -name '*.h' -o -name '*.cpp' -o -name '*.def' -o -name '*.inc' | sort)
[ "${#files[@]}" -gt 0 ] || { echo "no source files below $1"; exit 1; }

status=0
awk -f "$here/includes.awk" "${files[@]}" || status=1
awk -f "$here/names.awk" "${files[@]}" || status=1
exit "$status"
