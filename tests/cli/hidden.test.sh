#!/usr/bin/env bash
# No input speaks to the terminal, hides what it says, or brings script into a page; and messages keep patients' values.
set -euo pipefail
source "$(dirname "$0")/expect.sh"
cd "$work"
escape=$'\033[31m'
csi=$'\302\233''31m'

has_no_escape() {
  for file in out err; do
    ! LC_ALL=C grep -qP '\x1b|\xc2[\x80-\x9f]|\x7f|\x07' "$file" || fail "an escape sequence of an input reaches $file"
  done
}

it "shows no escape sequence of a path, a name, a quoted line or a patient"
cat "$trial/words.crit" >words.crit
printf 'protocol TR%sIAL\n  title "%s"\n  as of scr%seening\nuse words\ninclusion I1 "a%sb%s"\n  age >= 18 ye%sars # %s\n' \
  "$escape" "$escape" "$csi" "$escape" "$csi" "$escape" "$escape" >"evil$escape.crit"
for subcommand in check doc needs compile diff fmt test; do
  case $subcommand in
    diff) run diff "evil$escape.crit" "evil$escape.crit" ;;
    compile) run compile "evil$escape.crit" --output "no/evil$escape" ;;
    fmt) run fmt --check "evil$escape.crit" ;;
    *) run "$subcommand" "evil$escape.crit" ;;
  esac
  [ "$status" -ne 0 ] || fail "expected an error"
  has_no_escape
done
run check "missing$escape.crit"
has_no_escape
run check words.crit --set "x$escape=off"
has_no_escape
run "sub$escape"
has_no_escape
printf '[levels]\n"a\\u001b[31m" = "off"\n' >eligo.toml
run check words.crit
exits 2
has_no_escape
rm eligo.toml

# A patient whose every text holds escapes.
python3 - "$csi" >patients.ndjson <<'PYTHON'
import json, sys
e = "\x1b[31m" + sys.argv[1] + "\x07\x7f"
print(json.dumps({
    "patient": "P" + e, "key" + e: 1, "anchors": {"screening": "2025-03-01", "other" + e: "2025" + e},
    "attributes": {"birth-date": "1990" + e, "sex": "male" + e, "x" + e: "y" + e},
    "observations": [{"fact": "ALT", "value": "40" + e, "unit": "U/L" + e, "date": "2025-02-27" + e},
                     {"fact": "ALT" + e, "value": 40}, {"fact": "ALT", "value": 40, "unit": "U/L", "date": "2025-02-27", "lab" + e: e},
                     {"code": "1" + e, "system": "s" + e, "value": e}],
    "conditions": [{"fact": "cancer", "status": "active" + e, "start": e}], "complete": ["conditions" + e]}, ensure_ascii=False))
print('{"patient": "broken\\u001b[31m", ' + e + '}')
PYTHON
crit=$trial/trial.crit
run screen "$crit" patients.ndjson --show-values
has_no_escape
run screen "$crit" patients.ndjson --format json --explain
has_no_escape
run screen "$crit" patients.ndjson --readings
has_no_escape
run names "$crit" patients.ndjson --show-values
has_no_escape
run names "$crit" patients.ndjson --format json
has_no_escape
run explain "$crit" patients.ndjson --patient "$(python3 -c 'import json; print(json.loads(open("patients.ndjson").readline())["patient"])')" --all
exits 1
out_has "is undetermined"
has_no_escape
run explain "$crit" patients.ndjson --patient "no$escape"
has_no_escape
run diff "$crit" "$crit" --patients patients.ndjson
has_no_escape

it "tells where a character hides what is written, and shows that it is there"
printf 'inclusion I1 "Aged 18 or more"\n  age >= 18 years\n' >rest
hidden() {
  { printf 'protocol TRIAL\n  as of screening\nuse words\n'; printf "$1\n"; cat rest; } >hidden.crit
  run check hidden.crit
}
for character in '\u202e' '\u2066' '\u200f' '\u061c'; do
  hidden "# a comment ${character}that turns"
  exits 1
  out_has "E0112"
  hidden "exclusion E1 \"Active ${character}cancer\"\n  active cancer"
  exits 1
  out_has "E0112"
done
for character in '\u200b' '\u200d' '\u2060' '\ufeff' '\x1b' '\x7f' '\x01'; do
  hidden "exclusion E1 \"Active cancer\"\n  active cancer$character"
  exits 1
  out_has "E0112"
  out_has "active cancer�"
done
hidden 'exclusion E1 "Active can\u200bcer"\n  active cancer'
exits 0
out_has "W0114"
run check --fail-on warning --set W0114=off hidden.crit
exits 0

it "tells which letter of a name is not the Latin one"
hidden 'exclusion E1 "Active cancer"\n  active c\u0430ncer'
exits 1
out_has "E0113"
out_has "U+0430"
out_has "write \`cancer\`"
out_lacks "E0201"
hidden 'exclusion \u0415\u0421 "Active cancer"\n  active cancer'
exits 1
out_has "E0113"

it "leaves names of other scripts alone"
for name in возраст TGF-β α-feto größe 年齢 naïve; do
  hidden "exclusion $name \"Active cancer\"\n  active cancer"
  exits 0
  out_is_empty
done

it "escapes every text of a page, and lets no other script run"
script='<script>alert(1)</script><img src=x onerror=alert(2)>'"'"'""{{data}}'
printf 'protocol TRIAL\n  title "%s"\n  sponsor "%s"\n  version "%s"\n  as of screening\nuse words\n' "$script" "$script" "$script" >page.crit
printf 'inclusion I1 "%s"\n  age >= 18 years\n  note "%s"\n  review "%s"\n  reading R-1 "%s"\n    age >= 17 years\n' "$script" "$script" "$script" "$script" >>page.crit
sed 's/18 years/19 years/' page.crit >page2.crit
printf '{"patient":"<script>alert(1)</script><img src=x onerror=alert(2)>","anchors":{"screening":"2025-03-01"},"attributes":{"birth-date":"<script>alert(1)</script>"}}\n' >page.ndjson
run screen page.crit page.ndjson --report report.html
exits 0
run doc page.crit --output doc.html
exits 0
run diff page.crit page2.crit --patients page.ndjson --html diff.html
exits 1
printf 'cases for page\ncase "%s"\n  sex male\n  expect I1 unknown\n' "$script" >page.cases
sed -i 's/^protocol TRIAL/protocol page/' page.crit
run test page.cases --coverage-html coverage.html --junit junit.xml
[ -s coverage.html ] || fail "no page was written"
for page in report doc diff coverage; do
  file_lacks $page.html "<script>alert"
  file_lacks $page.html "<img"
  file_has $page.html "Content-Security-Policy\" content=\"default-src 'none'"
  ! grep -qE '(src|href)="?(https?:)?//|@import|url\(' $page.html || fail "$page.html loads something"
done
file_lacks junit.xml "<script>"

it "names the script of the report by its digest"
digest=$(python3 - <<'PYTHON'
import base64, hashlib, re
page = open("report.html", "rb").read()
scripts = re.findall(rb"<script>(.*?)</script>", page, re.S)
assert len(scripts) == 1
print("'sha256-" + base64.b64encode(hashlib.sha256(scripts[0]).digest()).decode() + "'")
PYTHON
)
file_has report.html "script-src $digest;"

it "keeps ids and values out of messages"
cat >private.ndjson <<'E2'
{"patient":"SECRET-ID","anchors":{"screening":"SECRET-DAY"},"attributes":{"birth-date":"SECRET-BIRTH","sex":"SECRET-SEX"},"observations":[{"fact":"ALT","value":"SECRET-VALUE","unit":"SECRET-UNIT","date":"2025-02-27"},{"fact":"ALT","value":"40 `SECRET` x","unit":"U/L","date":"SECRET-DATE"}],"conditions":[{"fact":"cancer","status":"SECRET-STATUS","start":"2025-02-02","end":"2024-01-01"}]}
{"patient":"SECRET-ID","observations":[{"fact":"ALT","value":"SECRET}]}
{"patient":"SECRET-ID"}
E2
run screen "$crit" private.ndjson --format json
exits 1
err_lacks "SECRET"
err_lacks "2024-01-01"
err_has "private.ndjson:1: warning: \`ALT\` (entry 1 of observations): \`…\` is no number"
err_has "private.ndjson:2"
run names "$crit" private.ndjson
err_lacks "SECRET"
run diff "$crit" "$crit" --patients private.ndjson
err_lacks "SECRET"
run screen "$crit" private.ndjson --strict
exits 2
err_lacks "SECRET"
run screen "$crit" private.ndjson --show-values
err_has "SECRET-ID: \`ALT\` (entry 1 of observations): \`SECRET-VALUE\` is no number"
