#!/usr/bin/env bash
# eligo diff: what an amendment changes in meaning, and for whom.
set -euo pipefail
source "$(dirname "$0")/expect.sh"
mkdir "$work/new"
cp "$trial/words.crit" "$work/new"
old=$trial/trial.crit
new=$work/new/trial.crit

# The new version is the old one after a sed script.
amend() { sed "$1" "$old" >"$new"; }

it "finds no change in a version that is the same"
amend ''
run diff "$old" "$new"
exits 0
out_has "unchanged"
out_lacks "Changed in meaning"
err_is_empty

it "tells a tighter rule, with a patient whom it rules out, and the proof that nobody is let in"
amend 's/< 5 x ULN/< 3 x ULN/'
run diff "$old" "$new"
exits 1
out_has "I2 inclusion: tighter"
out_has "old  most recent ALT < «5» x ULN"
out_has "new  most recent ALT < «3» x ULN"
out_has "passed before, is ruled out now:"
out_has "proven: nobody who was ruled out passes now"
no_wider_than 100

it "marks by colour instead where colours are wanted, and honours NO_COLOR"
NO_COLOR=1 run diff "$old" "$new"
out_lacks $'\e['

it "tells what is reworded only from what changes in meaning"
amend 's/ALT below 5 times/ALT under 5 times/'
run diff "$old" "$new"
exits 0
out_has "The same in meaning"
out_has "I2 inclusion: the same in meaning: reworded only"
out_has "«below»"

it "tells what was added and what was removed"
amend '/^exclusion E1/,$d'
run diff "$new" "$old"
exits 1
out_has "E1 exclusion: added"
run diff "$old" "$new"
exits 1
out_has "E1 exclusion: removed"

it "tells who moves, and by which criterion"
amend 's/age from 18 to 65 years/age from 18 to 30 years/; s/age >= 18 years/age >= 60 years/'
run diff "$old" "$new" --patients "$trial/patients.ndjson"
exits 1
out_has "Patients"
out_has "by I1 met → not met"

it "gives the same as JSON"
run diff "$old" "$new" --patients "$trial/patients.ndjson" --format json
exits 1
python3 - "$work/out" <<'PY' || fail "the JSON is not as expected"
import json, sys
amendment = json.load(open(sys.argv[1]))
assert amendment["changes_meaning"] is True
i1 = next(c for c in amendment["criteria"] if c["new"]["id"] == "I1")
assert i1["effect"] == "tighter" and i1["tighter"] == "yes" and i1["looser"] == "no"
example = i1["examples"][0]
assert example["before"] == "passes" and example["after"] == "ruled_out"
assert "birth-date" in example["patient"]["attributes"]
assert amendment["patients"]["screened"] > 0 and amendment["patients"]["moved"]
PY

it "writes an example that the program itself screens as it says"
python3 - "$work/out" >"$work/example.ndjson" <<'PY'
import json, sys
amendment = json.load(open(sys.argv[1]))
i1 = next(c for c in amendment["criteria"] if c["new"]["id"] == "I1")
print(json.dumps(i1["examples"][0]["patient"]))
PY
run explain "$old" "$work/example.ndjson" --patient example --criterion I1
out_has "✓ I1 inclusion, met"
run explain "$new" "$work/example.ndjson" --patient example --criterion I1
out_has "✗ I1 inclusion, not met"

it "writes a page that needs nothing else"
run diff "$old" "$new" --html "$work/page.html"
exits 1
file_has "$work/page.html" "<ins>"
file_has "$work/page.html" "tighter"
file_lacks "$work/page.html" "http:"
file_lacks "$work/page.html" "{{"

it "says when it cannot run"
run diff "$old" "$work/nowhere.crit"
exits 2
out_is_empty
run diff "$old" "$new" --patients "$work/nowhere.ndjson"
exits 2
run diff "$old" "$new" --html "$work/nowhere/page.html"
exits 2
err_has "cannot be written"
