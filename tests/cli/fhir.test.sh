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
