#!/usr/bin/env bash
# `use` and `source` read what stands within their folders, and nothing else.
set -euo pipefail
source "$(dirname "$0")/expect.sh"
mkdir -p "$work/elsewhere" "$work/project/trials" "$work/project/vocabulary"
cp "$trial/words.crit" "$work/project/vocabulary/words.crit"
sed -i 's/^library words/library vocabulary\/words/' "$work/project/vocabulary/words.crit"
echo "the secret line" >"$work/elsewhere/secret.txt"
cp "$work/project/vocabulary/words.crit" "$work/elsewhere/words.crit"
cd "$work/project/trials"

# protocol USE SOURCE
protocol() {
  printf '%s\n' "protocol TRIAL" "  source \"$2\"" "  as of screening" "use $1" 'inclusion I1 "Aged 18 or more"' '  age >= 18 years'
}
is_refused() {
  exits "$1"
  err_lacks "secret line"
  out_lacks "secret line"
}

it "reads the source text beside the protocol and below it"
mkdir texts
echo "Aged 18 or more" | tee source.txt >texts/source.txt
for source in source.txt ./source.txt texts/source.txt texts/../source.txt; do
  protocol vocabulary/words "$source" >trial.crit
  run check trial.crit
  exits 0
done

it "follows no path out of the protocol's folder"
for source in ../../elsewhere/secret.txt "$work/elsewhere/secret.txt" texts/../../../elsewhere/secret.txt ../trials/../../elsewhere/secret.txt /dev/zero ..; do
  protocol vocabulary/words "$source" >trial.crit
  run check trial.crit
  is_refused 1
  out_has "E0603"
done

it "follows no link out of it"
ln -s "$work/elsewhere/secret.txt" link.txt
ln -s "$work/elsewhere" link
for source in link.txt link/secret.txt; do
  protocol vocabulary/words "$source" >trial.crit
  run check trial.crit
  is_refused 1
  out_has "E0603"
  out_has "--library-path"
done

it "follows it where --library-path allows it"
protocol vocabulary/words link.txt >trial.crit
run check trial.crit --library-path "$work/elsewhere"
out_has "the secret line"

it "takes no folder and no pipe for a source text"
mkfifo pipe
for source in texts pipe; do
  protocol vocabulary/words "$source" >trial.crit
  run check trial.crit
  exits 1
  out_has "E0603"
done

it "takes in no library by a link that leads out of its folder"
mkdir library
ln -s "$work/elsewhere/words.crit" library/words.crit
sed 's/vocabulary\/words/library\/words/' "$work/elsewhere/words.crit" >"$work/elsewhere/changed"
mv "$work/elsewhere/changed" "$work/elsewhere/words.crit"
protocol library/words source.txt >trial.crit
run check trial.crit
exits 1
out_has "is a link that leads out of its folder"
run check trial.crit --library-path "$work/elsewhere"
exits 0
printf 'cases for library/words\n' >words.cases
run test words.cases
exits 2
err_has "is a link that leads out of its folder"

it "takes in a library by a link that stays in the project"
rm library/words.crit
rm -r library
protocol vocabulary/words source.txt >trial.crit
mv ../vocabulary/words.crit ../vocabulary/true-words.crit
ln -s true-words.crit ../vocabulary/words.crit
run check trial.crit
exits 0

it "has names behind use, not paths"
for name in ../elsewhere/words /etc/passwd ./words vocabulary/../words; do
  protocol "$name" source.txt >trial.crit
  run check trial.crit
  exits 1
done
