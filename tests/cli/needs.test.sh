#!/usr/bin/env bash
# eligo needs: what patients' documents must hold for a protocol.
set -euo pipefail
source "$(dirname "$0")/expect.sh"
founding=criteria/nct06710717/nct06710717.crit

it "names everything that the criteria ask for, and which of them asks"
run needs "$trial/trial.crit"
exits 0
err_is_empty
out_has "TRIAL, version 2025-01"
out_has "screening  day of the screening visit"
out_has "as-of date"
out_has "birth-date"
out_has "ALT  alanine aminotransferase"
out_has "in U/L"
out_has "the upper limit of normal"
out_has "up to and including the day of the screening visit"
out_has "one of: positive, negative"
no_wider_than 100

it "says for which answers a list must be complete"
out_has "(\`complete\`)"
sed -n '/`complete`/,$p' "$work/out" >"$work/lists"
file_has "$work/lists" "conditions"
file_has "$work/lists" "E1"
file_lacks "$work/lists" "observations"
file_lacks "$work/lists" "I2"

it "names a fact that the default does not ask for by the reading that does"
sed -e 's/    ever cancer/    ever cancer\n    or most recent platelets < 50 10*9\/L/' "$trial/trial.crit" >"$work/trial.crit"
{ cat "$trial/words.crit"; echo; echo "observation platelets in 10*9/L"; } >"$work/words.crit"
run needs "$work/trial.crit" --format json
exits 0
python3 - "$work/out" <<'PY' || fail "platelets are asked for by R-E1 alone, cancer by E1"
import json, sys
needs = json.load(open(sys.argv[1]))
platelets = [fact for fact in needs["observations"] if fact["fact"] == "platelets"][0]
assert platelets["criteria"] == ["R-E1"], platelets
assert needs["conditions"][0]["criteria"] == ["E1"], needs["conditions"]
assert needs["conditions"][0]["windows"] == ["up to and including the day of the screening visit"], needs["conditions"]
PY

it "names the widest window, and those that cannot be compared with it"
{
  cat "$trial/trial.crit"
  echo 'exclusion E2 "Low platelets in 4 weeks"'
  echo '  any platelets within 4 weeks up to screening < 50 10*9/L'
  echo 'exclusion E3 "Low platelets in 3 months"'
  echo '  any platelets within 3 months up to screening < 30 10*9/L'
  echo 'exclusion E4 "Low platelets before enrolment"'
  echo '  any platelets within 8 weeks up to enrolment < 40 10*9/L'
} >"$work/trial.crit"
{ cat "$trial/words.crit"; echo 'observation platelets in 10*9/L'; echo 'anchor enrolment'; } >"$work/words.crit"
run needs "$work/trial.crit" --format json
exits 0
python3 - "$work/out" <<'PY' || fail "the windows are 3 months before screening, and 8 weeks before enrolment"
import json, sys
needs = json.load(open(sys.argv[1]))
platelets = [fact for fact in needs["observations"] if fact["fact"] == "platelets"][0]
assert platelets["criteria"] == ["E2", "E3", "E4"], platelets
assert sorted(window[:13] for window in platelets["windows"]) == ["from 3 months", "from 8 weeks "], platelets
lists = {entry["list"]: entry for entry in needs["complete"]}
assert lists["observations"]["criteria"] == ["E2", "E3", "E4"], lists
PY

it "gives programs units, codes, fields, limits and an empty record of each fact"
run needs "$founding" --format json
exits 0
err_is_empty
python3 - "$work/out" <<'PY' || fail "the JSON does not say what the founding trial asks for"
import json, sys
needs = json.load(open(sys.argv[1]))
assert needs["protocol"] == "NCT06710717" and needs["as_of"] == "screening"
observations = {fact["fact"]: fact for fact in needs["observations"]}
alt = observations["ALT"]
assert alt["value"]["unit"] == "U/L" and alt["value"]["plausible"]["high"] == "50000"
assert {"system": "LOINC", "code": "1742-6"} in alt["codes"]
assert alt["reference"] == ["high"] and "I7" in alt["criteria"]
assert alt["record"] == {"fact": "ALT", "value": None, "unit": "U/L", "date": None, "reference": {"high": None}}
drugs = {fact["fact"]: fact for fact in needs["treatments"]}
assert "E14" in drugs["cyclophosphamide"]["criteria"]
assert any(field["field"] == "response" for field in drugs["cyclophosphamide"]["fields"])
assert any(fact["fact"] == "compliance-barrier" for fact in needs["answers"])
lists = {entry["list"]: entry for entry in needs["complete"]}
assert "E14" in lists["treatments"]["criteria"] + lists["treatments"].get("assumed", [])
ids = {name for kind in ("observations", "conditions", "treatments", "procedures", "answers", "attributes")
       for fact in needs[kind] for name in fact["criteria"]}
assert {"I1", "I7", "E14"} <= ids
PY

it "asks for the narrower facts under the broader one"
run needs "$founding"
exits 0
out_has "kinds"
no_wider_than 100

it "prints an empty patient that reads without a notice, and of whom nothing is known"
for protocol in "$trial/trial.crit" "$founding" criteria/her2-breast/her2-breast.crit; do
  run needs "$protocol" --format patient
  exits 0
  cp "$work/out" "$work/patient.json"
  run screen "$protocol" "$work/patient.json" --strict --format json
  exits 0
  ! grep -v "this patient has no id" "$work/err" >"$work/more" || fail "expected no notice of its data"
  out_has '"verdict":"undetermined"'
done

it "keeps what is filled in"
run needs "$trial/trial.crit" --format patient
sed -e 's/"screening": null/"screening": "2025-03-01"/' -e 's/"birth-date": null/"birth-date": "2010-05-17"/' "$work/out" >"$work/filled.json"
run screen "$trial/trial.crit" "$work/filled.json" --format json
exits 0
out_has '"verdict":"ineligible"'

it "does not name the needs of a library, nor of what does not compile"
run needs "$trial/words.crit"
exits 2
out_is_empty
err_has "no criteria"

it "refuses a format that it does not have"
run needs "$trial/trial.crit" --format xml
exits 2
err_has "xml"
