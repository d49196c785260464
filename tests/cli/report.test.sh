#!/usr/bin/env bash
# The HTML report: one file that needs nothing else, and that data cannot break.
set -euo pipefail
source "$(dirname "$0")/expect.sh"
patients=$trial/patients.ndjson

it "writes the page beside the table"
run screen "$trial/trial.crit" "$patients" --report "$work/page.html"
exits 0
out_has "4 patients"
file_has "$work/page.html" "<!doctype html>"
file_has "$work/page.html" "A trial of four criteria"
file_has "$work/page.html" '"too-young"'

it "needs no network"
! grep -qE '(src|href)="?(https?:)?//|@import|url\(' "$work/page.html" || fail "the page fetches something"

it "leaves no place unfilled"
file_lacks "$work/page.html" "{{"

it "is the same for any number of threads"
run screen "$trial/trial.crit" "$patients" --report "$work/threads.html" --jobs 3
exits 0
cmp -s "$work/page.html" "$work/threads.html" || fail "threads change the report"

it "cannot be broken by data"
printf '%s\n' '{"patient": "</script><script>alert(1)</script>\u2028<!--", "anchors": {}}' >"$work/evil.ndjson"
run screen "$trial/trial.crit" "$work/evil.ndjson" --report "$work/evil.html"
exits 0
file_lacks "$work/evil.html" "alert(1)</script>"
file_lacks "$work/evil.html" "<!--"
[ "$(grep -c '</script>' "$work/evil.html")" -eq 2 ] || fail "expected two script elements"

it "says before the work when the page cannot be written"
run screen "$trial/trial.crit" "$patients" --report "$work/no/such/folder.html"
exits 2
out_is_empty
err_has "folder.html"

it "shows what each patient's verdict rests on, what could settle it, and what is settled only jointly"
run screen "$here/evidence/evidence.crit" "$here/evidence/patients.ndjson" --report "$work/evidence.html"
exits 0
file_has "$work/evidence.html" '"restsOn":{'
file_has "$work/evidence.html" '"ALT 40 U/L on 2025-02-27 (normal 5 to 40 U/L)"'
file_has "$work/evidence.html" '"not the method asked for"'
file_has "$work/evidence.html" '"conflict":[4,5]'
file_has "$work/evidence.html" '"ruledOutJointly":1'
file_has "$work/evidence.html" '"byCases":[0]'
file_has "$work/evidence.html" '"may rule out"'
file_has "$work/evidence.html" '"both may let in"'
file_has "$work/evidence.html" '"alone":1'
