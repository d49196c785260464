#!/usr/bin/env bash
# Patients in FHIR: the examples of docs/fhir.md, bundles of several persons, and what is shown of them.
set -euo pipefail
source "$(dirname "$0")/expect.sh"

awk -v folder="$work" '
  /^```eligo/ { file = folder "/example.crit"; next }
  /^```json/ { sub(/^```json /, ""); print > (folder "/expected"); file = folder "/bundle" ++block ".json"; next }
  /^```/ { file = ""; next }
  file != "" { print > file }
' docs/fhir.md

it "screens every example as its text says"
number=0
while read -r expected; do
  number=$((number + 1))
  run screen "$work/example.crit" "$work/bundle$number.json" --anchor screening=2025-06-01 --format json
  exits 0
  IFS=, read -ra parts <<<"$expected"
  for part in "${parts[@]}"; do
    read -r id status <<<"$part"
    grep -q "\"id\": *\"$id\"[^}]*\"status\": *\"$status\"" "$work/out" || fail "$id is not $status"
  done
done <"$work/expected"
[ "$number" -eq 2 ] || fail "there are two examples"

it "shows the document that a bundle comes to"
run patient "$work/example.crit" "$work/bundle2.json"
exits 0
out_has '"patient":"P-2"'
out_has '"doubt":"its modifierExtension `http://example.org/not-really` is not understood"'
out_has '"source":"Observation/alt"'

it "names the resource behind each record that an explanation speaks of"
run explain "$work/example.crit" "$work/bundle1.json" --patient P-1 --anchor screening=2025-06-01
exits 0
out_has "rests on: ALT (recorded as 1742-6) 60 U/L on 2025-05-20 (normal up to 40 U/L) [Observation/alt]"
out_has "• ALT (recorded as 1742-6) 60 U/L on 2025-05-20 (normal up to 40 U/L) [Observation/alt]"
out_has "[MedicationRequest/mtx]"
run screen "$work/example.crit" "$work/bundle1.json" --anchor screening=2025-06-01 --format json --explain
exits 0
out_has '"text":"ALT (recorded as 1742-6) 60 U/L on 2025-05-20 (normal up to 40 U/L)","source":"Observation/alt"'
out_has '"source":"MedicationRequest/mtx"'
run screen "$work/example.crit" "$work/bundle2.json" --anchor screening=2025-06-01 --format json
out_has '"record":"ALT (recorded as 1742-6) 60 U/L on 2025-05-20 (normal up to 40 U/L)","source":"Observation/alt"'

it "takes a bundle of several persons apart"
cat >"$work/two.json" <<'JSON'
{"resourceType": "Bundle", "type": "collection", "entry": [
  {"resource": {"resourceType": "Patient", "id": "A"}},
  {"resource": {"resourceType": "Patient", "id": "B"}},
  {"resource": {"resourceType": "Observation", "id": "1", "status": "final", "subject": {"reference": "Patient/B"},
    "code": {"text": "ALT"}, "effectiveDateTime": "2025-05-20", "valueQuantity": {"value": 60, "unit": "U/L"}}}]}
JSON
run screen "$work/example.crit" "$work/two.json" --format json
exits 0
out_lines 2
run patient "$work/example.crit" "$work/two.json"
exits 0
out_has '"patient":"A"'
out_has '"patient":"B"'
[ "$(grep -c ALT "$work/out")" -eq 1 ] || fail "the result is of one of them"

it "takes a list that the run says is complete"
run screen "$work/example.crit" "$work/two.json" --anchor screening=2025-06-01 --complete treatments=2020-01-01.. --format json
exits 0
grep -q '"id": *"E1"[^}]*"status": *"not_met"' "$work/out" || fail "E1 is settled"

it "refuses an anchor and a period that are none"
run screen "$work/example.crit" "$work/two.json" --anchor scrning=2025-06-01
exits 2
err_has "no anchor scrning"
run screen "$work/example.crit" "$work/two.json" --complete treatments=lately
exits 2
err_has "FROM..TO"

it "names what holds no patient"
echo '{"resourceType": "Bundle", "type": "collection"}' >"$work/none.json"
run screen "$work/example.crit" "$work/none.json" --format json
exits 1
err_has "it holds no patient of FHIR"

it "reads gzip by its content, and the files of a folder in the order of their names"
mkdir "$work/folder"
gzip -c "$work/bundle1.json" >"$work/folder/b"
run screen "$work/example.crit" "$work/folder/b" --anchor screening=2025-06-01 --format json
exits 0
out_has '"patient":"P-1"'
mv "$work/folder/b" "$work/folder/2.json.gz"
cp "$work/bundle2.json" "$work/folder/1.JSON"
echo 'not of patients' >"$work/folder/readme.txt"
run patient "$work/example.crit" "$work/folder"
exits 0
out_lines 2
head -1 "$work/out" | grep -q '"patient":"P-2"' || fail "1.JSON comes first"
run screen "$work/example.crit" "$work/folder" --anchor screening=2025-06-01 --format json --output "$work/answers" --audit "$work/audit"
exits 0
grep -q '2.json.gz' "$work/audit" || fail "the record of runs names the files of a folder"
mkdir "$work/empty"
run screen "$work/example.crit" "$work/empty"
exits 2
err_has "it holds no file of patients"

it "says what is wrong with gzip that is cut off or damaged"
head -c 300 "$work/folder/2.json.gz" >"$work/cut.gz"
run screen "$work/example.crit" "$work/cut.gz" --format json
exits 2
err_has "the gzip data are cut off"
{ head -c -8 "$work/folder/2.json.gz"; printf 'checksum'; } >"$work/damaged.gz"
run screen "$work/example.crit" "$work/damaged.gz" --format json
exits 2
err_has "the gzip data are damaged"

it "takes data for what --from says"
run screen "$work/example.crit" "$work/bundle1.json" --from eligo --anchor screening=2025-06-01 --format json
exits 0
out_lacks '"patient":"P-1"'
err_has 'the key `resourceType` of a patient is not known'
echo '{"patient": "P-9"}' >"$work/own.ndjson"
run screen "$work/example.crit" "$work/own.ndjson" --from fhir --format json
exits 1
err_has "it holds no patient of FHIR"
run screen "$work/example.crit" "$work/own.ndjson" --from omop
exits 2

it "keeps to the run's limit of nesting"
run screen "$work/example.crit" "$work/bundle1.json" --limit nesting=10 --format json
exits 0
run screen "$work/example.crit" "$work/bundle1.json" --limit nesting=5 --format json
exits 1
err_has "(limit nesting)"
