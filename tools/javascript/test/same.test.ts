// The package gives the bytes that the command gives.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CompileError, load } from "eligo";
import { command, lines, saved, sources } from "./command.js";

const eligo = await load();

const cohorts: [folder: string, main: string, patients: string][] = [
  ["criteria/nct06710717", "nct06710717.crit", "criteria/nct06710717/patients.ndjson"],
  ["criteria/nct06710717", "nct06710717.crit", "tests/vignettes/patients.ndjson"],
  ["criteria/her2-breast", "her2-breast.crit", "criteria/nct06710717/patients.ndjson"],
  ["tests/cli/trial", "trial.crit", "tests/cli/trial/patients.ndjson"],
  ["tests/cli/evidence", "evidence.crit", "tests/cli/evidence/patients.ndjson"],
  ["tests/cli/names", "names.crit", "tests/cli/names/kinds.ndjson"],
  ["tests/host", "complete.crit", "tests/host/complete.ndjson"],
];

for (const [folder, main, patients] of cohorts) {
  test(`the answers for ${patients} by ${main} are those of eligo screen`, () => {
    using trial = eligo.compile({ files: sources(folder), main });
    const expected = command(["screen", `${folder}/${main}`, patients, "--format", "json"]).trimEnd().split("\n");
    const documents = lines(patients);
    assert.equal(documents.length, expected.length);
    documents.forEach((document, index) => {
      const line = expected[index] ?? "";
      if ("error" in JSON.parse(line)) assert.throws(() => trial.screenJson(document), { name: "EligoError" });
      else assert.equal(trial.screenJson(document), line);
    });
  });
}

test("the answers on file of every way into the library are those of the package", () => {
  let count = 0;
  for (const suite of lines("tests/bindings/suites.tsv")) {
    const [path = "", patients = "", answers = ""] = suite.split("\t");
    const folder = path.startsWith("tests/language/") ? "tests/language" : path.slice(0, path.lastIndexOf("/"));
    using trial = eligo.compile({ files: sources(folder), main: path.slice(folder.length + 1) });
    using plan = eligo.load(trial.save());
    assert.deepEqual(lines(patients).map((document) => plan.screenJson(document)), lines(answers), answers);
    count += lines(answers).length;
  }
  assert.ok(count > 500);
});

const language = sources("tests/language");
const names = Object.keys(language).filter((name) => name.endsWith(".crit"));

test("the findings in the language's own tests are those of eligo check", () => {
  assert.ok(names.length > 40);
  for (const main of names) {
    const printed = JSON.parse(command(["check", `tests/language/${main}`, "--format", "json"]));
    const expected = printed.findings.map((one: any) => [one.code, one.severity, one.message,
      one.span.begin.line, one.span.begin.column, one.span.begin.byte, one.span.end.byte]);
    const found = eligo.check({ files: language, main }).map(({ code, severity, message, place }) => [code, severity,
      message, place?.line, place?.column, place?.begin, place?.end]);
    assert.deepEqual(found, expected, main);
  }
});

test("the saved plans of the language's own tests are those of eligo compile", () => {
  let plans = 0;
  for (const main of names) {
    const expected = saved("tests/language", main);
    if (expected) {
      using protocol = eligo.compile({ files: language, main });
      assert.deepEqual(Buffer.from(protocol.save()), expected, main);
      using loaded = eligo.load(expected);
      assert.equal(loaded.screenJson('{"patient":"P"}'), protocol.screenJson('{"patient":"P"}'));
      ++plans;
    } else {
      assert.throws(() => eligo.compile({ files: language, main }), CompileError, main);
    }
  }
  assert.ok(plans > 10);
});

test("the layout is that of eligo fmt", () => {
  for (const [name, text] of Object.entries({ ...language, ...sources("criteria") })) {
    if (!name.endsWith(".crit")) continue;
    const expected = command(["fmt", "-"], text);
    let laid = text;
    try {
      laid = eligo.format(text);
    } catch (error) {
      if (!(error instanceof CompileError)) throw error;
      continue;
    }
    assert.equal(laid, expected, name);
  }
});
