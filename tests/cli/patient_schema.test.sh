#!/usr/bin/env bash
# docs/patients.md and docs/patient.schema.json say what the parser does: every patient of the repository fits the schema,
# wrong ones do not, and every example of the page is read as the page says.
set -euo pipefail
source "$(dirname "$0")/expect.sh"
schema=docs/patient.schema.json
protocol=criteria/nct06710717/nct06710717.crit

# Holds documents against the schema.
validate() {
  command="patient_schema.py $*"
  status=0
  python3 "$here/patient_schema.py" "$schema" "$@" >"$work/out" 2>"$work/err" || status=$?
}

it "accepts every patient of the repository"
mapfile -t files < <(find criteria tests -name '*.ndjson' ! -name 'expected.ndjson' | sort)
[ "${#files[@]}" -ge 4 ] || fail "expected at least four files of patients"
validate "${files[@]}"
exits 0

it "accepts an empty document, and the empty patient of each protocol"
echo '{}' >"$work/nothing.json"
"$eligo" needs "$protocol" --format patient >"$work/founding.json"
"$eligo" needs criteria/her2-breast/her2-breast.crit --format patient >"$work/her2.json"
validate "$work/nothing.json" "$work/founding.json" "$work/her2.json"
exits 0

it "refuses what the parser reports"
cat >"$work/wrong.ndjson" <<'DOCUMENTS'
{"anchor": {"screening": "2025-03-01"}}
{"patient": ["P-1"]}
{"anchors": ["2025-03-01"]}
{"anchors": {"screening": "01/03/2025"}}
{"anchors": {"screening": "2025-13"}}
{"attributes": "female"}
{"observations": {"fact": "ALT"}}
{"observations": ["ALT"]}
{"observations": [{"fact": "ALT", "value": 40, "unit": "U/L", "date": "2025-03-01T24:00"}]}
{"observations": [{"fact": "ALT", "value": [40], "unit": "U/L", "date": "2025-03-01"}]}
{"observations": [{"fact": "ALT", "value": 40, "unit": "U/L", "date": "2025-03-01", "status": "fine"}]}
{"observations": [{"fact": "ALT", "value": 40, "unit": "U/L", "date": "2025-03-01", "reference": {"high": [40]}}]}
{"conditions": [{"fact": "cancer", "onset": "2025-01-01", "ongoing": "perhaps"}]}
{"complete": [{"from": "2025-01-01"}]}
{"complete": [{"list": "treatments", "since": "2025-01-01"}]}
["no object"]
DOCUMENTS
validate "$work/wrong.ndjson"
exits 1
cp "$work/out" "$work/refused"
run screen "$trial/trial.crit" "$work/wrong.ndjson" --format json
exits 1
for number in $(seq "$(wc -l <"$work/wrong.ndjson")"); do
  file_has "$work/refused" "document $number:"
  err_has "wrong.ndjson:$number:"
done

it "has each example of the page read as it says"
awk -v read="$work/read.json" -v reported="$work/reported.json" -v notices="$work/notices" '
  /^```json reported/ { file = reported; gsub(/^```json reported "|"$/, ""); print > notices; next }
  /^```json/ { file = read; next }
  /^```/ { if (file != "") print "" > file; file = ""; next }
  file != "" { printf "%s ", $0 > file }  # a document a line
' docs/patients.md
run screen "$protocol" "$work/read.json" --format json
exits 0
err_is_empty
[ "$(wc -l <"$work/out")" -ge 8 ] || fail "expected eight examples or more"
validate "$work/read.json"
exits 0
run screen "$protocol" "$work/reported.json" --format json
exits 0
[ "$(wc -l <"$work/out")" -eq "$(wc -l <"$work/notices")" ] || fail "expected a notice named for each example"
while IFS= read -r notice; do err_has "$notice"; done <"$work/notices"
