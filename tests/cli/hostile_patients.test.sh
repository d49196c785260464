#!/usr/bin/env bash
# Patients that nobody has: thousands of results of one day, of dates by the month, of names that nobody knows. Each is
# answered, at the least with `unknown`, by a bounded number of steps; the sizes are such that a cost that grows with
# the square of the document, or faster, would not end.
set -euo pipefail
source "$(dirname "$0")/expect.sh"
criteria=criteria/nct06710717/nct06710717.crit
[ -e "$criteria" ] || { echo "run in the folder of the project" >&2; exit 1; }

# patient LIST NUMBER RECORD: one with so many records; @ stands for the number, % for one of twelve, ~ for the one before.
patient() {
  awk -v list="$1" -v n="$2" -v record="$3" 'BEGIN {
    printf "{\"patient\":\"p\",\"anchors\":{\"screening\":\"2025-08-31\",\"enrolment\":\"2025-09-10\"},"
    printf "\"attributes\":{\"birth-date\":\"1990-01-01\",\"sex\":\"female\"},\"%s\":[", list
    for (i = 1; i <= n; i++) {
      text = record
      gsub(/@/, i, text)
      gsub(/~/, i - 1, text)
      gsub(/%/, sprintf("%02d", i % 12 + 1), text)
      printf "%s%s", (i > 1 ? "," : ""), text
    }
    print "]}"
  }' >"$work/patient.ndjson"
}
is_answered() {
  run screen "$criteria" "$work/patient.ndjson" --format json
  exits 0
  out_lines 1
  out_has '"verdict":'
}

it "answers many results of one day, of one month, and without a date"
for result in '"value":@,"date":"2025-08-26"' '"value":"<@","date":"2025-08"' '"date":"2025-08-26T10:00:00Z"' '"value":5'; do
  patient observations 3000 "{\"fact\":\"platelets\",\"unit\":\"10*9/L\",$result}"
  is_answered
done

it "answers many days"
patient observations 15000 '{"fact":"ALT","value":@,"unit":"U/L","date":"2024-%-15"}'
is_answered

it "answers many treatments of days, months, without an end, and with doses"
for treatment in '"cyclophosphamide","start":"2025-%","end":"2025-%"' \
  '"prednisolone","start":"20%-%","end":"20%"' \
  '"prednisolone","start":"2025-08","end":"2025-08","dose":"@ mg/day"'; do
  patient treatments 2000 "{\"fact\":$treatment}"
  is_answered
done

it "answers many records that nobody understands, alike and distinct"
patient treatments 600 '{"fact":"unheard-of-@","date":"2024-%-01"}'
is_answered
patient conditions 600 '{"fact":"unheard-of","date":"2024-%-01"}'
is_answered

it "takes each of 100,000 facts that entries of a list may be into account, and answers nothing about a longer list"
{
  printf 'protocol ENTRIES\n  as of screening\nanchor screening\ntreatment drug\n'
  for i in $(seq 100); do echo "condition c$i"; done
  printf 'inclusion SEEN "on record"\n  any of {\n'
  for i in $(seq 100); do echo "    ever c$i"; done
  printf '  }\nexclusion UNSEEN "another one"\n  ever c2\ninclusion DRUG "another list"\n  ever drug\n'
} >"$work/entries.crit"
entries() {
  patient conditions "$1" '{"fact":"unheard-of","onset":"2024-%-01"}'
  sed -i 's/"conditions":\[/"treatments":[{"fact":"drug","date":"2024-01-01"}],&{"fact":"c1","onset":"2024-01-01"},/' "$work/patient.ndjson"
  run screen "$work/entries.crit" "$work/patient.ndjson" --format json
  exits 0
  out_has '{"id":"DRUG","kind":"inclusion","status":"met"}'
}
entries 1000
out_has '{"id":"SEEN","kind":"inclusion","status":"met"}'
entries 1001
out_has '{"id":"SEEN","kind":"inclusion","status":"met"}'  # by the record that is there
out_has '{"id":"UNSEEN","kind":"exclusion","status":"unknown","reasons":[{"code":"unrecognised-record"'
err_has 'may be more than 100000 facts together (limit unknown-facts); all that is asked about conditions stays unknown'

it "answers many statements of absence, beside records and alone"
patient conditions 2000 '{"fact":"seizure","status":"absent","date":"2024-%-01"},{"fact":"seizure","onset":"2024-%-02"}'
is_answered

it "answers records with one id, and with ids that replace each other"
patient observations 3000 '{"id":"one","fact":"ALT","value":@,"unit":"U/L","date":"2025-08"}'
is_answered
patient observations 8000 '{"id":"x@","replaces":"x~","fact":"ALT","value":@,"unit":"U/L","date":"2025-08-26"}'
is_answered

it "explains one of them"
patient observations 1000 '{"fact":"platelets","value":@,"unit":"10*9/L","date":"2025-08"}'
run explain "$criteria" "$work/patient.ndjson" --patient p
exits 0

it "answers long words, numbers and units, many keys and codes"
long() { awk -v n="$1" -v text="$2" 'BEGIN { for (i = 0; i < n; i++) printf "%s", text }'; }
for record in "{\"fact\":\"$(long 20000 A)\",\"value\":1}" "{\"fact\":\"ALT\",\"value\":\"$(long 20000 A)\"}" \
  "{\"fact\":\"ALT\",\"value\":$(long 10000 9),\"unit\":\"U/L\"}" '{"fact":"ALT","value":"1e999999999","unit":"U/L"}' \
  '{"fact":"ALT","value":1e999,"unit":"U/L"}' '{"fact":"ALT","value":1e-99999,"unit":"U/L"}' \
  "{\"fact\":\"ALT\",\"value\":1,\"unit\":\"$(long 10000 g.)g\"}" "{\"fact\":\"ALT\",\"value\":1,\"unit\":\"$(long 10000 '(')g\"}" \
  '{"fact":"ALT","value":1,"date":"999999999-01-01"}' '{"fact":"ALT","value":1,"date":"0000-00-00"}' \
  "{\"fact\":\"ALT\",\"value\":1$(awk 'BEGIN { for (i = 0; i < 20000; i++) printf ",\"k%d\":%d", i, i }')}" \
  "{\"value\":1,\"codes\":[$(awk 'BEGIN { for (i = 0; i < 20000; i++) printf "%s{\"system\":\"LOINC\",\"code\":\"1-%d\"}", i ? "," : "", i }')]}"; do
  printf '{"patient":"p","observations":[%s]}\n' "$record" >"$work/patient.ndjson"
  run screen "$criteria" "$work/patient.ndjson" --format json
  [ "$status" -le 1 ] || fail "expected an answer or a refusal"
  out_lines 1
done

it "refuses what is no document, and goes on behind it"
{
  printf '{"patient":"deep","x":%s}\n' "$(long 100000 '[')"
  printf '{"patient":"nul\0"}\n'
  printf '{"patient":"\377\376"}\n'
  printf '{"patient":"half","observations":[{"fact":"ALT","value":"\303"}]}\n'
  awk 'BEGIN { printf "{\"patient\":\"keys\""; for (i = 0; i < 20000; i++) printf ",\"attributes\":{\"sex\":\"female\"}"; print "}" }'
  echo '{"patient":"last"}'
} >"$work/patient.ndjson"
run screen "$criteria" "$work/patient.ndjson" --format json
exits 1
out_has '"patient":"last"'

it "reads each key near a known one, whatever stands behind it"
awk 'BEGIN {
  attributes = split("birthDate|birthdate|birth_date|brith-date|Sex|sexx|gender|childbearingPotential|contraceptionMethods|deceased|deceasedBoolean|deathDate||-", attribute, "|")
  keys = split("fact|name|code|codes|value|unit|date|start|end|onset|abatement|status|reference|id|replaces|method|dose|birthDate", key, "|")
  values = split("null|true|0|-1|1.5|1e308|\"\"|\"x\"|\"1990\"|\"1990-01-01\"|\"1990-13-45\"|[]|[[]]|{}|{\"value\":\"1990-01-01\"}|{\"value\":{}}|[null]|[{}]|[1,\"a\"]", value, "|")
  lists = split("observations|conditions|treatments|procedures|questions", list, "|")
  for (v = 1; v <= values; v++) {
    for (a = 1; a <= attributes; a++) {
      print "{\"patient\":\"p\",\"anchors\":{\"screening\":\"2025-01-01\"},\"attributes\":{\"" attribute[a] "\":" value[v] "}}"
      print "{\"patient\":\"p\",\"attributes\":{\"birth-date\":\"1990-01-01\",\"" attribute[a] "\":" value[v] "}}"
    }
    for (l = 1; l <= lists; l++) {
      print "{\"patient\":\"p\",\"" list[l] "\":" value[v] "}"
      for (k = 1; k <= keys; k++) print "{\"patient\":\"p\",\"" list[l] "\":[{\"fact\":\"ALT\",\"" key[k] "\":" value[v] "}]}"
    }
  }
}' >"$work/patient.ndjson"
run screen "$trial/trial.crit" "$work/patient.ndjson" --format json
[ "$status" -le 1 ] || fail "expected an answer of each"
out_lines "$(wc -l <"$work/patient.ndjson")"
