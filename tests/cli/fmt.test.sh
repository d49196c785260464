#!/usr/bin/env bash
# eligo fmt: what it writes, what it lists, and what it leaves alone.
set -euo pipefail
source "$(dirname "$0")/expect.sh"

untidy=$'library words\ncondition   cancer\n    is a   disease\n'
tidy=$'library words\ncondition cancer\n  is a disease\n'
same() { cmp -s <(printf '%s' "$1") "$2" || fail "not as expected: $2"; }

it "lays a file out in place and names it"
mkdir "$work/files"
printf '%s' "$untidy" >"$work/files/a.crit"
printf '%s' "$tidy" >"$work/files/b.crit"
run fmt "$work/files"
exits 0
out_has "a.crit"
out_lacks "b.crit"
err_has "2 files: 1 changed"
same "$tidy" "$work/files/a.crit"

it "has nothing left to do then"
run fmt --check "$work/files"
exits 0
out_is_empty
err_has "2 files: 0 would change"

it "keeps a file's permissions, and a link a link"
printf '%s' "$untidy" >"$work/files/a.crit"
chmod 640 "$work/files/a.crit"
ln -s a.crit "$work/files/link.crit"
run fmt "$work/files/link.crit"
exits 0
same "$tidy" "$work/files/a.crit"
[ "$(stat -c %a "$work/files/a.crit")" = 640 ] || fail "expected the permissions 640"
[ -L "$work/files/link.crit" ] || fail "expected a link"
[ "$(find "$work/files" -name '.*' -type f | wc -l)" -eq 0 ] || fail "expected no temporary file left"
rm "$work/files/link.crit"

it "lists with --check what would change, and changes nothing"
printf '%s' "$untidy" >"$work/files/a.crit"
run fmt --check "$work/files"
exits 1
out_lines 1
out_has "a.crit"
same "$untidy" "$work/files/a.crit"

it "shows with --diff how it would change, as git and patch take it"
eligo=$(realpath "$eligo")
cd "$work/files"
run fmt --diff a.crit b.crit
exits 1
out_has "-condition   cancer"
out_has "+condition cancer"
same "$untidy" "$work/files/a.crit"
git apply -p0 "$work/out" || fail "expected git apply to take it"
same "$tidy" "$work/files/a.crit"
cd "$OLDPWD"

it "leaves a file with errors as it is, and lays out the others"
printf '%s' "$untidy" >"$work/files/a.crit"
printf 'library  words\ncondition\n' >"$work/files/broken.crit"
run fmt "$work/files"
exits 1
out_has "a.crit"
out_lacks "broken.crit"
err_has "error[E0101]"
err_has "broken.crit:2"
err_has "3 files: 1 changed, 1 left as they are, with errors"
same $'library  words\ncondition\n' "$work/files/broken.crit"

it "takes standard input to standard output"
run fmt - <<<"${untidy%$'\n'}"
exits 0
same "$tidy" "$work/out"
err_is_empty

it "gives standard input back as it was if it has errors, and names it as asked"
run fmt - --stdin-name draft.crit <<<"condition   1"
exits 1
same $'condition   1\n' "$work/out"
err_has "draft.crit:1"

it "checks standard input"
run fmt --check --stdin-name draft.crit - <<<"${untidy%$'\n'}"
exits 1
same $'draft.crit\n' "$work/out"

it "takes off a byte-order mark"
printf '\xEF\xBB\xBF%s' "$tidy" >"$work/files/b.crit"
run fmt "$work/files/b.crit"
exits 0
same "$tidy" "$work/files/b.crit"

it "says what it cannot read or write"
run fmt
exits 2
err_has "name files or folders"
run fmt "$work/nowhere.crit"
exits 2
err_has "no such file"
run fmt - "$work/files"
exits 2
err_has "stands alone"
if [ "$(id -u)" -ne 0 ]; then
  printf '%s' "$untidy" >"$work/files/a.crit"
  chmod 440 "$work/files/a.crit"
  run fmt "$work/files/a.crit"
  exits 2
  err_has "cannot be written"
fi
