#!/usr/bin/env bash
# eligo test: case files.
set -euo pipefail
source "$(dirname "$0")/expect.sh"
cp "$trial"/trial.crit "$trial"/words.crit "$trial"/trial.cases "$work"

it "is silent on standard output when all cases pass"
run test "$trial"
exits 0
out_is_empty
err_has "2 cases in 1 file: 2 passed, 0 failed"

it "shows what was expected, what came, and why"
sed -i 's/expect I2 not met/expect I2 met/' "$work/trial.cases"
run test "$work/trial.cases"
exits 1
out_has "ALT exactly at the limit"
out_has "trial.cases:11"
out_has "expected  I2 met"
out_has "got       I2 not met"
out_has "ALT 200 U/L"
err_has "1 passed, 1 failed"

it "runs only the cases asked for"
run test "$work/trial.cases" --filter "all is well"
exits 0
err_has "1 case "

it "says when no case bears the name asked for"
run test "$work/trial.cases" --filter nothing
exits 2
err_has "nothing"

it "gives results to programs as one JSON document"
run test "$work/trial.cases" --format json
exits 1
out_has '"failed": 1'
out_has '"expected": "I2 met"'

it "says when there are no cases"
mkdir "$work/none"
run test "$work/none"
exits 2
err_has "holds no .cases file"
printf 'cases for TRIAL\n' >"$work/trial.cases"
run test "$work/trial.cases"
exits 2
out_is_empty

it "shows why a case file does not compile"
printf 'cases for TRIAL\ncase "odd"\n  expect I9 met\n' >"$work/trial.cases"
run test "$work/trial.cases"
exits 2
out_is_empty
err_has "I9"

it "asks what a bare date is the date of"
mkdir "$work/bare"
cp "$trial"/*.crit "$work/bare"
printf '%s\n' 'cases for TRIAL' 'case "a bare date"' '  cancer 2022-01-10' '  expect E1 unknown' >"$work/bare/bare.cases"
run check "$work/bare/bare.cases"
exits 1
out_has "E0701"
out_has "the date of what?"
