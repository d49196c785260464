#!/usr/bin/env bash
# The levels of lint rules: eligo.toml, the command line, comments in the file; and the forms for other programs.
set -euo pipefail
source "$(dirname "$0")/expect.sh"

mkdir -p "$work/trial/deep" "$work/vocabulary"
awk '/^```eligo vocabulary/ { on = 1; next } /^```/ { on = 0 } on' docs/language.md >"$work/vocabulary/example.crit"
file=$work/trial/deep/t.crit
write() { printf '%s\n' 'protocol T' '  as of screening' 'use vocabulary/example' "$@" >"$file"; }
write 'inclusion I1' '  age >= 0 years'

it "warns, and fails only where it is told to"
run check "$file"
exits 0
out_has "warning[W1201]"
run check --fail-on warning "$file"
exits 1

it "shows hints when they are asked for"
out_lacks "hint["
run check --level hint "$file"
out_has "hint[W1309]"
run check --level error "$file"
out_is_empty

it "takes levels from eligo.toml in a folder above"
printf '%s\n' '[levels]' 'W1201 = "off"' 'missing = "warning"' >"$work/trial/eligo.toml"
run check "$file"
out_lacks "W1201"
out_has "warning[W1309]"

it "prefers a rule's level to its group's, and the nearest file"
printf '%s\n' '[levels]' 'meaning = "off"' 'W1201 = "error"' >"$work/trial/deep/eligo.toml"
run check "$file"
exits 1
out_has "error[W1201]"
out_lacks "W1309"

it "prefers the command line to the file"
run check --set W1201=off "$file"
exits 0
out_lacks "W1201"

it "says what it does not understand in eligo.toml, and where"
printf '%s\n' '[levels]' '' 'W1200 = "off"' >"$work/trial/deep/eligo.toml"
run check "$file"
exits 2
err_has "eligo.toml: line 3: there is no rule or group of rules \`W1200\`; did you mean"
printf '%s\n' '[levels]' 'E0301 = "off"' >"$work/trial/deep/eligo.toml"
run check "$file"
exits 2
err_has "no other level"
printf '%s\n' '[levels' >"$work/trial/deep/eligo.toml"
run check "$file"
exits 2
err_has "line 1"
printf '%s\n' '[levels]' 'style = "loud"' >"$work/trial/deep/eligo.toml"
run check "$file"
exits 2
err_has "a level is"
rm "$work/trial/deep/eligo.toml" "$work/trial/eligo.toml"

it "refuses a level that there is not"
run check --set W1201=loud "$file"
exits 2
err_has "W1201=loud"

it "allows one finding, by a comment above it or on its line"
write 'inclusion I1' '  # eligo: allow W1201 because "kept for the reader"' '  age >= 0 years' \
  'inclusion I2' '  most recent ALT >= 0 U/L # eligo: allow W1201 because "kept for the reader"' \
  'inclusion I3' '  most recent PGA >= 0'
run check "$file"
[ "$(grep -c W1201 "$work/out")" -eq 1 ] || fail "expected W1201 once"
out_has "t.crit:10:"

it "is silent on a sentence whose author has said how it is taken"
write 'inclusion I1 "Weight between 40 and 90 kg"' '  most recent weight from 40 to 90 kg'
run check "$file"
out_has "W1106"
printf '  note "both ends belong to it"\n' >>"$file"
run check "$file"
out_is_empty

it "speaks to GitHub's runners"
write 'inclusion I1' '  age >= 0 years'
run check --format github "$file"
out_has "::warning file=$file,line=5,endLine=5,col=3,endColumn=17,title=W1201::this holds for every patient"

it "writes SARIF"
run check --format sarif "$file"
out_has '"version": "2.1.0"'
out_has '"ruleId": "W1201"'

it "lists its rules"
run check --list-rules
exits 0
out_has "| [W1201](W1201.md) | warning |"
