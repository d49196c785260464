#!/usr/bin/env bash
# eligo test: what the cases reach, reports for build servers, running again on a change.
set -euo pipefail
source "$(dirname "$0")/expect.sh"
cp "$trial"/trial.crit "$trial"/words.crit "$trial"/trial.cases "$work"

it "counts the outcomes of criteria, branches and limits that the cases reach"
# By hand: I1 met, I2 met and not met, I3 not applicable, E1 not met; of their branches `sex is female` not met, the
# pregnancy test unknown, the reading not met; of the limits only 200 U/L, on 5 x ULN.
run test "$work/trial.cases" --coverage
exits 0
out_has "criteria    38 %  5 of 13"
out_has "branches    33 %  3 of 9"
out_has "limits      11 %  1 of 9"
out_has "age from 18 to 65 years [18 years]: just under, on it, just over"
out_has "most recent ALT < 5 x ULN [5 x ULN]: just under, just over"
out_has "I3: met, not met, unknown"
no_wider_than 100

it "counts a case that tries a limit just over, and not one that lies far off"
cat >>"$work/trial.cases" <<'END'
case "just over" like base
  ALT 201 U/L on 2025-02-27 (normal up to 40 U/L)
  expect I2 not met
case "far over" like base
  ALT 900 U/L on 2025-02-27 (normal up to 40 U/L)
  expect I2 not met
case "66 years" like base
  birth-date 1959-03-01
  expect I1 not met
END
run test "$work/trial.cases" --coverage
exits 0
out_has "most recent ALT < 5 x ULN [5 x ULN]: just under"
out_lacks "[5 x ULN]: just under, just over"
out_has "[65 years]: just under, on it"
out_lacks "[65 years]: just under, on it, just over"

it "gives coverage to programs"
run test "$work/trial.cases" --coverage --format json
exits 0
out_has '"coverage": ['
out_has '"limit": "5 x ULN"'

it "writes a page that needs nothing else"
run test "$work/trial.cases" --coverage-html "$work/coverage.html"
exits 0
out_is_empty
file_has "$work/coverage.html" "inclusion I2"
file_lacks "$work/coverage.html" "http:"
file_lacks "$work/coverage.html" "{{"

it "fails below the share asked for"
run test "$work/trial.cases" --fail-under 90
exits 1
err_has "90 % are asked for"
run test "$work/trial.cases" --fail-under 10
exits 0

it "says how many cases the filter left out, whatever the case of the words"
run test "$work/trial.cases" --filter "JUST OVER"
exits 0
err_has "1 case in 1 file: 1 passed, 0 failed; 4 left out by the filter"

it "names the line of the expectation that failed"
sed -i 's/expect I1 not met/expect I1 met/' "$work/trial.cases"
run test "$work/trial.cases"
exits 1
out_has "expected  I1 met  (line 22)"

it "writes a JUnit report, valid whatever the names hold"
sed -i 's/"66 years"/"66 <\&> years"/' "$work/trial.cases"
run test "$work/trial.cases" --junit "$work/junit.xml"
exits 1
file_has "$work/junit.xml" 'tests="5" failures="1" errors="0"'
file_has "$work/junit.xml" 'name="66 &lt;&amp;&gt; years"'
printf 'cases for TRIAL\ncase "odd"\n  expect I9 met\n' >"$work/odd.cases"
run test "$work/odd.cases" --junit "$work/junit.xml"
exits 2
file_has "$work/junit.xml" 'errors="1"'

it "runs again when a file changes that it has read, and ends on an interrupt"
command="eligo test --watch"
status=0
"$eligo" test "$work/trial.cases" --watch >"$work/out" 2>"$work/err" </dev/null &
watcher=$!
wait_for() {
  for _ in $(seq 100); do
    [ "$(grep -c "$1" "$work/err")" -ge "$2" ] && return
    sleep 0.1
  done
  fail "expected on standard error, $2 times: $1"
}
wait_for "1 failed" 1
sed -i 's/65 years/66 years/' "$work/trial.crit"
wait_for "0 failed" 1
kill -INT "$watcher"
wait "$watcher" || status=$?
exits 0
! grep -q $'\033' "$work/out" || fail "expected no escape sequence where no terminal is"
