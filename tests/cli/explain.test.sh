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

# ---- everything that led to the answer: made-up patients, each with what the others lack
evidence=$here/evidence

it "says which records were left out and why, and shows values as recorded and as converted"
run explain "$evidence/evidence.crit" "$evidence/patients.ndjson" --patient left-out --all
exits 0
out_has "[2025-02-01 to 2025-03-01]"
out_has "ALT 40 U/L on 2025-02-27 (normal 5 to 40 U/L)"
out_has "ALT 50 U/L on 2024-02-28 (left out: outside the window)"
out_has "ALT 400 U/L on 2025-02-28 (left out: entered in error)"
out_has "ALT 300 U/L on 2025-02-28 (left out: cancelled)"
out_has "method CLIFT (left out: not the method asked for)"
out_has "(may count: its unit is not known or does"
out_has "bilirubin 18 umol/L (1.052 mg/dL) on 2025-02-27"
out_has "depends on: the list of conditions is declared complete"
out_has "“ALT below 5 times the upper limit”"
out_has "LIVER inclusion, met  evidence.crit:"
out_has "rests on: anti-dsDNA 50 IU/mL on 2025-02-02, method ELISA"

it "names a few of them, and why the others were left out"
run explain "$evidence/evidence.crit" "$evidence/patients.ndjson" --patient left-out
out_has "and 1 record more left out: entered in error"

it "says what is settled only jointly"
run explain "$evidence/evidence.crit" "$evidence/patients.ndjson" --patient no-birth-date
exits 0
out_has "ruled out by  MEN, OLD-MEN, which cannot both pass, whatever the missing facts are"
out_has "EITHER inclusion, met, whatever the missing facts are"

it "asks once for what one look at the chart answers, and says what each answer may settle"
run explain "$evidence/evidence.crit" "$evidence/patients.ndjson" --patient open
exits 0
out_has "a result of bilirubin (BILIRUBIN): may rule out"
out_has "whether the list of conditions is complete, or there was any cancer, arrhythmia,"
out_has "seizure or 2 more (ILL): may rule out"
out_has "together      both may let in"
no_wider_than 100

it "gives programs the sentence, its place, the evidence and the sets of questions"
run explain "$evidence/evidence.crit" "$evidence/patients.ndjson" --patient left-out --format json
out_has '"quotation":"ALT below 5 times the upper limit","file":"evidence.crit","line":'
out_has '"evidence":["ALT 40 U/L on 2025-02-27 (normal 5 to 40 U/L)"]'
out_has '"why":"not the method asked for"'
run explain "$evidence/evidence.crit" "$evidence/patients.ndjson" --patient no-birth-date --format json
out_has '"conflict":["MEN","OLD-MEN"]'
out_has '"by_cases":true'
run explain "$evidence/evidence.crit" "$evidence/patients.ndjson" --patient open --format json
out_has '{"verdict":"ineligible","ask":["a result of bilirubin"]}'
out_has '{"verdict":"eligible","ask":['

it "names the drugs of which each is asked the same, in one line those without a record"
run explain "$evidence/evidence.crit" "$evidence/patients.ndjson" --patient left-out --criterion FAILED
exits 0
out_has "✓ azathioprine [up to 2025-03-01]"
out_has "nothing for: methotrexate, belimumab"
out_has "depends on: the list of treatments is declared complete"
run explain "$evidence/evidence.crit" "$evidence/patients.ndjson" --patient left-out --criterion FAILED --all
out_has "✗ belimumab [up to 2025-03-01]"
