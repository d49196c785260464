#!/usr/bin/env bash
# The traps in the founding trial's own text: with the author's notes, reviews and readings taken out of the file, each is
# found again in the sentence where it stands.
set -euo pipefail
source "$(dirname "$0")/expect.sh"

cp -r criteria "$work/criteria"
file=$work/criteria/nct06710717/nct06710717.crit

# Takes out notes, reviews, readings and `listed under`; the head keeps its lines but for its notes.
awk '/^(inclusion|exclusion|protocol|use|waive)/ { reading = 0 }
     /^  reading / { reading = 1 }
     /^  assume / { reading = 0 }
     /^  (note|review|listed) / { clause = 1; next }
     clause && /^    / { next }
     { clause = 0 }
     !reading' criteria/nct06710717/nct06710717.crit >"$file"

it "finds them"
run check --level hint "$file"
exits 0
# ID CODE for every finding: the criterion in whose lines it lies.
awk 'FILENAME == ARGV[1] { if ($1 == "inclusion" || $1 == "exclusion") id = $2; owner[FNR] = id; next }
     match($0, /\[W[0-9]+\]/) { code = substr($0, RSTART + 1, 5) }
     /^ *--> / { split($2, at, ":"); print owner[at[2]], code }' "$file" "$work/out" |
  sort -u >"$work/found"

missed=0
while read -r id code trap; do
  grep -qx "$id $code" "$work/found" || { echo "missed in $id: $trap ($code)" >&2; missed=1; }
done <<'END'
I1 W1106 between: both ends?
I1 W1115 age on which day?
I2 W1121 classification criteria are no diagnosis
I2 W1119 the paper cited is not that of the criteria
I3 W1110 does positive speak of all three?
I3 W1111 does at screening or by history speak of all three?
I3 W1227 the antibody is asked for by I2 already
I4 W1120 not in remission or in low activity
I5 W1113 involvement is not defined
I5 W1122 the sentence hangs on the one before
I6 W1118 months in one course, or added up?
I6 W1117 does each speak of the glucocorticoid, too?
I6 W1104 and beside or
I6 W1113 persistent is not defined
I6 W1123 does intolerance count?
I7 W1108 the normal value
I7 W1301 no window
I8 W1108 the normal value
I8 W1124 total or direct bilirubin?
I8 W1301 no window
I9 W1124 by which method?
I9 W1301 no window
I12 W1301 no window
I12 W1124 in urine or serum?
I12 W1125 childbearing age against childbearing potential
I13 W1113 effective is not defined
I13 W1122 part of the sentence before
I14 W1113 effective is not defined
I14 W1125 asked of sterile men, too?
E1 W1302 no look-back
E2 W1122 part of the sentence before
E3 W1101 and/or
E3 W1109 percent of predicted
E3 W1110 what does severe speak of?
E3 W1126 the noun after lung is missing
E4 W1105 III/IV
E4 W1113 uncontrolled is not defined
E4 W1126 heart: which disease?
E5 W1122 does severe reach to here?
E6 W1113 severe is not defined
E7 W1116 (to review)
E7 W1112 no formula for the clearance
E7 W1127 and: both, or either?
E8 W1113 severe is not defined
E8 W1214 limits that the sentence does not have
E9 W1124 shown by which test?
E10 W1124 shown by which test?
E11 W1122 hepatitis stands in the sentence before
E12 W1302 no look-back
E13 W1105 pregnant/nursing
E13 W1227 pregnancy is asked for by I12 already
E14 W1107 within of: before, after, or both?
E14 W1111 do the 8 weeks speak of chemotherapy, too?
E14 W1128 chemotherapy by drug or by purpose?
E14 W1227 cyclophosphamide is asked for by I6 and excluded here
E15 W1113 involvement is not defined
E15 W1227 overlaps other criteria
E16 W1406 an exclusion that the page lists among the inclusions
END
[ "$missed" -eq 0 ] || fail "traps were missed"

it "is silent where the author has dealt with them"
run check --fail-on warning criteria/nct06710717/nct06710717.crit
exits 0
out_is_empty
