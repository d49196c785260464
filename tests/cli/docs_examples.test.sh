#!/usr/bin/env bash
# Every example of docs/language.md compiles without a finding, and its cases pass. A block marked `eligo` alone is put behind
# the head of a protocol; one marked `eligo vocabulary`, `library`, `protocol` or `cases` is a file of its own.
set -euo pipefail
eligo=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/vocabulary"

awk -v folder="$folder" '
  /^```eligo/ {
    kind = $2; block++
    if (kind == "vocabulary") file = folder "/vocabulary/example.crit"
    else if (kind == "library") file = folder "/vocabulary/further.crit"
    else if (kind == "protocol") file = folder "/example.crit"
    else if (kind == "cases") file = folder "/example.cases"
    else {
      file = folder "/example" block ".crit"
      print "protocol EXAMPLE" block "\n  as of screening\nuse vocabulary/example" > file
    }
    next
  }
  /^```/ { file = ""; next }
  file != "" { print > file }
' docs/language.md

"$eligo" check --fail-on warning "$folder"
"$eligo" test "$folder"
echo "$(ls "$folder"/*.crit | wc -l) examples compiled"
