// The examples run, and screen the founding trial's patients.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { command, root } from "./command.js";

const trial = "criteria/nct06710717/nct06710717.crit";
const patients = "criteria/nct06710717/patients.ndjson";

test("the example for Node gives every patient the verdict of eligo screen", () => {
  const place = mkdtempSync(join(tmpdir(), "eligo-"));
  try {
    mkdirSync(join(place, "node_modules"));
    symlinkSync(process.cwd(), join(place, "node_modules/eligo"));
    cpSync(join(root, "tools/examples/node/screen.mjs"), join(place, "screen.mjs"));
    const given = [join(place, "screen.mjs"), join(root, trial), join(root, patients)];
    const { stdout } = spawnSync(process.execPath, given, { encoding: "utf8" });
    const expected = command(["screen", trial, patients, "--format", "json"]).trimEnd().split("\n").map((line) => {
      const { patient, verdict } = JSON.parse(line) as { patient: string; verdict: string };
      return `${patient}: ${verdict}`;
    });
    assert.deepEqual(stdout.split("\n").filter((line) => /^\S/.test(line)), expected);
  } finally {
    rmSync(place, { recursive: true });
  }
});

test("the package names all that is compiled into it, with its licences", () => {
  const notices = readFileSync("dist/THIRD-PARTY-NOTICES.txt", "utf8");
  for (const name of ["Boost", "libdtl-dev", "libfmt-dev", "libmd-dev", "nlohmann-json3-dev", "tao-pegtl-dev", "libsimdjson-dev",
    "libtomlplusplus-dev", "libc++", "libc++abi", "libunwind", "musl", "browser_wasi_shim", "UCUM", "Apache-2.0"])
    assert.ok(notices.split("\n").some((line) => line.startsWith(`==== ${name}`)), name);
  assert.match(readFileSync("dist/LICENSE", "utf8"), /./);
});

test("each example has fewer than 60 lines", () => {
  for (const name of ["node/screen.mjs", "page/page.js", "page/index.html"])
    assert.ok(readFileSync(join(root, "tools/examples", name), "utf8").split("\n").length < 60, name);
});
