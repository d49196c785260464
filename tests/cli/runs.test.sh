#!/usr/bin/env bash
# A run over a cohort: a line of answer for each document, whatever ends the run; and going on where it was ended.
set -euo pipefail
source "$(dirname "$0")/expect.sh"
patients=$trial/patients.ndjson
crit=$trial/trial.crit
answers=$work/answers.ndjson
screen() { run screen "$crit" "$@" --format json; }

it "has a line for each document in, and says which patients have no id of their own"
printf '%s\n' '{"patient":"a"}' 'nothing' '{}' '{"patient":"a"}' '[]' '{"patient":""}' >"$work/odd.ndjson"
screen "$work/odd.ndjson"
exits 1
out_lines 6
err_has "odd.ndjson:4: warning: this patient has the id of the one in line 1; each has an answer of its own"
err_has "odd.ndjson:3: warning: this patient has no id; the answer is for \`line 3\`"
err_has "odd.ndjson:6: warning: this patient has no id"
sed -n 2p "$work/out" | grep -q '"line":2,.*"document-unreadable"' || fail "the second line is not of the second document"
run screen "$crit" "$work/odd.ndjson"
exits 1
out_has "2 documents could not be read, and had no answer"
run screen "$crit" "$work/odd.ndjson" --report "$work/odd.html"
file_has "$work/odd.html" '"total":4,"unreadable":2'
screen "$patients" "$patients"
exits 0
err_has "this patient has the id of the one in line 1;"
screen "$patients"
err_is_empty

it "says that a file holds no patient"
: >"$work/empty.ndjson"
screen "$work/empty.ndjson"
exits 0
err_has "empty.ndjson: warning: it holds no patient"
screen "$work/empty.ndjson" --strict
exits 2

it "hands out what was answered before a file that cannot be read"
screen "$patients" "$work/missing.ndjson"
exits 2
out_lines 4

it "writes the answers to a file, once all are given"
screen "$patients" --output "$answers"
exits 0
out_is_empty
run screen "$crit" "$patients" --format json
cmp -s "$work/out" "$answers" || fail "the file does not hold what standard output would"
[ -z "$(find "$work" -name '*.partial' -o -name '*.run')" ] || fail "something is left beside it"
run screen "$crit" "$patients" --output "$work/table"
exits 0
file_has "$work/table" "4 patients"

for ((i = 0; i < 600; ++i)); do sed "s/\"patient\": \"/&$i-/" "$patients"; done >"$work/many.ndjson"
many=$work/many.ndjson
screen "$many"
cp "$work/out" "$work/whole"

it "says that a file has changed while it was read"
mkfifo "$work/slow"
cp "$many" "$work/growing.ndjson"
command="eligo screen growing.ndjson"
"$eligo" screen "$crit" "$work/growing.ndjson" --format json >"$work/slow" 2>"$work/err" &
exec 4<"$work/slow"
read -r _ <&4
echo '{"patient":"one more"}' >>"$work/growing.ndjson"
cat <&4 >"$work/out"
status=0
wait $! || status=$?
exits 2
err_has "growing.ndjson: it has changed while it was read"

it "goes on where a run was ended"
head -n 700 "$work/whole" >"$work/some"
begin() {
  rm -f "$answers"
  cp "$work/some" "$answers.partial"
  printf '{"patient":"cut in tw' >>"$answers.partial"
  cp "$work/description" "$answers.run"
}
# The description of the run is what a run leaves that cannot write its answers.
(
  ulimit -f 64
  "$eligo" screen "$crit" "$many" --format json --output "$answers.2" 2>"$work/err"
) && fail "the answers are larger than a file may be, and were written"
err_has "the answers cannot be written: File too large"
err_has "--resume goes on with them"
[ -z "$(tail -c 1 "$answers.2.partial")" ] || fail "what was written does not end with a whole line"
cp "$answers.2.run" "$work/description"
screen "$many" --output "$answers.2" --resume
exits 0
cmp -s "$answers.2" "$work/whole" || fail "the answers are not those of an undisturbed run"
begin
screen "$many" --output "$answers" --resume --jobs 2
exits 0
cmp -s "$answers" "$work/whole" || fail "the answers are not those of an undisturbed run"
[ ! -e "$answers.partial" ] && [ ! -e "$answers.run" ] || fail "something is left beside the answers"

it "does not throw away what an earlier run answered"
begin
screen "$many" --output "$answers"
exits 2
err_has "--resume goes on with it, or remove that file"
[ -s "$answers.partial" ] || fail "the earlier answers are gone"

it "goes on with the same run only"
refuses() {
  begin
  run screen "$@" --format json --output "$answers" --resume
  exits 2
  err_has "the earlier run cannot be gone on with, since it was another one: $differs differs"
  [ -s "$answers.partial" ] || fail "the earlier answers are gone"
}
differs=options refuses "$crit" "$many" --explain
differs=options refuses "$crit" "$many" --reading R-E1
differs=patients refuses "$crit" "$patients"
differs=patients refuses "$crit" "$many" "$patients"
sed 's/65 years/66 years/' "$crit" >"$work/trial.crit"
cp "$trial/words.crit" "$work"
differs=protocol refuses "$work/trial.crit" "$many"
echo '{"patient":"one more"}' >>"$many"
differs=patients refuses "$crit" "$many"

it "says which options do not go together"
screen "$patients" --resume
exits 2
err_has "--resume belongs to --format json with --output FILE"
screen "$patients" --output "$answers" --resume --report "$work/page.html"
exits 2
rm -f "$answers.partial"
screen - --output "$answers" --resume <"$patients"
exits 2
err_has "what is read once only cannot be read again"

it "loses a patient for whom there is not enough memory, and no other"
{
  head -n 1 "$patients"
  printf '{"patient":"large","observations":['
  for ((i = 0; i < 400000; ++i)); do echo '{"fact":"ALT","value":40,"unit":"U/L","date":"2025-02-27"},'; done | tr -d '\n'
  printf '{}]}\n'
  tail -n 3 "$patients"
} >"$work/large.ndjson"
command="eligo screen large.ndjson, with little memory"
status=0
(
  ulimit -v 160000
  "$eligo" screen "$crit" "$work/large.ndjson" --format json >"$work/out" 2>"$work/err"
) || status=$?
exits 1
out_lines 5
sed -n 2p "$work/out" | grep -q '"line":2,"error":"document-unreadable"' || fail "expected the large patient's record of error"
