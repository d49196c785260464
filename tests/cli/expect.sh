# What the tests of the command line share. A test names what it holds with `it`, runs the program with `run`, and
# says what it expects; the first expectation that fails ends it. Usage: source "$(dirname "$0")/expect.sh"

eligo=$1
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
trial=$here/trial
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset NO_COLOR COLUMNS

it() { sentence=$1; }

# Runs eligo; its standard input is that of `run`, or empty.
run() {
  command="eligo $*"
  if [ -t 0 ]; then exec </dev/null; fi
  status=0
  "$eligo" "$@" >"$work/out" 2>"$work/err" || status=$?
}

fail() {
  {
    echo "it $sentence"
    echo "  $command"
    echo "  $1"
    echo "--- status: $status"
    echo "--- standard output:"
    head -c 3000 "$work/out"
    echo "--- standard error:"
    head -c 3000 "$work/err"
  } >&2
  exit 1
}

exits() { [ "$status" -eq "$1" ] || fail "expected exit status $1"; }
out_has() { grep -qF -- "$1" "$work/out" || fail "expected on standard output: $1"; }
out_lacks() { ! grep -qF -- "$1" "$work/out" || fail "not expected on standard output: $1"; }
err_has() { grep -qF -- "$1" "$work/err" || fail "expected on standard error: $1"; }
err_lacks() { ! grep -qF -- "$1" "$work/err" || fail "not expected on standard error: $1"; }
out_is_empty() { [ ! -s "$work/out" ] || fail "expected nothing on standard output"; }
err_is_empty() { [ ! -s "$work/err" ] || fail "expected nothing on standard error"; }
out_lines() { [ "$(wc -l <"$work/out")" -eq "$1" ] || fail "expected $1 lines on standard output"; }
file_has() { grep -qF -- "$2" "$1" || fail "expected in $1: $2"; }
file_lacks() { ! grep -qF -- "$2" "$1" || fail "not expected in $1: $2"; }
no_wider_than() {
  local widest
  widest=$(LC_ALL=C.UTF-8 wc -L <"$work/out")
  [ "$widest" -le "$1" ] || fail "expected no line above $1 columns; the widest has $widest"
}
