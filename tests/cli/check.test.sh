#!/usr/bin/env bash
# eligo check: findings on standard output, a summary on standard error.
set -euo pipefail
source "$(dirname "$0")/expect.sh"

it "is silent on standard output when there is nothing to say"
run check "$trial/trial.crit"
exits 0
out_is_empty
err_has "1 file checked: 0 errors, 0 warnings"

it "searches folders for criteria and case files"
run check "$trial"
exits 0
err_has "3 files checked"

it "shows a mistake at its place and exits with 1"
sed 's/active cancer/active cancr/' "$trial/trial.crit" >"$work/trial.crit"
cp "$trial/words.crit" "$work"
run check "$work/trial.crit"
exits 1
out_has "E0201"
out_has "active cancr"
out_has "cancer"
err_has "1 error"

it "prints no colours where nobody watches"
! grep -q $'\033' "$work/out" || fail "escape sequences in a file"

it "reports a library that several files use once"
printf 'observation distance in parsecs\n' >>"$work/words.crit"
sed 's/protocol TRIAL/protocol OTHER/' "$trial/trial.crit" >"$work/other.crit"
cp "$trial/trial.crit" "$work/trial.crit"
run check "$work/trial.crit" "$work/other.crit"
exits 1
[ "$(grep -c E0401 "$work/out")" -eq 1 ] || fail "expected E0401 once"

it "gives findings to programs as one JSON document"
run check --format json "$work/trial.crit"
exits 1
out_has '"code": "E0401"'
out_has '"severity": "error"'
out_has '"line":'
out_has '"errors":'

it "can fail on warnings too"
run check --fail-on warning "$trial"
exits 0

it "names a file that is not there"
run check "$work/nothing.crit"
exits 2
out_is_empty
err_has "nothing.crit"

it "says when a folder holds nothing to check"
mkdir "$work/empty"
run check "$work/empty"
exits 2
err_has "holds no .crit or .cases file"

it "explains a code"
run check --explain E0201
exits 0
out_has "E0201"
err_is_empty

it "offers the nearest code"
run check --explain E9201
exits 2
err_has "there is no code E9201"

it "tells that a power of ten belongs to the unit"
printf 'library limits\nobservation platelets in 10*9/L\ndefine enough\n  most recent platelets >= 100 × 10^9/L\n' >"$work/limits.crit"
run check "$work/limits.crit"
exits 1
out_has "a power of ten belongs to the unit"
out_has "100 10*9/L"
