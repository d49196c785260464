#!/usr/bin/env bash
# Every diagnostic code has a page in docs/rules, and every page a code. The faulty example of a page gives exactly that code and
# no other; the repaired one compiles.
set -euo pipefail
eligo=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/vocabulary"
awk '/^```eligo vocabulary/ { on = 1; next } /^```/ { on = 0 } on' docs/language.md >"$folder/vocabulary/example.crit"
head=$'protocol RULE\n  as of screening\nuse vocabulary/example'
printf '%s\nexclusion E1\n  active cancer\n' "$head" >"$folder/rule.crit"

# block PAGE WORD: the example marked WORD, as a file; prints its path.
block() {
  local mark path
  mark=$(grep "^\`\`\`eligo $2" "$1" || true)
  case "$mark" in
    *cases) path="$folder/example.cases" ;;
    *) path="$folder/example.crit" ;;
  esac
  case "$mark" in
    *file | *cases) : >"$path" ;;
    *) printf '%s\n' "$head" >"$path" ;;
  esac
  awk -v mark="$mark" '$0 == mark { on = 1; next } /^```/ { on = 0 } on' "$1" >>"$path"
  echo "$path"
}

codes_in() { "$eligo" check --format json "$1" 2>/dev/null | grep -o '"code": *"[A-Z][0-9]*"' | grep -o '[A-Z][0-9]\{4\}' | sort -u | tr '\n' ' ' || true; }

diff <(grep -o '^ELIGO_CODE([A-Z0-9]*' compiler/codes.def | cut -d'(' -f2 | sort) <(basename -s .md docs/rules/*.md | sort)

failed=0
for page in docs/rules/*.md; do
  code=$(basename "$page" .md)
  "$eligo" check --explain "$code" | diff -q - "$page" >/dev/null || { echo "$code: --explain does not print its page"; failed=1; }
  grep -q '^<!-- no example: ' "$page" && continue
  found=$(codes_in "$(block "$page" fault)")
  [ "$found" = "$code " ] || { echo "$code: the faulty example gives: $found"; failed=1; }
  found=$(codes_in "$(block "$page" repaired)")
  [ -z "$found" ] || { echo "$code: the repaired example gives: $found"; failed=1; }
done
echo "$(ls docs/rules/*.md | wc -l) pages checked"
exit "$failed"
