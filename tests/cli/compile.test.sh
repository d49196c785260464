#!/usr/bin/env bash
# eligo compile: a saved plan screens as the protocol's text does.
set -euo pipefail
source "$(dirname "$0")/expect.sh"
root=$here/../..
plan=$work/trial.plan

# Standard output and exit status of the protocol's text and of its saved plan, byte by byte.
same() {
  local protocol=$1 saved=$2 verb=$3
  shift 3
  run "$verb" "$protocol" "$@"
  cp "$work/out" "$work/from_text"
  local expected=$status
  run "$verb" "$saved" "$@"
  exits "$expected"
  cmp "$work/from_text" "$work/out" >&2 || fail "expected the same bytes as from $protocol"
}

it "writes the plan, and says where"
run compile "$trial/trial.crit" -o "$plan"
exits 0
out_is_empty
err_has "written: $plan"

it "writes the same bytes again, in the place of what was there"
cp "$plan" "$work/first.plan"
chmod 600 "$plan"
run compile "$trial/trial.crit" --output "$plan"
exits 0
cmp "$plan" "$work/first.plan" || fail "expected the same bytes"
[ "$(stat -c %a "$plan")" = 600 ] || fail "expected the permissions that the file had"

it "screens and explains without the text"
mkdir "$work/alone"
mv "$plan" "$work/alone/trial.plan"
plan=$work/alone/trial.plan
same "$trial/trial.crit" "$plan" screen "$trial/patients.ndjson"
same "$trial/trial.crit" "$plan" screen "$trial/patients.ndjson" --format json --explain --readings
same "$trial/trial.crit" "$plan" explain "$trial/patients.ndjson" --patient no-limit --all

it "gives the founding trial's patients the same answers"
run compile "$root/criteria/nct06710717/nct06710717.crit" -o "$work/founding.plan"
exits 0
founding=$root/criteria/nct06710717
same "$founding/nct06710717.crit" "$work/founding.plan" screen "$founding/patients.ndjson" --readings
same "$founding/nct06710717.crit" "$work/founding.plan" screen "$founding/patients.ndjson" --format json --readings
same "$founding/nct06710717.crit" "$work/founding.plan" explain "$founding/patients.ndjson" --patient UKM-002
same "$founding/nct06710717.crit" "$work/founding.plan" screen "$founding/patients.ndjson" --reading R-E14

it "does so for protocols of other shapes"
for protocol in completions/many_gaps completions/shared_gaps completions/let_in vocabulary/quoted_spellings; do
  text=$root/tests/language/$protocol.crit
  run compile "$text" -o "$work/other.plan"
  exits 0
  same "$text" "$work/other.plan" screen "$trial/patients.ndjson" --format json --explain
done

it "writes nothing where the protocol does not compile, or is a library"
run compile "$trial/words.crit" -o "$work/none.plan"
exits 2
printf 'protocol BROKEN\n  title\n' >"$work/broken.crit"
run compile "$work/broken.crit" -o "$work/none.plan"
exits 2
[ ! -e "$work/none.plan" ] || fail "expected no file"

it "says that it cannot write there"
run compile "$trial/trial.crit" -o "$work/no/such/folder.plan"
exits 2
err_has "cannot be written"

it "names what is wrong with a plan that cannot be used, and what to do"
head -c 300 "$plan" >"$work/short.plan"
run screen "$work/short.plan" "$trial/patients.ndjson"
exits 2
err_has "the end of this saved plan is missing [plan-truncated]; copy the file again"
out_is_empty
sed 's/TRIAL/TRAIL/' "$plan" >"$work/bad.plan"
run explain "$work/bad.plan" "$trial/patients.ndjson" --patient no-limit
exits 2
err_has "[plan-damaged]"

it "sends those who need the text back to it"
run diff "$plan" "$trial/trial.crit"
exits 2
err_has "needs the protocol's text"
run compile "$plan" -o "$work/again.plan"
exits 2
err_has "needs the protocol's text"
