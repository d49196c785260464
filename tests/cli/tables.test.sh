#!/usr/bin/env bash
# Patients in tables: the examples of docs/tables.md, drafts of mappings, what columns give, and what is refused.
set -euo pipefail
source "$(dirname "$0")/expect.sh"

awk -v folder="$work" '
  /^```eligo/ { file = folder "/example.crit"; next }
  /^```toml/ { file = folder "/mapping.toml"; next }
  /^```csv/ { file = folder "/" $2; next }
  /^```answers/ { file = folder "/expected"; next }
  /^```/ { file = ""; next }
  file != "" { print > file }
' docs/tables.md
labs=$work/labs_2025.csv visits=$work/visits.csv mapping=$work/mapping.toml protocol=$work/example.crit

it "screens the example as its text says"
run screen "$protocol" "$labs" "$visits" --tables "$mapping" --format json
exits 0
out_lines 3
answers=0
while read -r patient expected; do
  IFS=, read -ra parts <<<"$expected"
  for part in "${parts[@]}"; do
    read -r id status <<<"$part"
    answers=$((answers + 1))
    grep "^{\"patient\":\"$patient\"" "$work/out" | grep -q "\"id\":\"$id\"[^}]*\"status\":\"$status\"" ||
      fail "$id of $patient is not $status"
  done
done <"$work/expected"
[ "$answers" -ge 13 ] || fail "there are more answers in the text"

it "names the row behind each record"
run explain "$protocol" "$labs" "$visits" --tables "$mapping" --patient 1 --criterion I1
exits 0
out_has "ALT 38.5 U/L on 2025-05-20 (normal up to 40 U/L) [labs_2025.csv row 2]"
run explain "$protocol" "$labs" "$visits" --tables "$mapping" --patient 1 --criterion I3
out_has "[visits.csv row 2, Geburtsdatum]"

it "says of a lack whose row it is, with --show-values"
run screen "$protocol" "$labs" "$visits" --tables "$mapping" --show-values
err_has 'from `labs_2025.csv row 6`): `hämolytisch` is no number'
run screen "$protocol" "$labs" "$visits" --tables "$mapping"
err_lacks "hämolytisch"

it "takes a list that the run says is complete"
run screen "$protocol" "$labs" "$visits" --tables "$mapping" --complete treatments --format json
grep '^{"patient":"1"' "$work/out" | grep -q '"id":"E3"[^}]*"status":"not_met"' || fail "E3 of 1 is settled"

it "takes an anchor of the run where the tables have none"
sed -e '/anchor = "screening"/d' -e 's/^ignore = .*/ignore = ["Initialen", "Visite"]/' "$mapping" >"$work/without.toml"
run patient "$protocol" "$labs" "$visits" --tables "$work/without.toml" --anchor screening=2025-06-02
exits 0
[ "$(grep -c '"anchors":{"screening":"2025-06-02"}' "$work/out")" -eq 3 ] || fail "each patient has the anchor"
run patient "$protocol" "$labs" "$visits" --tables "$mapping" --anchor screening=2025-06-02
out_lacks "2025-06-02"

it "gives the same answers whatever the order of files and rows, and from gzip and a folder"
run screen "$protocol" "$labs" "$visits" --tables "$mapping" --format json
cp "$work/out" "$work/first"
run screen "$protocol" "$visits" "$labs" --tables "$mapping" --format json
cmp -s "$work/out" "$work/first" || fail "the order of files changes answers"
mkdir "$work/folder"
gzip -c "$labs" >"$work/folder/labs_2025.csv.gz"
{ head -1 "$visits"; tail -n +2 "$visits" | tac; } >"$work/folder/visits.csv"
run screen "$protocol" "$work/folder" --tables "$mapping" --format json
exits 0
# The rows of a file count otherwise when they are turned round.
sed 's/row [0-9]*//g' "$work/out" >"$work/turned"
sed 's/row [0-9]*//g' "$work/first" | cmp -s - "$work/turned" || fail "a folder gives other answers"

it "says which column gives what, and what none gives"
run needs "$protocol" --tables "$mapping"
exits 0
out_has "✓ screening: visits.csv, Visite"
out_has "✓ ALT (I1): labs*.csv, Parameter “GPT (ALAT)”"
out_has "--complete treatments does"
sed '/^Geschlecht/d; /^Geburtsdatum/d; /^high/d' "$mapping" >"$work/less.toml"
run needs "$protocol" --tables "$work/less.toml"
exits 1
out_has "✗ birth-date (I3): no column gives it"
out_has "✗ no column gives its upper limit of normal"

it "names the line of what is wrong with a mapping"
sed 's/"ALT"$/"ATL"/' "$mapping" >"$work/wrong.toml"
run screen "$protocol" "$labs" "$visits" --tables "$work/wrong.toml"
exits 2
err_has "wrong.toml:12: \`ATL\` is no fact of this protocol; the nearest one is \`ALT\`"
run screen "$protocol" "$labs" --tables "$work/nothing.toml"
exits 2
err_has "nothing.toml: No such file"

it "refuses a table that no mapping speaks of, and a column"
run screen "$protocol" "$labs"
exits 2
err_has "it is a table; --tables FILE says what its columns are"
cp "$labs" "$work/others.csv"
run screen "$protocol" "$work/others.csv" --tables "$mapping"
exits 2
err_has "no table of the mapping is of this name"
sed '1s/Initialen/Initialen;Gewicht/; 2,$s/^\([^;]*;[^;]*\)/\1;/' "$visits" >"$work/folder/visits.csv"
run screen "$protocol" "$work/folder" --tables "$mapping"
exits 2
err_has "does not say what these columns are: \`Gewicht\`"

it "refuses a file that is no UTF-8, unless the mapping states its encoding"
mkdir "$work/windows"
iconv -f utf-8 -t windows-1252 "$labs" >"$work/windows/labs_2025.csv"
run screen "$protocol" "$work/windows/labs_2025.csv" "$visits" --tables "$mapping" --format json
exits 2
err_has "row 6: it is not valid UTF-8"
err_has 'encoding = "windows-1252"'
sed 's/^file = "labs/encoding = "windows-1252"\nfile = "labs/' "$mapping" >"$work/windows.toml"
run screen "$protocol" "$work/windows/labs_2025.csv" "$visits" --tables "$work/windows.toml" --format json
exits 0
cmp -s "$work/out" "$work/first" || fail "the encoding changes answers"

it "leaves everybody open where a row does not say whose it is"
{ cat "$labs"; echo ";GPT (ALAT);400;U/L;40;20.05.2025"; } >"$work/folder/labs_2025.csv"
run screen "$protocol" "$work/folder/labs_2025.csv" "$visits" --tables "$mapping" --format json
exits 1
err_has "labs_2025.csv row 8 does not say whose it is, so that every patient's lists stay open"
grep '^{"patient":"1"' "$work/out" | grep -q '"id":"I1"[^}]*"status":"unknown"' || fail "I1 of 1 stays open"

it "drafts a mapping from headers, which cannot be used before somebody has looked through it"
cat >"$work/simple.csv" <<'CSV'
patient_id;visit_date;sex;ALT (U/L);alt_uln;weight;creatinine
7;20.05.2025;female;38,5;40;70;
CSV
run tables "$protocol" "$work/simple.csv"
exits 0
cp "$work/out" "$work/draft.toml"
out_has 'patient = "patient_id"'
out_has 'separator = ";"'
out_has 'dates = "DD.MM.YYYY"'
out_has 'decimal = ","'
out_has '"ALT (U/L)" = { fact = "ALT", unit = "U/L", high = "alt_uln" }'
out_has '"creatinine" = { fact = "creatinine" }  # its unit?'
file_has "$work/draft.toml" '  "weight",'
run screen "$protocol" "$work/simple.csv" --tables "$work/draft.toml"
exits 2
err_has "nobody has decided yet what these columns are: \`weight\`"
sed -e 's/^undecided = \[/ignore = [/' "$work/draft.toml" >"$work/decided.toml"
run screen "$protocol" "$work/simple.csv" --tables "$work/decided.toml" --anchor screening=2025-06-01 --format json
exits 0
grep -q '"id":"I1"[^}]*"status":"met"' "$work/out" || fail "I1 is met"

it "drafts a long table, and says which names it does not know"
run tables "$protocol" "$labs"
exits 0
out_has 'facts."GPT (ALAT)" = ""'
printf 'subject,test,result,unit,date\n1,ALT,5,U/L,03/04/2025\n1,GOT,5,U/L,05/04/2025\n' >"$work/long.csv"
run tables "$protocol" "$work/long.csv"
out_has 'fact = "test"'
out_has 'value = "result"'
out_has '# facts."GOT"'
out_lacks '# facts."ALT"'
out_has 'or "MM/DD/YYYY"?'

it "drafts a mapping from a data dictionary of REDCap, and reads the export with it"
cat >"$work/dictionary.csv" <<'CSV'
"Variable / Field Name","Form Name","Section Header","Field Type","Field Label","Choices, Calculations, OR Slider Labels","Field Note","Text Validation Type OR Show Slider Number"
record_id,baseline,,text,"Record ID",,,
visit_date,baseline,,text,"Date of visit",,,date_dmy
sex,baseline,,radio,"Sex","1, Male | 2, Female",,
birth_date,baseline,,text,"Date of birth",,,date_dmy
alt,labs,,text,"ALT",,"in U/L",number
alt_uln,labs,,text,"Upper limit",,,number
hcg,labs,,dropdown,"Pregnancy test","1, Positive | 0, Negative | 9, Not done",,
diabetes,baseline,,yesno,"Diabetes",,,
intro,baseline,,descriptive,"Welcome",,,
symptoms,baseline,,checkbox,"Symptoms","1, Methotrexate | 2, Fever",,
CSV
run tables "$protocol" "$work/dictionary.csv"
exits 0
cp "$work/out" "$work/redcap.toml"
out_has 'patient = "record_id"'
out_has '"alt" = { fact = "ALT", unit = "U/L", high = "alt_uln" }'
out_has '"sex" = { fact = "sex", values = { "1" = "Male", "2" = "Female" } }'
out_has '"diabetes" = { fact = "diabetes", values = { "1" = "yes", "0" = "no" } }'
out_has '"symptoms___1" = { fact = "methotrexate", values = { "1" = "yes", "0" = "" } }'
out_has '"symptoms___2",  # Fever'
out_lacks "intro"
cat >"$work/export.csv" <<'CSV'
record_id,redcap_event_name,redcap_repeat_instrument,redcap_repeat_instance,visit_date,sex,birth_date,diabetes,symptoms___1,symptoms___2,baseline_complete,alt,alt_uln,hcg,labs_complete
R1,screening_arm_1,,,2025-05-20,2,1980-05-17,0,0,1,2,,,,
R1,screening_arm_1,labs,1,,,,,,,,38,40,0,2
R1,followup_arm_1,labs,1,,,,,,,,400,40,0,2
CSV
sed -e 's/^file = .*/file = "export.csv"/' -e 's/^# rows.*/rows = { redcap_event_name = "screening_arm_1" }/' \
  -e 's/^undecided = \[/ignore-facts = [/' -e 's/^ignore = \[/ignore = ["symptoms___2", /' "$work/redcap.toml" >"$work/used.toml"
sed -i '/^ignore-facts/,/^\]/d' "$work/used.toml"
printf '\n[[table]]\nfile = "export.csv"\nrows = { redcap_event_name = "followup_arm_1" }\nskip = true\n' >>"$work/used.toml"
run screen "$protocol" "$work/export.csv" --tables "$work/used.toml" --anchor screening=2025-05-20 --format json
exits 0
out_lines 1
for answer in '"I3"[^}]*"met"' '"E1"[^}]*"not_met"' '"E2"[^}]*"not_met"'; do
  grep -q "\"id\":$answer" "$work/out" || fail "$answer"
done
run patient "$protocol" "$work/export.csv" --tables "$work/used.toml"
out_lacks '"400"'
out_lacks "methotrexate"
