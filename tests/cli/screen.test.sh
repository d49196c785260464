#!/usr/bin/env bash
# eligo screen: patients in, verdicts out.
set -euo pipefail
source "$(dirname "$0")/expect.sh"
patients=$trial/patients.ndjson

it "shows the cohort to people"
run screen "$trial/trial.crit" "$patients"
exits 0
out_has "TRIAL, version 2025-01"
out_has "4 patients: 2 eligible, 1 ineligible, 1 undetermined"
out_has "Aged 18 to 65 years"
out_has "What the undetermined wait for"
err_is_empty
no_wider_than 100

it "gives a verdict a line to programs, in the order of the input"
run screen "$trial/trial.crit" "$patients" --format json
exits 0
out_lines 4
err_is_empty
[ "$(sed 's/.*"patient": *"\([^"]*\)".*/\1/' "$work/out" | tr '\n' ' ')" = "eligible too-young no-limit past-cancer " ] ||
  fail "the order is not that of the input"
sed -n 1p "$work/out" | grep -q '"verdict": *"eligible"' || fail "the first is eligible"
sed -n 2p "$work/out" | grep -q '"id": *"I1", *"kind": *"inclusion", *"status": *"not_met"' || fail "I1 is not met"
sed -n 3p "$work/out" | grep -q 'no-reference-range' || fail "the reason bears its name"
sed -n 1p "$work/out" | grep -q '"digest": *"sha256:' || fail "a verdict names the digest of its sources"

it "reads standard input as -"
run screen "$trial/trial.crit" - --format json <"$patients"
exits 0
out_lines 4

it "takes several files"
run screen "$trial/trial.crit" "$patients" "$patients" --format json
exits 0
out_lines 8

it "answers the same for any number of threads"
for _ in $(seq 300); do cat "$patients"; done >"$work/many.ndjson"
run screen "$trial/trial.crit" "$work/many.ndjson" --format json
exits 0
cp "$work/out" "$work/alone"
run screen "$trial/trial.crit" "$work/many.ndjson" --format json --jobs 3
exits 0
cmp -s "$work/out" "$work/alone" || fail "threads change the output"

it "takes another reading when one is named"
run screen "$trial/trial.crit" "$patients" --reading R-E1
exits 0
out_has "1 eligible, 2 ineligible"

it "offers the nearest reading"
run screen "$trial/trial.crit" "$patients" --reading R-E2
exits 2
out_is_empty
err_has "did you mean R-E1?"

it "tells for whom a reading changes the verdict"
run screen "$trial/trial.crit" "$patients" --readings
exits 0
out_has "R-E1 of E1: 1 verdict changes"
out_has "past-cancer: eligible → ineligible"

it "adds the tree of sub-conditions on request"
run screen "$trial/trial.crit" "$patients" --format json --explain
exits 0
out_has "ALT 40 U/L"
run screen "$trial/trial.crit" "$patients" --explain
exits 2
err_has "eligo explain"

it "does not screen by a protocol that does not compile"
sed 's/age from/aged from/' "$trial/trial.crit" >"$work/trial.crit"
cp "$trial/words.crit" "$work"
run screen "$work/trial.crit" "$patients"
exits 2
out_is_empty
err_has "does not compile"

it "does not screen by a library"
run screen "$trial/words.crit" "$patients"
exits 2
err_has "no criteria"

it "ranks what to ask for by how many patients it could settle alone"
run screen "$here/evidence/evidence.crit" "$here/evidence/patients.ndjson"
exits 0
out_has "  waiting    alone"
out_has "        1        1  a result of bilirubin (BILIRUBIN)"
