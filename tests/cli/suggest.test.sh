#!/usr/bin/env bash
# eligo test --suggest: cases for what no case reaches.
set -euo pipefail
source "$(dirname "$0")/expect.sh"
cp "$trial"/trial.crit "$trial"/words.crit "$trial"/trial.cases "$work"

it "writes cases for a protocol that has none, which compile, pass and reach what they say"
run test "$work/trial.crit" --suggest "$work/new.cases"
exits 0
err_has "0.0 % reached before, 100.0 % with them"
run test "$work/new.cases" --coverage --fail-under 100
exits 0
err_has " 0 failed"
out_has "limits     100 %  9 of 9"

it "takes the first patient of the cases there are as its base, and adds what they lack"
rm "$work/new.cases"
run test "$work/trial.cases" --suggest "$work/new.cases"
exits 0
file_has "$work/new.cases" "ALT 40 U/L on 2025-02-27 (normal up to 40 U/L)"
run test "$work/trial.cases" "$work/new.cases" --fail-under 95
exits 0

