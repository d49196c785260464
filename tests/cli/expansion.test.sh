#!/usr/bin/env bash
# Codes below a code, as an expansion file lists them: the fact, something else, or open.
set -euo pipefail
source "$(dirname "$0")/expect.sh"
files=$here/../language/expansions
cp "$files"/tumours.csv "$files"/tumours.json "$files"/to_tumour.json "$files"/plain.txt "$work"

# protocol FILE: cancer by that expansion file.
protocol() {
  cat >"$work/rule.crit" <<CRIT
protocol RULE
  as of screening
anchor screening
condition tumour
  codes SNOMED 363346000 and below from "$1"
exclusion E1
  ever tumour
CRIT
}

# answer SYSTEM CODE: the status of E1 for a patient with that code alone.
answer() {
  printf '%s\n' '{"patient": "p", "anchors": {"screening": "2025-03-01"}, "complete": ["conditions"],
    "conditions": [{"code": {"system": "'"$1"'", "code": "'"$2"'"}, "onset": "2024-02-01"}]}' | tr -d '\n' >"$work/p.ndjson"
  run screen "$rule" "$work/p.ndjson" --format json
  python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["criteria"][0]["status"])' "$work/out"
}
gives() {
  local found
  found=$(answer "$1" "$2")
  [ "$found" = "$3" ] || fail "expected $1 $2 to give $3, not $found"
}
snomed=http://snomed.info/sct

for rule in "$work/rule.crit" "$work/rule.plan"; do
  it "takes a code of the table for the fact, one above it for neither, any other for something else"
  protocol tumours.csv
  run compile "$work/rule.crit" -o "$work/rule.plan"
  exits 0
  gives SNOMED 363346000 met
  gives "$snomed" 254837009 met
  gives SNOMED 55342001 unknown
  gives SNOMED 38341003 not_met

  it "leaves open what is no code of the system by its form"
  gives SNOMED "363346000:116676008=1" unknown
  gives SNOMED 38341004 unknown
  gives SNOMED "high blood pressure" unknown
  gives LOCAL 38341003 unknown

  it "reads a ValueSet, of which what stands around the code is open"
  protocol tumours.json
  run compile "$work/rule.crit" -o "$work/rule.plan"
  gives SNOMED 254837009 met
  gives SNOMED 55342001 unknown
  gives SNOMED 38341003 not_met

  it "reads one code a line"
  protocol plain.txt
  run compile "$work/rule.crit" -o "$work/rule.plan"
  gives SNOMED 254837009 met
  gives SNOMED 363347009 not_met

  it "reads a map to the code, which says nothing of what it leaves out"
  protocol to_tumour.json
  run compile "$work/rule.crit" -o "$work/rule.plan"
  gives http://hospital.example/problems TU1 met
  gives http://hospital.example/problems TU2 met
  gives http://hospital.example/problems TU3 unknown
  gives http://hospital.example/problems TU9 unknown
  gives SNOMED 363346000 met
  gives SNOMED 38341003 unknown
done
rule=$work/rule.crit

it "leaves a further code of the system open where one of the fact's has no expansion"
protocol plain.txt
sed -i 's/plain.txt"/plain.txt", SNOMED 363347009/' "$work/rule.crit"
gives SNOMED 363347009 met
gives SNOMED 38341003 unknown

it "takes a code of two facts for the narrower one, or for either where none is"
protocol plain.txt
printf 'condition breast-tumour\n  codes SNOMED 254837009 and below from "breast.txt"\n' >>"$work/rule.crit"
echo 254837009 >"$work/breast.txt"
gives SNOMED 254837009 unknown
gives SNOMED 363346000 met
echo '  is a tumour' >>"$work/rule.crit"
gives SNOMED 254837009 met

it "formats the clause as it stands"
protocol tumours.csv
sed -i 's/tumours.csv"/tumours.csv" version "20250301"/' "$work/rule.crit"
cp "$work/rule.crit" "$work/formatted.crit"
run fmt "$work/formatted.crit"
file_has "$work/formatted.crit" 'codes SNOMED 363346000 and below from "tumours.csv" version "20250301"'

it "shows a changed file as a change, though no word of the protocol changed"
mkdir "$work/old" "$work/now"
protocol plain.txt
cp "$work/rule.crit" "$work/plain.txt" "$work/old"
cp "$work/rule.crit" "$work/now"
cp "$work/plain.txt" "$work/now"
run diff "$work/old/rule.crit" "$work/now/rule.crit"
exits 0
echo 363347009 >>"$work/now/plain.txt"
run diff "$work/old/rule.crit" "$work/now/rule.crit"
exits 1
out_has "plain.txt: «3» codes"
out_lacks "proven: nobody"

it "does not follow a link out of the folder"
mkdir -p "$work/apart/deep"
ln -s "$work/plain.txt" "$work/apart/deep/link.txt"
sed 's/plain.txt/link.txt/' "$work/rule.crit" >"$work/apart/deep/rule.crit"
run check "$work/apart/deep/rule.crit"
exits 1
out_has E0209

it "reads as many codes as the limit allows, and says so of one more"
python3 - "$work/many.txt" <<'PY'
import sys
print("\n".join(["6851"] + [str(n) for n in range(10000, 10000 + 249999)]), file=open(sys.argv[1], "w"))
PY
protocol many.txt
sed -i 's/SNOMED 363346000/RxNorm 6851/' "$work/rule.crit"
run compile "$work/rule.crit" -o "$work/rule.plan"
exits 0
cp "$work/many.txt" "$work/more.txt"
echo 999999 >>"$work/more.txt"
sed 's/many.txt/more.txt/' "$work/rule.crit" >"$work/more.crit"
run check "$work/more.crit"
exits 1
out_has "more than 250000 codes"

it "holds a million codes in one protocol, in a plan that loads, and no more"
for n in 2 3 4; do
  printf 'condition tumour-%s\n  codes RxNorm 6851 and below from "many.txt"\n' "$n" >>"$work/rule.crit"
done
run compile "$work/rule.crit" -o "$work/rule.plan"
exits 0
rule=$work/rule.plan
gives RxNorm 7 not_met
printf 'condition one-more\n  codes RxNorm 6851 and below from "few.txt"\n' >>"$work/rule.crit"
echo 6851 >"$work/few.txt"
run check "$work/rule.crit"
exits 1
out_has "more than a million codes"

it "refuses a file above 32 MB"
{ echo 6851; head -c $((32 << 20)) /dev/zero | tr '\0' '\n'; } >"$work/few.txt"
run check "$work/rule.crit"
exits 1
out_has "larger than 32 MB"
