#!/usr/bin/env bash
# Every diagnostic code has a page in docs/rules, and every page a code. The faulty example of a page gives exactly that code and
# no other; the repaired one gives no finding. Rules are tried at the level `warning`, whatever level they have. A block marked `fault` or `repaired` alone is put behind the head of a protocol;
# with `file` or `cases` it is a file of its own; one marked `beside NAME` is a file beside both.
set -euo pipefail
source "$(dirname "$0")/expect.sh"

mkdir "$work/vocabulary"
awk '/^```eligo vocabulary/ { on = 1; next } /^```/ { on = 0 } on' docs/language.md >"$work/vocabulary/example.crit"

failed=0
complain() {
  echo "$code: $1" >&2
  failed=1
}

# blocks PAGE FOLDER: the examples of a page as files of FOLDER.
blocks() {
  awk -v folder="$2" '
    /^```eligo / {
      name = $2 == "beside" ? $3 : $2 ($3 == "cases" ? ".cases" : ".crit")
      file = folder "/" name
      if ($2 != "beside" && $3 == "") print "protocol RULE\n  as of screening\nuse vocabulary/example" >file
      next
    }
    /^```/ { file = ""; next }
    file != "" { print >file }
  ' "$1"
}

# codes_of FOLDER EXAMPLE: the codes found in it, sorted, each once. As `example`, so that a library may bear its name.
codes_of() {
  local found
  found=$(compgen -G "$1/$2.*") || return 1
  cp "$found" "$1/example.${found##*.}"
  local as_warning=()
  if [[ $code == W1* ]]; then as_warning=(--set "$code=warning"); fi
  run check --format json "${as_warning[@]}" "$1/example.${found##*.}"
  [ "$status" -le 1 ] && grep -q '"findings": \[' "$work/out" || return 1
  { grep -o '"code": "[A-Z0-9]*"' "$work/out" || true; } | cut -d'"' -f4 | sort -u | tr '\n' ' '
}

pages=0
while IFS='|' read -r code title; do
  page=docs/rules/$code.md
  [ -f "$page" ] || { complain "there is no page $page"; continue; }
  pages=$((pages + 1))
  [ "$(head -1 "$page")" = "# $code: $title" ] || complain "the first line of the page is not its code and title"
  run check --explain "$code"
  cmp -s "$work/out" "$page" || complain "eligo check --explain does not print its page"
  if grep -q '^<!-- no example: ' "$page"; then
    ! grep -q '^```' "$page" || complain "the page has an example and says that it has none"
    continue
  fi
  mkdir "$work/$code"
  blocks "$page" "$work/$code"
  found=$(codes_of "$work/$code" fault) || found="no answer"
  [ "$found" = "$code " ] || complain "the faulty example gives: ${found:-nothing}"
  found=$(codes_of "$work/$code" repaired) || found="no answer"
  [ -z "$found" ] || complain "the repaired example gives: $found"
  if [ -f "$work/$code/repaired.cases" ]; then
    run test "$work/$code/example.cases"
    [ "$status" -eq 0 ] || complain "the cases of the repaired example fail"
  fi
done < <(sed -n 's/^ELIGO_[CR][A-Z]*(\([A-Z0-9]*\),.*, "\(.*\)")$/\1|\2/p' compiler/diagnostics/codes.def compiler/lint/rules.def)

for page in docs/rules/[!R]*; do
  code=$(basename "$page" .md)
  grep -q "^ELIGO_[CR][A-Z]*($code," compiler/diagnostics/codes.def compiler/lint/rules.def || complain "there is a page, but no such code"
done

code=docs/rules/README.md
run check --list-rules
cmp -s "$work/out" docs/rules/README.md || complain "it is not what eligo check --list-rules prints"
echo "$pages pages checked"
exit "$failed"
