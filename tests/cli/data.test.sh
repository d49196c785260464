#!/usr/bin/env bash
# Patient data as it comes: broken lines, unknown words, nothing at all, and far too much.
set -euo pipefail
source "$(dirname "$0")/expect.sh"
patients=$trial/patients.ndjson

# What each line of standard output is about: a patient, or the line of a document that cannot be read.
out_order() {
  local order
  order=$(sed -E 's/^\{"patient": ?"([^"]*)".*/\1/; s/^\{"file":.*"line":([0-9]+),.*"error":"document-unreadable".*/line-\1/' \
    "$work/out" | tr '\n' ' ')
  [ "$order" = "$1 " ] || fail "expected in this order: $1; got: $order"
}

it "names the place of a line that is no JSON, screens the rest, and exits with 1"
{ sed -n 1p "$patients"; echo '{"patient": "broken", "anchors": {'; sed -n 2p "$patients"; } >"$work/broken.ndjson"
run screen "$trial/trial.crit" "$work/broken.ndjson" --format json
exits 1
err_has "broken.ndjson:2:"
err_has "error"

it "gives it a line of its own, in its place"
out_order "eligible line-2 too-young"
sed -n 2p "$work/out" | grep -q '^{"file":".*broken.ndjson","line":2,"column":1,"error":"document-unreadable","text":".' ||
  fail "the line does not name file, line, column, error and text"
echo '{"patient": "half", "anchors": {"screening": nope}}' >"$work/half.ndjson"
run screen "$trial/trial.crit" "$work/half.ndjson" --format json
exits 1
out_lines 1
out_has '"patient":"half","error":"document-unreadable"'
for _ in $(seq 300); do cat "$work/broken.ndjson"; done >"$work/often.ndjson"
run screen "$trial/trial.crit" "$work/often.ndjson" --format json
exits 1
out_order "$(for i in $(seq 300); do printf 'eligible line-%d too-young ' $((3 * i - 1)); done | sed 's/ $//')"
cp "$work/out" "$work/alone"
run screen "$trial/trial.crit" "$work/often.ndjson" --format json --jobs 3
cmp -s "$work/out" "$work/alone" || fail "threads change the output"

it "does so at the end of a list that is cut off"
{ echo '['; sed -n 1p "$patients"; echo ','; sed -n 2p "$patients"; } >"$work/cut.json"
run screen "$trial/trial.crit" "$work/cut.json" --format json
exits 1
out_order "eligible too-young line-5"

it "gives people no such line"
run screen "$trial/trial.crit" "$work/broken.ndjson"
exits 1
out_lacks "document-unreadable"

it "writes nothing of what stands behind it in a strict run"
run screen "$trial/trial.crit" "$work/broken.ndjson" --format json --strict
exits 2
out_order "eligible"

it "does the same for a line that is JSON, but no object"
{ sed -n 1p "$patients"; echo '[1, 2'; echo '"text"'; sed -n 2p "$patients"; } >"$work/odd.ndjson"
run screen "$trial/trial.crit" "$work/odd.ndjson" --format json
exits 1
out_order "eligible line-2 line-3 too-young"
err_has "odd.ndjson:2"
err_has "odd.ndjson:3"

it "says once what it does not understand, and goes on"
sed 's/"complete"/"shoe-size": 40, "complete"/' "$patients" >"$work/keys.ndjson"
run screen "$trial/trial.crit" "$work/keys.ndjson"
exits 0
[ "$(grep -c shoe-size "$work/err")" -eq 1 ] || fail "expected one line on the unknown key"
err_has "4 times"

it "stops there in a strict run"
run screen "$trial/trial.crit" "$work/keys.ndjson" --strict --format json
exits 2
out_is_empty
err_has "shoe-size"

it "never takes a record that cannot be read for an absent one"
sed 's/"value": 40/"value": "forty"/' "$patients" | head -1 >"$work/value.ndjson"
run screen "$trial/trial.crit" "$work/value.ndjson" --format json
exits 0
out_has '"verdict"'
out_has 'undetermined'
err_has "value.ndjson:1"

it "screens nobody from an empty file"
: >"$work/empty.ndjson"
run screen "$trial/trial.crit" "$work/empty.ndjson"
exits 0
out_has "0 patients"

it "names a file that is not there, and screens the others"
run screen "$trial/trial.crit" "$work/nothing.ndjson" "$patients" --format json
exits 2
out_lines 4
err_has "nothing.ndjson"

it "does not take a folder without files of patients for patients"
mkdir "$work/bare"
run screen "$trial/trial.crit" "$work/bare" --format json
exits 2
out_is_empty
err_has "$work/bare: it holds no file of patients"

it "survives fifty million brackets"
head -c 50000000 /dev/zero | tr '\0' '[' >"$work/brackets.ndjson"
run screen "$trial/trial.crit" "$work/brackets.ndjson"
exits 1
err_has "brackets.ndjson:1"

it "survives the same as criteria"
run check "$work/brackets.ndjson"
[ "$status" -eq 1 ] || [ "$status" -eq 2 ] || fail "expected 1 or 2"

it "survives bytes that are no text"
head -c 100000 /dev/urandom >"$work/noise.ndjson"
run screen "$trial/trial.crit" "$work/noise.ndjson" --format json
[ "$status" -eq 1 ] || [ "$status" -eq 0 ] || fail "expected 0 or 1"

it "shows no escape sequence that stands in the data"
printf '{"patient": "\\u001b[31mred", "anchors": {}}\n' >"$work/escape.ndjson"
run explain "$trial/trial.crit" "$work/escape.ndjson" --patient $'\033[31mred'
exits 0
! grep -q $'\033' "$work/out" || fail "an escape sequence came through"

it "says when the output cannot be written"
if [ -e /dev/full ]; then
  status=0
  "$eligo" screen "$trial/trial.crit" "$patients" >/dev/full 2>"$work/err" || status=$?
  exits 2
  err_has "cannot be written"
fi

it "goes on in one course where a brand or a salt that is another spelling of the drug takes over the next day"
cat >"$work/brands.crit" <<'CRIT'
protocol BRANDS
  as of screening
anchor screening
treatment methotrexate
  also Trexall, methotrexate-sodium
inclusion I1
  any course of methotrexate lasting at least 12 weeks
CRIT
for begin in 2025-02-16:met 2025-02-17:not_met; do
  cat >"$work/brands.json" <<JSON
{"patient": "p", "anchors": {"screening": "2025-06-01"}, "complete": ["treatments"], "treatments": [
  {"fact": "methotrexate", "start": "2025-01-01", "end": "2025-02-15"},
  {"fact": "Trexall", "start": "${begin%:*}", "end": "2025-03-15"},
  {"fact": "Methotrexate sodium", "start": "2025-03-16", "end": "2025-04-15"}]}
JSON
  run screen "$work/brands.crit" "$work/brands.json" --format json
  out_has "\"status\":\"${begin#*:}\""
done

it "reads the doses of ingredients, and loses none that a drug does not have"
combinations=tests/language/records/combinations.crit
cat >"$work/ingredients.ndjson" <<'JSON'
{"patient": "own", "anchors": {"screening": "2025-03-01"}, "complete": ["treatments"], "treatments": [{"fact": "co-codamol", "start": "2025-01-01", "ongoing": true, "dose": 500, "unit": "mg/day"}]}
{"patient": "each", "anchors": {"screening": "2025-03-01"}, "complete": ["treatments"], "treatments": [{"fact": "co-codamol", "start": "2025-01-01", "ongoing": true, "ingredients": [{"fact": "codeine", "dose": 0.09, "unit": "g/day"}]}]}
{"patient": "stray", "anchors": {"screening": "2025-03-01"}, "complete": ["treatments"], "treatments": [{"fact": "paracetamol", "start": "2025-01-01", "ongoing": true, "ingredients": [{"fact": "codeine", "dose": 90, "unit": "mg/day"}]}]}
JSON
run explain "$combinations" "$work/ingredients.ndjson" --patient own --criterion HIGH
out_has "? HIGH inclusion, unknown"
out_has "dose of codeine in co-codamol (since 2025-01-01) is not recorded"
out_has "co-codamol since 2025-01-01, dose 500"
run explain "$combinations" "$work/ingredients.ndjson" --patient each --criterion HIGH
out_has "✓ HIGH inclusion, met"
out_has "co-codamol since 2025-01-01, dose of codeine 0.09"
run explain "$combinations" "$work/ingredients.ndjson" --patient stray --criterion WASHOUT
out_has "? WASHOUT inclusion, unknown"
out_has "named as an ingredient of another drug"
err_has "it names the ingredient"
run needs "$combinations"
out_has "also in   co-codamol, strong-co-codamol"
out_has "the dose in a combination is that of its \`ingredients\`, not its own"

it "answers a saved plan with a combination as the protocol itself"
run compile "$combinations" -o "$work/combinations.plan"
exits 0
run screen "$combinations" "$work/ingredients.ndjson" --format json
cp "$work/out" "$work/by-protocol"
run screen "$work/combinations.plan" "$work/ingredients.ndjson" --format json
cmp "$work/out" "$work/by-protocol" || fail "the answers differ"
