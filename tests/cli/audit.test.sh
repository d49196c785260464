#!/usr/bin/env bash
# The record of runs: an entry a run, each chained to the one before, and what `eligo audit verify` finds.
set -euo pipefail
source "$(dirname "$0")/expect.sh"
crit=$trial/trial.crit
patients=$trial/patients.ndjson
log=$work/runs.audit

it "adds one line a run"
run screen "$crit" "$patients" --audit "$log" --audit-user "Dr. Example"
exits 0
run screen "$crit" "$patients" --audit "$log" --format json --reading R-E1
exits 0
cp "$work/out" "$work/answers"
run screen "$crit" "$patients" "$work/missing" --audit "$log" --format json
exits 2
[ "$(wc -l <"$log")" -eq 3 ] || fail "expected three entries"
digest_of() { echo "sha256:$(sha256sum "$1" | cut -d' ' -f1)"; }

it "says who, when, with what, and what came of it"
first=$(sed -n 1p "$log")
entry_has() { [[ $entry == *"$1"* ]] || fail "expected in the entry: $1"; }
entry=$first
entry_has '"entry":1,"previous":"sha256:0000'
entry_has '"user":"Dr. Example"'
entry_has "\"begun\":\"$(date -u +%Y-)"
entry_has '"protocol":{"name":"TRIAL","version":"2025-01","digest":"sha256:'
entry_has "\"digest\":\"$(digest_of "$crit")\""
entry_has "\"digest\":\"$(digest_of "$trial/words.crit")\""
entry_has "\"digest\":\"$(digest_of "$patients")\""
entry_has "\"digest\":\"$(digest_of "$eligo")\""
entry_has '"verdicts":{"eligible":2,"ineligible":1,"undetermined":1,"unreadable":0}'
entry_has '"exit":0'
entry=$(sed -n 2p "$log")
entry_has '"options":{"format":"json","reading":["R-E1"]'
entry_has "\"answers\":\"$(digest_of "$work/answers")\""

it "holds nothing of a patient"
file_lacks "$log" "too-young"

it "knows the digest of what came in by standard input"
run screen "$crit" - --audit "$work/other.audit" <"$patients"
exits 0
file_has "$work/other.audit" "$(digest_of "$patients")"

it "finds every entry as it was written"
run screen "$crit" "$patients" --audit "$log"
run audit verify "$log"
exits 0
out_has "4 entries, each as it was written; the last is sha256:"
last=$(grep -o 'sha256:[0-9a-f]*' "$work/out")
run audit verify "$log" --last "$last"
exits 0

# finds WORDS: what is done to the log is found, with these words.
finds() {
  run audit verify "$work/damaged"
  exits 1
  out_has "$1"
}
damaged() {
  cat >"$work/damaged"
  cp "$log.head" "$work/damaged.head"
}

it "finds an entry that was changed, removed, moved, added or cut short"
for line in 1 2 3 4; do
  sed "${line}s/\"exit\":[0-9]/\"exit\":7/" "$log" | damaged
  finds "damaged:$line: error: this line is not as it was written"
  sed "${line}d" "$log" | damaged
  finds "error:"
  sed "${line}p" "$log" | damaged
  finds "error:"
done
sed 2d "$log" | damaged
finds "damaged:2: error: entry 3 stands where entry 2 is expected"
{ sed -n 1p "$log"; sed -n 3p "$log"; sed -n 2p "$log"; sed -n 4p "$log"; } | damaged
finds "damaged:2: error: entry 3 stands where entry 2 is expected"
sed 4d "$log" | damaged
finds "4 entries were written, and 3 are there"
: | damaged
finds "4 entries were written, and 0 are there"
head -c -1 "$log" | damaged
finds "damaged:4: error: this line is not as it was written"
sed 's/,"user"/, "user"/' "$log" | damaged
finds "damaged:1: error: this line is not as it was written"

it "finds a log that was written anew, by the digest that was kept elsewhere"
cp "$work/other.audit" "$work/damaged"
cp "$work/other.audit.head" "$work/damaged.head"
run audit verify "$work/damaged" --last "$last"
exits 1
out_has "the last entry is not $last"

it "says that what belongs to it is missing"
rm "$work/damaged.head"
finds "damaged.head is missing or damaged"
run audit verify "$work/nowhere"
exits 2

it "screens nothing when no entry can be added"
head -c -1 "$log" | damaged
run screen "$crit" "$patients" --audit "$work/damaged" --format json
exits 2
out_is_empty
err_has "no entry can be added"
run screen "$crit" "$patients" --audit "$work/no/folder" --format json
exits 2
out_is_empty
run screen "$crit" "$patients" --audit-user me
exits 2

it "takes the entries of runs that go on at the same time"
for i in 1 2 3 4 5 6 7 8; do "$eligo" screen "$crit" "$patients" --audit "$work/busy" >"$work/out.$i" & done
wait
run audit verify "$work/busy"
exits 0
out_has "8 entries"
