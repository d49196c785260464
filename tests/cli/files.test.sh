#!/usr/bin/env bash
# Files that a run writes: never over what it reads, never before it has succeeded, and whole or not at all.
set -euo pipefail
source "$(dirname "$0")/expect.sh"
cp "$trial"/* "$work"
cd "$work"
mkdir kept
cp trial.crit words.crit trial.cases patients.ndjson kept
ln patients.ndjson hard-link
ln -s patients.ndjson soft-link
printf '%s\n' '[words]' >/dev/null
inputs_are_kept() {
  for file in trial.crit words.crit trial.cases patients.ndjson; do
    cmp -s "$file" "kept/$file" || fail "$file was written over"
  done
}

it "writes no output over a file that it reads, by whatever path"
for output in patients.ndjson ./patients.ndjson hard-link soft-link trial.crit words.crit "$work/trial.crit"; do
  run screen trial.crit patients.ndjson --report "$output"
  exits 2
  err_has "this run reads that file"
  run screen trial.crit patients.ndjson --format json --output "$output"
  exits 2
  err_has "this run reads that file"
  run diff trial.crit trial.crit --patients patients.ndjson --html "$output"
  exits 2
  err_has "this run reads that file"
  inputs_are_kept
done
for output in trial.crit words.crit; do
  run doc trial.crit --output "$output"
  exits 2
  run compile trial.crit --output "$output"
  exits 2
  run screen trial.crit patients.ndjson --audit "$output"
  exits 2
  inputs_are_kept
done
for option in --junit --coverage-html --suggest; do
  run test trial.cases "$option" trial.cases
  exits 2
  err_has "this run reads that file"
  run test trial.cases "$option" words.crit
  exits 2
  inputs_are_kept
done

it "writes no two outputs to one file"
run test trial.cases --junit both --coverage-html ./both
exits 2
err_has "as well"
[ ! -e both ] || fail "something was written"
run screen trial.crit patients.ndjson --format json --output both --report both
exits 2
err_has "as well"

it "does not send its output to a file that it reads"
command="eligo screen >>patients.ndjson"
status=0
"$eligo" screen trial.crit patients.ndjson --format json >>patients.ndjson 2>err || status=$?
exits 2
file_has err "standard output goes to a file that this run reads"
inputs_are_kept

it "leaves an older report as it is when the run does not succeed"
echo "the old report" >page.html
mkdir bare
for patients in missing.ndjson bare; do
  run screen trial.crit "$patients" --report page.html
  exits 2
  run screen trial.crit patients.ndjson "$patients" --report page.html
  exits 2
  [ "$patients" = bare ] || err_has "page.html is not written"
  run diff trial.crit trial.crit --patients "$patients" --html page.html
  exits 2
  run names trial.crit "$patients" --write dictionary
  exits 2
  [ ! -e dictionary ] || fail "a dictionary was written"
  run screen trial.crit "$patients" --format json --output page.html
  exits 2
done
run screen missing.crit patients.ndjson --report page.html
exits 2
run doc missing.crit --output page.html
exits 2
run test missing.cases --junit page.html --coverage-html page2.html
exits 2
[ "$(cat page.html)" = "the old report" ] || fail "the old report is gone"
[ -z "$(find . -name '.*html*' -o -name '*.partial' -o -name '*.run')" ] || fail "something is left beside it"

it "says that the disk is full, that nobody reads, and that a folder cannot be written"
run screen trial.crit patients.ndjson --report /dev/full
exits 2
err_has "/dev/full cannot be written: No space left on device"
command="eligo screen >/dev/full"
status=0
"$eligo" screen trial.crit patients.ndjson --format json >/dev/full 2>"$work/err" || status=$?
exits 2
err_has "the output cannot be written: No space left on device"
for subcommand in "screen trial.crit patients.ndjson" "doc trial.crit" "needs trial.crit" "check trial.crit --format json" \
  "explain trial.crit patients.ndjson --patient eligible" "diff trial.crit words.crit" "test trial.cases --format json"; do
  command="eligo $subcommand >/dev/full"
  status=0
  "$eligo" $subcommand >/dev/full 2>"$work/err" || status=$?
  exits 2
done
command="eligo screen | nobody"
for _ in $(seq 200); do cat patients.ndjson; done >many.ndjson  # more answers than a pipe holds
status=$( { "$eligo" screen trial.crit many.ndjson --format json 2>"$work/err" || echo $? >code; } | true; cat code)
exits 2
err_has "the output cannot be written: Broken pipe"
mkfifo pipe
run screen trial.crit patients.ndjson --report pipe
exits 2
err_has "nobody reads from this pipe"
run screen trial.crit patients.ndjson --report no/such/folder/page.html
exits 2
err_has "its folder"
run screen trial.crit patients.ndjson --report kept
exits 2
err_has "it is a folder"

it "writes into a pipe that is read"
cat pipe >piped &
run doc trial.crit --output pipe
exits 0
wait
file_has piped "</html>"

it "says that a folder without patients or a pipe that nobody writes to is no input"
run screen trial.crit bare
exits 2
err_has "it holds no file of patients"
run check kept/missing.crit
exits 2
run doc kept
exits 2
err_has "it is a folder"
run screen trial.crit pipe
exits 2
err_has "nobody writes to this pipe"
run doc pipe
exits 2
err_has "nobody writes to this pipe"
run fmt pipe
exits 2
err_has "nobody writes to this pipe"
run screen trial.crit patients.ndjson --dictionary kept
exits 2
err_has "it is a folder"

it "says that not all of a folder can be read"
if [ "$(id -u)" -ne 0 ]; then
  mkdir -m 0 kept/closed
  run check kept
  exits 2
  err_has "not all of this folder can be read"
  chmod 700 kept/closed
fi

it "reads a pipe that is written to late"
{ sleep 0.3; cat patients.ndjson; } >pipe &
run screen trial.crit pipe
exits 0
out_has "4 patients"
