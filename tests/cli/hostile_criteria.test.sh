#!/usr/bin/env bash
# Criteria that nobody writes: chains, brackets and lists without end. A command answers them or refuses them with a
# code, and neither ends nor goes on for ever. Each limit of docs/limits.md is tried just under and just over.
set -euo pipefail
source "$(dirname "$0")/expect.sh"

echo '{"patient":"p","anchors":{"screening":"2025-01-01"},"observations":[{"fact":"ALT","value":"<5","unit":"U/L","date":"2024-12-01"}]}' \
  >"$work/patients.ndjson"
crit=$work/long.crit

# protocol: the head of one, and what follows on standard input.
protocol() {
  cat - >"$work/tail" # what follows
  {
    printf 'protocol LONG\n  as of screening\nanchor screening\nattribute birth-date date\n'
    printf 'observation ALT in U/L with normal range\ncondition cancer\ncondition infection\n'
    cat "$work/tail"
  } >"$crit"
  printf 'cases for LONG\n\ncase "p"\n  screening 2025-01-01\n  expect I1 unknown\n' >"$work/long.cases"
}

# times NUMBER TEXT: the text so often.
times() { awk -v n="$1" -v text="$2" 'BEGIN { for (i = 0; i < n; i++) printf "%s", text }'; }
# series FROM TO FORMAT: the format, with each number in place of @ and the one before it in place of ~.
series() {
  awk -v from="$1" -v to="$2" -v format="$3" 'BEGIN {
    for (i = from; i <= to; i++) { text = format; gsub(/@/, i, text); gsub(/~/, i - 1, text); print text }
  }'
}
# The same, the last first.
reversed() {
  awk -v from="$1" -v to="$2" -v format="$3" 'BEGIN {
    for (i = to; i >= from; i--) { text = format; gsub(/@/, i, text); gsub(/~/, i - 1, text); print text }
  }'
}
inclusion() { printf 'inclusion I1 "asked"\n  %s\n' "$1"; }

# each COMMAND that reads criteria.
commands=(
  "check $crit"
  "screen $crit $work/patients.ndjson"
  "explain $crit $work/patients.ndjson --patient p"
  "needs $crit"
  "names $crit $work/patients.ndjson"
  "diff $crit $crit"
  "doc $crit"
  "compile $crit -o $work/long.plan"
  "test $work/long.cases"
)
is_accepted() {
  for each in "${commands[@]}"; do
    # shellcheck disable=SC2086 # words are arguments
    run $each
    [ "$status" -le 1 ] || fail "expected an answer"
    err_lacks "E01"
    out_lacks "error[E01"
  done
  run screen "$work/long.plan" "$work/patients.ndjson"
  exits 0
  run fmt --check "$crit"
  [ "$status" -le 1 ] || fail "expected a layout"
}
# is_refused CODE: by each command, with the code.
is_refused() {
  for each in "${commands[@]}"; do
    # shellcheck disable=SC2086
    run $each
    [ "$status" -eq 1 ] || [ "$status" -eq 2 ] || fail "expected a refusal"
    cat "$work/err" >>"$work/out"
    out_has "error[$1]"
  done
  run fmt --check "$crit"
  [ "$status" -le 2 ] || fail "expected a layout or a refusal"
}

it "takes 198 terms of one expression, and refuses 201"
{ inclusion "$(times 197 'most recent ALT + ')most recent ALT > 3 U/L"; } | protocol
is_accepted
for sign in + - otherwise; do
  { inclusion "$(times 200 "most recent ALT $sign ")most recent ALT > 3 U/L"; } | protocol
  is_refused E0115
done
{ inclusion "$(times 200 '2 * ')most recent ALT > 3 U/L"; } | protocol
is_refused E0115
for sign in + '*' otherwise; do
  { inclusion "$(times 20000 "2 $sign ")2 > 3"; } | protocol
  is_refused E0115
done

it "takes lists of thousands of conditions"
{ inclusion "$(times 4000 'ever cancer and ')ever infection"; } | protocol
run check "$crit"
exits 0
{ echo 'inclusion I1 "asked"'; echo '  any of {'; series 1 3000 '    most recent ALT within @ days up to screening > 3 U/L'; echo '  }'; } | protocol
run check "$crit"
exits 0
run screen "$crit" "$work/patients.ndjson"
exits 0

it "takes a chain of 190 derived quantities, in any order, and refuses 210"
derive='derive q@ "a step" in U/L\n  value q~ + 1 U/L'
first='derive q0 "the first" in U/L\n  value most recent ALT'
for order in series reversed; do
  { printf '%b\n' "$first"; $order 1 190 "$derive"; inclusion "q190 > 3 U/L"; } | protocol
  is_accepted
  { $order 1 210 "$derive"; printf '%b\n' "$first"; inclusion "q210 > 3 U/L"; } | protocol
  is_refused E0115
  { $order 1 10000 "$derive"; printf '%b\n' "$first"; inclusion "q10000 > 3 U/L"; } | protocol
  is_refused E0115
done

it "does so for conditions, and for steps of one quantity"
for order in series reversed; do
  { echo 'define d0 "the first"'; echo '  ever cancer'
    $order 1 190 'define d@ "a step"\n  all of { ever infection; d~ }'; inclusion d190; } | protocol
  is_accepted
  { echo 'define d0 "the first"'; echo '  ever cancer'
    $order 1 10000 'define d@ "a step"\n  all of { ever infection; d~ }'; inclusion d10000; } | protocol
  is_refused E0115
done
{ echo 'derive q "steps" in U/L'; echo '  let s0 = most recent ALT'; series 1 10000 '  let s@ = s~ + 1 U/L'; echo '  value s10000'
  inclusion "q > 3 U/L"; } | protocol
is_refused E0115

it "refuses definitions with brackets that lead too far down together"
open=$(times 90 '('); close=$(times 90 ')')
{ reversed 1 190 "define d@ \"a step\"\n  $open not d~ $close"; echo 'define d0 "the first"'; echo '  ever cancer'; inclusion d190; } | protocol
is_refused E0115

it "takes 98 brackets in a test of one, and refuses 101 and 20,000"
for inner in 'ever cancer|' 'most recent ALT|> 3 U/L'; do
  for open in '(' 'not (' ; do
    if [ "$open" = 'not (' ] && [ "$inner" != 'ever cancer|' ]; then continue; fi
    depth=98
    if [ "$open" = 'not (' ]; then depth=49; fi
    { inclusion "$(times $depth "$open")${inner%|*}$(times $depth ')') ${inner#*|}"; } | protocol
    is_accepted
    for depth in 101 20000; do
      { inclusion "$(times $depth "$open")${inner%|*}$(times $depth ')') ${inner#*|}"; } | protocol
      is_refused E0104
    done
  done
done
{ inclusion "$(times 20000 'not ')ever cancer"; } | protocol
is_refused E0104
{ inclusion "$(times 20000 'all of { ')ever cancer$(times 20000 ' }')"; } | protocol
is_refused E0104

it "takes 200 facts one above the other, and refuses 201 and 20,000"
{ echo 'condition c0'; series 1 200 'condition c@\n  is a c~'; inclusion 'ever c0'; } | protocol
is_accepted
for count in 201 20000; do
  { echo 'condition c0'; series 1 $count 'condition c@\n  is a c~'; inclusion 'ever c0'; } | protocol
  is_refused E0115
done
{ echo 'condition c0'; reversed 1 20000 'condition c@\n  is a c~'; inclusion 'ever c0'; } | protocol
is_refused E0115

it "takes 100 groups of groups, and refuses 101 and 20,000"
{ echo 'group g0 { cancer; infection }'; series 1 99 'group g@ { g~ }'; inclusion 'no cancer'; } | protocol
is_accepted
for count in 101 20000; do
  { echo 'group g0 { cancer; infection }'; series 1 $count 'group g@ { g~ }'; inclusion 'no cancer'; } | protocol
  is_refused E0115
done

it "looks at what several things share once"
for step in 'q~ + q~' 'q~ - q~' 'largest of { q~; q~ + 1 U/L }' 'q~ otherwise q~ + 1 U/L' \
  'if q~ > 3 U/L then q~ + 1 U/L else q~ + 2 U/L' 'sum of { q~; q~; q~ }'; do
  { printf '%b\n' "$first"; series 1 60 "derive q@ \"twice\" in U/L\n  value $step"; inclusion "q60 > 3 U/L"; } | protocol
  is_accepted
done
for step in 'any of { all of { d~; any ALT > @ U/L }; none of { d~; any ALT < @ U/L } }' 'all of { d~; not d~ }' \
  'all of { d~; any ALT > @ U/L } unless d~' 'at least 2 of { d~; not d~; any ALT > @ U/L }' 'any of { d~; all of { d~; any ALT > @ U/L } }'; do
  { echo 'define d0 "the first"'; echo '  ever cancer'; series 1 40 "define d@ \"twice\"\n  $step"; inclusion d40; } | protocol
  is_accepted
  cp "$crit" "$work/old.crit"
  { echo 'define d0 "the first"'; echo '  ever infection'; series 1 40 "define d@ \"twice\"\n  $step"; inclusion d40; } | protocol
  run diff "$work/old.crit" "$crit"
  [ "$status" -le 1 ] || fail "expected an answer"
done

it "reads long lines, names, numbers, units and texts"
for rule in "most recent ALT > $(times 100000 9) U/L" "most recent ALT > 3 $(times 10000 'U.')L" \
  "most recent ALT > 3 $(times 10000 '(')U/L$(times 10000 ')')" "ever $(times 100000 a)" "$(times 100000 '(')" \
  "$(times 100000 '{')" "$(times 100000 '"')" "age > 3 years $(times 50000 '^ 9 ')" "2 $(times 300 '^ 9 ')> 3"; do
  { inclusion "$rule"; } | protocol
  run check "$crit"
  exits 1
done
