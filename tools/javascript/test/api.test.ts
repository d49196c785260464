// The package as a program uses it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CompileError, EligoError, load } from "eligo";
import { lines, sources } from "./command.js";

const eligo = await load();
const text = 'protocol P\nas of screening\nuse vocabulary/patient\ninclusion I1 "Aged 18 years or more"\n  age >= 18 years\n';
const adult = { patient: "A", anchors: { screening: "2025-01-01" }, attributes: { "birth-date": "1990-01-01" } };
const child = { ...adult, patient: "B", attributes: { "birth-date": "2015-01-01" } };

test("a protocol is compiled with the standard libraries and screens an object", () => {
  const trial = eligo.compile(text);
  assert.deepEqual([trial.name, trial.asOf, trial.criteria[0]?.quotation], ["P", "screening", "Aged 18 years or more"]);
  assert.match(trial.digest, /^sha256:[0-9a-f]{64}$/);
  const screening = trial.screen(adult);
  assert.equal(screening.verdict, "eligible");
  assert.deepEqual(screening.criteria, [{ id: "I1", kind: "inclusion", status: "met" }]);
});

test("a screening stays its own when the next patient is screened", () => {
  const trial = eligo.compile(text);
  const [first, second] = [trial.screen(adult), trial.screen(child)];
  assert.deepEqual([first.verdict, second.verdict], ["eligible", "ineligible"]);
  assert.equal(first.explain("I1").state, "holds");
  assert.equal(second.explain("I1").state, "fails");
  assert.equal(first.explain("I1").state, "holds");
});

test("an undetermined patient has reasons and questions", () => {
  const screening = eligo.compile(text).screen({ patient: "C", anchors: { screening: "2025-01-01" } });
  assert.equal(screening.verdict, "undetermined");
  assert.equal(screening.criteria[0]?.status, "unknown");
  assert.equal(screening.ask.length, 1);
  assert.deepEqual(screening.questions()[0]?.criteria, ["I1"]);
});

test("what a document holds that cannot be used is told", () => {
  const screening = eligo.compile(text).screen({ ...adult, observations: [{ fact: "ALT", value: {} }] });
  assert.ok(screening.notices().length > 0);
});

test("a mistake is an exception with the diagnostics", () => {
  const wrong = text.replace(">= 18 years", ">= 18 yeers");
  assert.throws(
    () => eligo.compile(wrong),
    (error) => {
      assert.ok(error instanceof CompileError && error instanceof EligoError);
      const [finding] = error.diagnostics;
      assert.deepEqual([finding?.code, finding?.place?.line, finding?.fixes[0]?.text], ["E0401", 5, "years"]);
      assert.match(error.message, /^error\[E0401\]/);
      return true;
    },
  );
  assert.equal(eligo.check(wrong)[0]?.code, "E0401");
  assert.deepEqual(eligo.check(text), []);
});

test("the host's own libraries come before the standard ones", () => {
  const files = { "trial.crit": 'protocol P\nas of screening\nuse own/rules\ninclusion I1 "x"\n  of-age\n',
    "own/rules.crit": "library own/rules\nuse vocabulary/patient\ndefine of-age age >= 21 years\n" };
  const trial = eligo.compile({ files, main: "trial.crit" });
  assert.equal(trial.screen({ ...adult, attributes: { "birth-date": "2005-01-01" } }).verdict, "ineligible");
  assert.throws(() => eligo.compile({ files: { "../x.crit": text } }), { code: "path-invalid" });
  assert.throws(() => eligo.compile({ files, main: "other.crit" }), { code: "file-unreadable" });
  assert.throws(() => eligo.compile({ files, main: "own/rules.crit" }), { code: "no-criteria" });
});

test("a screener has readings, a dictionary and limits of its own", () => {
  const trial = eligo.compile({ files: sources("criteria/nct06710717"), main: "nct06710717.crit" });
  const reading = trial.criteria.flatMap((one) => one.readings)[0];
  assert.ok(reading);
  const patient = lines("criteria/nct06710717/patients.ndjson")[0] ?? "";
  using other = trial.screener({ readings: [reading], limits: { steps: 1000 } });
  assert.ok(other.screen(patient).criteria.some((one) => one.reading === reading));
  assert.throws(() => trial.screener({ readings: ["none such"] }), { code: "reading-unknown" });
  assert.throws(() => trial.screener({ dictionary: "{" }), { code: "dictionary-invalid" });
});

test("every limit can be set, and another name is an error", () => {
  const trial = eligo.compile(text);
  const all = { documentBytes: 5000, nesting: 50, records: 100, unknownFacts: 10, pairs: 10, cases: 5, steps: 100 };
  using screener = trial.screener({ limits: all });
  assert.equal(screener.screen(adult).verdict, "eligible");
  using small = trial.screener({ limits: { documentBytes: 10 } });
  assert.throws(() => small.screen(adult), { code: "document-too-large" });
  for (const limits of [{ stpes: 1 }, { steps: 0 }, { steps: 1.5 }, { nesting: 101 }])
    assert.throws(() => trial.screener({ limits }), { code: "limit-invalid" });
});

test("a patient in FHIR is screened on the day that the host says", () => {
  const trial = eligo.compile(text);
  const fhir = { resourceType: "Patient", id: "P", birthDate: "2007-03-01" };
  const verdict = (screening?: string) =>
    trial.screener(screening ? { anchors: { screening }, complete: ["conditions", "treatments=2020-01-01.."] } : {}).screen(fhir).verdict;
  assert.deepEqual([verdict(), verdict("2025-02-28"), verdict("2025-03-01")], ["undetermined", "ineligible", "eligible"]);
  assert.throws(() => trial.screener({ anchors: { scrning: "2025-03-01" } }), { code: "anchor-invalid" });
  assert.throws(() => trial.screener({ complete: ["conditions=2020"] }), { code: "complete-invalid" });
});

test("a saved plan screens without its text", () => {
  const trial = eligo.compile(text);
  assert.equal(eligo.load(trial.save()).screenJson(JSON.stringify(adult)), trial.screen(adult).json);
});

test("a document that cannot be read is an exception with its place", () => {
  assert.throws(() => eligo.compile(text).screen('{"patient"'), { code: "document-unreadable", place: /line 1/ });
});

test("what was freed says so, and `using` frees", () => {
  const trial = eligo.compile(text);
  {
    using inner = trial;
    assert.equal(inner.name, "P");
  }
  trial.free();
  assert.throws(() => trial.screen(adult), { code: "freed" });
});
