#!/usr/bin/env bash
# eligo doc: a protocol or library as a page for review and print.
set -euo pipefail
source "$(dirname "$0")/expect.sh"

it "writes the page to standard output, and nothing beside it"
run doc "$trial/trial.crit"
exits 0
err_is_empty
out_has "<!doctype html>"
out_has "A trial of four criteria"
out_has 'id="criterion-I2"'
out_has 'id="reading-R-E1"'
out_has "the protocol gives no window"
out_has "Cases expect: not met 1; <strong class=\"lack\">never met, unknown</strong>"

it "writes it to a file and says so"
cp "$work/out" "$work/first.html"
run doc "$trial/trial.crit" --output "$work/page.html"
exits 0
out_is_empty
err_has "written: $work/page.html"
cmp -s "$work/first.html" "$work/page.html" || fail "expected the same page in the file"

it "is the same page from another folder"
(cd "$trial" && "$eligo" doc trial.crit) >"$work/second.html"
cmp -s "$work/first.html" "$work/second.html" || fail "expected the same page"

it "says which text of the source no rule carries"
cp "$trial/words.crit" "$work"
sed 's/  as of/  source "source.txt"\n  as of/' "$trial/trial.crit" >"$work/trial.crit"
{
  sed -n 's/^[a-z]*clusion [A-Z0-9]* "\(.*\)"$/\1/p' "$trial/trial.crit"
  echo "No <i>live</i> vaccine"
} >"$work/source.txt"
run doc "$work/trial.crit"
exits 0
out_has "No &lt;i&gt;live&lt;/i&gt; vaccine"
out_has "No rule carries this text."

it "makes a page of a library"
run doc "$trial/words.crit"
exits 0
out_has "Library words"
out_has "<code>ALT</code>"

it "refuses a protocol that does not compile, and shows why"
sed 's/active cancer/active cancr/' "$trial/trial.crit" >"$work/trial.crit"
run doc "$work/trial.crit"
exits 2
out_is_empty
err_has "E0201"
err_has "does not compile"

it "refuses cases, and what is not there"
run doc "$trial/trial.cases"
exits 2
out_is_empty
err_has "this is a case file"
run doc "$work/nothing.crit"
exits 2
err_has "nothing.crit"

it "says when the page cannot be written"
run doc "$trial/trial.crit" --output "$work/no/such/folder.html"
exits 2
err_has "cannot be written"
