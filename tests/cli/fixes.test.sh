#!/usr/bin/env bash
# eligo check --fix and --diff: every repair that is offered makes its finding vanish, brings no new one and keeps the meaning.
set -euo pipefail
source "$(dirname "$0")/expect.sh"

mkdir "$work/vocabulary"
awk '/^```eligo vocabulary/ { on = 1; next } /^```/ { on = 0 } on' docs/language.md >"$work/vocabulary/example.crit"

# findings FILE: its codes at all levels, sorted, each with how often it was found.
findings() {
  run check --level hint --format json "$1"
  grep -o '"code": "[A-Z0-9]*"' "$work/out" | sort | uniq -c | awk '{ print $3, $1 }' || true
}

it "repairs the examples of the rule pages"
repaired=0
for page in docs/rules/W1*.md; do
  code=$(basename "$page" .md)
  file=$work/example.crit
  awk '/^```eligo fault$/ { on = 1; print "protocol RULE\n  as of screening\nuse vocabulary/example"; next }
       /^```eligo fault file$/ { on = 1; next } /^```/ { on = 0 } on' "$page" >"$file"
  grep -q '^protocol' "$file" || continue
  ! grep -qE '^  source "protocol|^use [^v]' "$file" || continue
  findings "$file" >"$work/before"
  run check --level hint --fix "$file"
  [ "$status" -le 1 ] || fail "--fix on the example of $code"
  grep -q repair "$work/err" || continue
  repaired=$((repaired + 1))
  findings "$file" >"$work/after"
  awk 'NR == FNR { before[$1] = $2; next } $2 > before[$1] { exit 1 }' "$work/before" "$work/after" ||
    fail "the repair of $code brings a new finding: $(cat "$work/after")"
  [ "$(awk '{ n += $2 } END { print n + 0 }' "$work/after")" -lt "$(awk '{ n += $2 } END { print n + 0 }' "$work/before")" ] ||
    fail "the repair of $code leaves its finding"
done
[ "$repaired" -ge 7 ] || fail "only $repaired examples had a repair"

it "repairs the project's own criteria without a change of meaning"
cp -r criteria "$work/criteria"
run check --level hint --fix "$work/criteria"
exits 0
err_has "repair"
run check --level hint "$work/criteria"
out_lacks "help: write"
run test "$work/criteria"
exits 0

it "shows the repairs and leaves the file alone"
printf '%s\n' 'protocol T' '  as of screening' 'use vocabulary/example' 'inclusion I1' '  age ≥ 18 years' >"$work/t.crit"
cp "$work/t.crit" "$work/t.before"
run check --level hint --diff "$work/t.crit"
exits 0
out_has "-  age ≥ 18 years"
out_has "+  age >= 18 years"
cmp -s "$work/t.crit" "$work/t.before" || fail "--diff writes"

it "repairs nothing in a file with an error"
printf '%s\n' 'inclusion I2' '  agee >= 18 years' >>"$work/t.crit"
cp "$work/t.crit" "$work/t.before"
run check --level hint --fix "$work/t.crit"
exits 1
cmp -s "$work/t.crit" "$work/t.before" || fail "--fix changes a file that does not compile"
