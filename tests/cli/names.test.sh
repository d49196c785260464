#!/usr/bin/env bash
# What the data say and the vocabulary does not know: it leaves the answer open, says so, and is settled by a dictionary.
set -euo pipefail
source "$(dirname "$0")/expect.sh"
data=$here/names

verdicts() { sed -E 's/.*"patient":"([^"]*)","verdict":"([^"]*)".*/\1 \2/' "$work/out"; }

it "takes an entry that nobody understood for any fact that it may be"
run screen "$data/names.crit" "$data/kinds.ndjson" --format json
exits 0
while read -r patient status; do
  grep "\"patient\":\"$patient\"" "$work/out" | grep -qF "$status" || fail "expected of $patient: $status"
done <<'END'
nothing-unknown "verdict":"eligible"
unknown-drug {"id":"E1","kind":"exclusion","status":"unknown","reasons":[{"code":"unrecognised-record"
unknown-drug "text":"what “MTX” (treatments) is"
unknown-drug {"id":"E3","kind":"exclusion","status":"not_met"
two-unknown-drugs {"id":"E3","kind":"exclusion","status":"unknown"
in-error "verdict":"eligible"
planned-later "verdict":"eligible"
known-name "verdict":"ineligible"
known-code "verdict":"ineligible"
codes-agree "verdict":"ineligible"
codes-disagree {"id":"E1","kind":"exclusion","status":"unknown"
codes-disagree {"id":"E2","kind":"exclusion","status":"unknown"
code-below "verdict":"ineligible"
code-outside "verdict":"eligible"
code-above {"id":"E4","kind":"exclusion","status":"unknown"
newer-result {"id":"I1","kind":"inclusion","status":"unknown"
newer-result "text":"what LOINC 778-1 (observations) is"
newer-but-enough "verdict":"eligible"
older-result "verdict":"eligible"
other-dimension "verdict":"eligible"
no-unit {"id":"I1","kind":"inclusion","status":"unknown"
unknown-unit {"id":"I1","kind":"inclusion","status":"unknown"
a-word "verdict":"eligible"
attribute-known "verdict":"eligible"
attribute-unknown {"id":"I2","kind":"inclusion","status":"unknown"
indication {"id":"E5","kind":"exclusion","status":"unknown"
END

it "explains which words were not understood"
run explain "$data/names.crit" "$data/kinds.ndjson" --patient unknown-drug --criterion E1
exits 0
out_has "“MTX” (treatments) is not in the vocabulary"
out_has "MTX from 2025-01-01 to 2025-02-01"
out_has "what “MTX” (treatments) is"

it "asks of a cohort what a name is"
run screen "$data/names.crit" "$data/kinds.ndjson"
out_has "what “MTX” (treatments) is"

it "lists what the verdicts of a cohort wait for, and writes a dictionary to be filled in"
run names "$data/names.crit" "$data/local.ndjson" --write "$work/local.dictionary"
exits 0
out_has "“drug 07” (treatments)"
[ "$(grep -c '= ?$' "$work/local.dictionary")" -eq 30 ] || fail "expected thirty lines to fill in"

it "leaves a dictionary alone that is there"
run names "$data/names.crit" "$data/local.ndjson" --write "$work/local.dictionary"
exits 2
err_has "is there already"

it "settles a cohort with thirty local names by the dictionary"
run screen "$data/names.crit" "$data/local.ndjson" --format json
verdicts | grep -qv undetermined && fail "expected nobody to be settled without it"
sed -E 's/("drug 0[1-3]") = \?/\1 = methotrexate/; s/("lab 01") = \?/\1 = platelets/; s/= \?$/= other/' \
  "$work/local.dictionary" >"$work/filled.dictionary"
run screen "$data/names.crit" "$data/local.ndjson" --format json --dictionary "$work/filled.dictionary"
exits 0
verdicts | grep -q undetermined && fail "expected nobody to be undetermined"
grep '"patient":"L01"' "$work/out" | grep -q ineligible || fail "expected L01 to be ruled out by methotrexate"
grep '"patient":"L07"' "$work/out" | grep -q '"verdict":"eligible"' || fail "expected L07 to be let in"

it "names the lines of a dictionary that cannot be meant"
printf '%s\n' 'treatment "MTX" = methotrexate' 'treatments "MTX" = methotrexat' 'treatments "MTX" methotrexate' \
  'treatments "MTX" = platelets' 'treatments "X" = other' 'treatments "X" = methotrexate' \
  'treatments "methotrexate" = other' 'treatments "open = other' >"$work/bad.dictionary"
run screen "$data/names.crit" "$data/local.ndjson" --dictionary "$work/bad.dictionary"
exits 2
err_has 'bad.dictionary:1: error: `treatment` is no list of a patient; the nearest one is `treatments`'
err_has 'bad.dictionary:2: error: there is no fact `methotrexat`; the nearest one is `methotrexate`'
err_has 'bad.dictionary:3: error: a line is written'
err_has 'bad.dictionary:4: error: `platelets` does not stand in treatments, but in observations'
err_has 'bad.dictionary:6: error: `X` stands twice and means two things'
err_has 'bad.dictionary:7: error: `methotrexate` is a name of the vocabulary'
err_has 'bad.dictionary:8: error: the quotation mark is not closed'
