#!/usr/bin/env bash
# A damaged `eligo.toml` is told, and files are checked all the same.
set -euo pipefail
source "$(dirname "$0")/expect.sh"
cp "$trial"/*.crit "$work"
cd "$work"

damaged() {
  run check trial.crit
  exits 2
  err_has "eligo.toml: "
  err_has "1 file checked"
}
while IFS= read -r text; do
  it "says what is wrong with: $text"
  printf "$text" >eligo.toml
  damaged
done <<'CASES'
levels = 1
levels = []
[levels]\nW1301 = 1
[levels]\nW1301 = true
[levels]\nW1301 = 1979-05-27T07:32:00Z
[levels]\nW1301 = "loud"
[levels]\nW1301 = ["off"]
[levels]\nW1301 = { a = "off" }
[levels]\n"" = "off"
[levels]\nstyle = 1e400
[levels]\nstyle = 99999999999999999999999999
[levels]\nstyle = nan
[levels]\nE0101 = "off"
[levels]\nW1301 = "off"\nW1301 = "off"
[levels]\n[levels]
[[levels]]
[levels.deeper]\na = 1
[other]
levels = 
\xff\xfe
[levels]\nW1301 = "\xc3"
[levels]\nW1301 = "\x00"
"
CASES

it "says that it is nested too deeply"
{ printf 'a = '; head -c 100000 /dev/zero | tr '\0' '['; } >eligo.toml
damaged
{ printf 'a = '; for ((i = 0; i < 20000; ++i)); do printf '{a='; done; } >eligo.toml
damaged
{ printf '['; for ((i = 0; i < 20000; ++i)); do printf 'a.'; done; printf 'a]\n'; } >eligo.toml
damaged

it "repairs nothing under settings that cannot be read"
printf 'levels = 1' >eligo.toml
cp trial.crit before.crit
run check --fix --level hint trial.crit
exits 2
cmp -s trial.crit before.crit || fail "the file was changed"

it "ends with no signal, whatever bytes the file has"
printf '[levels]\nstyle = "off"\nW1301 = "error"\n' >good.toml
command="eligo check, with a damaged eligo.toml"
python3 - "$eligo" <<'PYTHON'
import random, subprocess, sys
random.seed(1)
good = open("good.toml", "rb").read()
pieces = [b"[", b"{", b'"', b"'''", b"=", b"\n", b".", b"\xff", b"#", b"0x", b"1e9"]
for i in range(200):
    data = bytearray(good)
    for _ in range(random.randint(1, 6)):
        at = random.randrange(len(data) + 1)
        kind = random.randrange(3)
        if kind == 0 and at < len(data):
            data[at] = random.randrange(256)
        elif kind == 1:
            data[at:at] = random.choice(pieces) * random.randint(1, 40)
        else:
            del data[at:at + random.randint(1, 8)]
    open("eligo.toml", "wb").write(data)
    done = subprocess.run([sys.argv[1], "check", "words.crit"], capture_output=True, timeout=20)
    if done.returncode not in (0, 1, 2):
        sys.exit(f"status {done.returncode} with {bytes(data)}")
PYTHON
