#!/bin/bash
# Every limit of a patient can be set by `--limit`; just under it the answer stands, just over it the limit is named.
. "$(dirname "$0")/expect.sh"

cat >"$work/trial.crit" <<'END'
protocol LIMITS
  as of screening

anchor screening
observation ALT in U/L
condition gout
condition cough
condition fever

inclusion I1 "ALT below 40"
  every ALT up to screening < 40 U/L
exclusion E1 "gout or cough"
  any of { ever gout; ever cough; ever fever }
inclusion I2 "two results"
  number of ALT >= 2
END

# patient MEMBERS
patient() {
  printf '{"patient":"P","anchors":{"screening":"2025-03-01"},%s}\n' "$1" >"$work/patient.ndjson"
}
# screened LIMIT…: with --limit for each
screened() {
  local limits=() limit
  for limit in "$@"; do limits+=(--limit "$limit"); done
  run screen "$work/trial.crit" "$work/patient.ndjson" --format json "${limits[@]}"
}

it "takes a document of as many bytes as it may have"
patient '"observations":[{"fact":"ALT","value":30,"unit":"U/L","date":"2025-02-01"}]'
size=$(($(wc -c <"$work/patient.ndjson") - 1))
screened document-bytes=$size
exits 0
out_has '"verdict":"undetermined"'
screened document-bytes=$((size - 1))
exits 1
out_has '"error":"document-unreadable"'
err_has "longer than $((size - 1)) bytes, and no patient's document (limit document-bytes)"

it "takes objects and lists as deep as they may stand"
patient '"observations":[{"fact":"ALT","value":30,"unit":"U/L","date":"2025-02-01","other":[[[1]]]}]'
screened nesting=3
exits 0
screened nesting=2
exits 1
err_has 'nested too deeply here (limit nesting)'

it "takes as many records as there may be"
patient '"observations":[{"fact":"ALT","value":30,"unit":"U/L","date":"2025-02-01"},{"fact":"ALT","value":31,"unit":"U/L","date":"2025-02-02"}]'
screened records=2
exits 0
out_has '{"id":"I1","kind":"inclusion"'
screened records=1
exits 1
err_has 'it has more than 1 records (limit records)'

it "answers nothing about a list whose entries may be of more facts than are looked at"
patient '"conditions":[{"fact":"gout","onset":"2024-01-01"},{"fact":"unheard-of","onset":"2024-02-01"}]'
screened unknown-facts=3
exits 0
out_has '{"id":"E1","kind":"exclusion","status":"met"}'
err_lacks '(limit unknown-facts)'
screened unknown-facts=2
exits 0
out_has '{"id":"E1","kind":"exclusion","status":"met"}'  # by the record that is there
err_has 'more than 2 facts together (limit unknown-facts)'

it "says of records that are not held against each other that each may repeat another"
patient '"observations":[{"fact":"ALT","value":30,"unit":"U/L","date":"2025-02-01"},{"fact":"ALT","value":30,"unit":"U/L","date":"2025-02-01","method":"A"},{"fact":"ALT","value":31,"unit":"U/L","date":"2025-02-01"}]'
screened pairs=1000
exits 0
out_has '{"id":"I2","kind":"inclusion","status":"met"}'
screened pairs=1
exits 0
out_has '"status":"unknown","reasons":[{"code":"possible-repeat"'

it "refuses a limit that there is not, a number that is none, and to raise what protects the program"
screened width=3
exits 2
err_has 'there is no such limit; there are document-bytes, nesting, records, unknown-facts, pairs, cases, steps'
screened records=many
exits 2
err_has 'records is a whole number from 1 to 1000000'
screened nesting=101
exits 2
err_has 'nesting is a whole number from 1 to 100'


# ---- of the text of a protocol

printf 'library first\nuse second\n' >"$work/first.crit"
printf 'library second\nuse third\n' >"$work/second.crit"
printf 'library third\ncondition gout\n' >"$work/third.crit"

it "takes in as many files as a protocol may be made of"
run check "$work/first.crit" --limit source-files=3
exits 0
run check "$work/first.crit" --limit source-files=2
exits 1
out_has 'error[E0116]'
out_has '(limit source-files)'

it "reads a file of as many bytes as it may have"
size=$(wc -c <"$work/third.crit")
run check "$work/third.crit" --limit "source-bytes=$size"
exits 0
run check "$work/third.crit" --limit "source-bytes=$((size - 1))"
exits 1
out_has 'error[E0105]'
out_has "this file is larger than $((size - 1)) bytes (limit source-bytes)"

it "does not raise a limit that protects the program"
run check "$work/third.crit" --limit source-files=1001
exits 2
err_has 'source-files is a whole number from 1 to 1000'

it "takes in 1000 files in a chain, and no more"
mkdir "$work/chain"
for n in $(seq 1 1000); do printf 'library l%s\nuse l%s\n' "$n" $((n + 1)) >"$work/chain/l$n.crit"; done
printf 'library l1000\ncondition gout\n' >"$work/chain/l1000.crit"
printf 'library l0\nuse l1\n' >"$work/chain/l0.crit"
run check "$work/chain/l1.crit"
exits 0
run check "$work/chain/l0.crit"
exits 1
out_has 'error[E0116]'
