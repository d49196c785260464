#!/usr/bin/env bash
# eligo explain: one patient, everything that led to the answer.
set -euo pipefail
source "$(dirname "$0")/expect.sh"
patients=$trial/patients.ndjson

it "shows the verdict, what it rests on, and every criterion with its quotation"
run explain "$trial/trial.crit" "$patients" --patient no-limit
exits 0
out_has "no-limit is undetermined for TRIAL, version 2025-01"
out_has "still open    I2"
out_has "“ALT below 5 times the upper limit of normal”"
out_has "? I2 inclusion, unknown"
out_has "ALT 40 U/L on 2025-02-27"
out_has "to settle: the protocol gives no window"
err_is_empty
no_wider_than 100

it "names what rules a patient out"
run explain "$trial/trial.crit" "$patients" --patient too-young
exits 0
out_has "ruled out by  I1"
out_has "✗ I1 inclusion, not met: rules out"
out_has "– I3 inclusion, not applicable"
out_has "✓ E1 exclusion, not met"

it "can be asked about one criterion"
run explain "$trial/trial.crit" "$patients" --patient too-young --criterion I1
exits 0
out_has "I1 inclusion"
out_lacks "I2 inclusion"

it "offers the nearest criterion"
run explain "$trial/trial.crit" "$patients" --patient too-young --criterion I11
exits 2
out_is_empty
err_has "did you mean I1?"

it "takes another reading"
run explain "$trial/trial.crit" "$patients" --patient past-cancer --reading R-E1
exits 0
out_has "ineligible"
out_has "under R-E1"

it "tells which other reading would change the verdict"
run explain "$trial/trial.crit" "$patients" --patient past-cancer
exits 0
out_has "if R-E1: ineligible"

it "says nothing of other patients' data"
sed '1s/"value": 40/"value": "forty"/' "$patients" >"$work/value.ndjson"
run explain "$trial/trial.crit" "$work/value.ndjson" --patient too-young
exits 0
err_is_empty
run explain "$trial/trial.crit" "$work/value.ndjson" --patient eligible
exits 0
err_has "forty"

it "gives the same to programs"
run explain "$trial/trial.crit" "$patients" --patient too-young --format json
exits 0
out_lines 1
out_has '"patient"'

it "says when there is no such patient"
run explain "$trial/trial.crit" "$patients" --patient P-99
exits 2
out_is_empty
err_has "there is no patient P-99"
