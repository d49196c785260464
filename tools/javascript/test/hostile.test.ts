// No text brings the module down: limits hold on its small stack, and it goes on with the next call.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CompileError, EligoError, load } from "eligo";
import { sources } from "./command.js";

const eligo = await load();
const rule = (text: string) => `protocol P\nas of screening\ninclusion I1 "x"\n  ${text}\n`;
const codes = (text: string) => eligo.check(text).map((one) => one.code);

for (const depth of [200, 10_000, 1_000_000]) {
  test(`criteria nested ${depth} deep are a finding`, () => {
    assert.ok(codes(rule("(".repeat(depth) + "ALT < 3" + ")".repeat(depth))).includes("E0104"));
    assert.ok(codes(rule("not ".repeat(depth) + "ALT < 3")).includes("E0104"));
    assert.ok(codes(rule("any of { ".repeat(depth))).includes("E0104"));
    assert.throws(() => eligo.format(rule("(".repeat(depth) + "1" + ")".repeat(depth))), CompileError);
  });

  test(`a document nested ${depth} deep cannot be read`, () => {
    using trial = eligo.compile({ files: sources("tests/host"), main: "complete.crit" });
    const unreadable = { name: "EligoError", code: "document-unreadable" };
    assert.throws(() => trial.screenJson(`{"patient":"P","x":${"[".repeat(depth)}${"]".repeat(depth)}}`), unreadable);
    assert.throws(() => trial.screenJson(`{"patient":"P","x":${'{"x":'.repeat(depth)}1${"}".repeat(depth)}}`), unreadable);
    assert.equal(trial.screen({ patient: "P" }).patient, "P");
  });
}

test("a chain of definitions is compiled up to its limit, and a finding beyond", () => {
  const chain = (length: number) => {
    const links = Array.from({ length }, (_, i) => `define d${i} d${i + 1}\n`).join("");
    return `use vocabulary/patient\n${links}define d${length} age >= 18 years\n`;
  };
  const protocol = (length: number) => `protocol P\nas of screening\n${chain(length)}inclusion I1 "18"\n  d0\n`;
  using trial = eligo.compile(protocol(190));
  assert.equal(trial.screen({ patient: "P" }).verdict, "undetermined");
  assert.ok(codes(protocol(5000)).includes("E0115"));
});

test("twenty thousand rules are compiled in memory that grows", () => {
  const rules = Array.from({ length: 20_000 }, (_, i) => `inclusion I${i} "x"\n  age >= 18 years\n`).join("");
  using trial = eligo.compile(`protocol P\nas of screening\nuse vocabulary/patient\n${rules}`);
  assert.equal(trial.criteria.length, 20_000);
});

test("bytes that are no saved plan are an error", () => {
  using trial = eligo.compile({ files: sources("tests/host"), main: "complete.crit" });
  const plan = trial.save();
  for (const size of [0, 1, 100, plan.length - 1]) assert.throws(() => eligo.load(plan.slice(0, size)), EligoError);
});

test("memory is given back", () => {
  const text = 'protocol P\nas of screening\nuse vocabulary/patient\ninclusion I1 "x"\n  age >= 18 years\n';
  for (let i = 0; i < 300; ++i) eligo.compile(text).free();
  using trial = eligo.compile(text);
  for (let i = 0; i < 20_000; ++i) trial.screenJson('{"patient":"P"}');
});
