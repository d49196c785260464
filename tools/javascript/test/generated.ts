// Generated patients, screened by the package and by the command: the same bytes for each. Usage, in tools/javascript
// after test/run: node ../../build/wasm/test/generated.mjs [PATIENTS [SEED]]
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { load } from "eligo";
import { command, lines, root, sources } from "./command.js";

type Document = Record<string, unknown>;
const wanted = Number(process.argv[2] ?? 100_000);
let state = Number(process.argv[3] ?? 1);

/** A whole number below `bound`: xorshift, so that a seed gives the same patients everywhere. */
function below(bound: number): number {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % bound;
}

function pick<T>(from: readonly T[]): T {
  return from[below(from.length)] as T;
}

const given = lines("criteria/nct06710717/patients.ndjson").map((line) => JSON.parse(line) as Document);
const lists = ["observations", "conditions", "treatments", "procedures"];

/** Values that people write, and that they should not. */
function changed(value: unknown): unknown {
  if (typeof value === "number") return pick([value * 2, value / 3, 0, -value, String(value), `<${value}`]);
  if (typeof value !== "string") return pick([value, null, true, 1]);
  const date = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value);
  if (date) return pick([date[1], `${date[1]}-${date[2]}`, `${date[1]}-${date[2]}-${10 + below(19)}`, "2025-02-30"]);
  return pick([value, value.toUpperCase(), "positive", "1:80", "Ω·é", ""]);
}

/** A patient of the founding trial with lists of others, and some records left out, doubled or changed. */
function patient(index: number): Document {
  const made: Document = { ...pick(given), patient: `G-${index}` };
  for (const name of lists) {
    const records = (pick(below(3) ? [made] : given)[name] ?? []) as Document[];
    const kept = records.filter(() => below(12) > 0).flatMap((one) => (below(40) ? [one] : [one, one]));
    made[name] = kept.map((one) => {
      if (below(8) > 0) return one;
      const key = pick(Object.keys(one));
      return { ...one, [key]: changed(one[key]) };
    });
  }
  if (below(10) === 0) delete made[pick(["anchors", "attributes", "complete"])];
  return made;
}

const place = mkdtempSync(join(tmpdir(), "eligo-"));
const trial = "criteria/nct06710717/nct06710717.crit";
const eligo = await load();
using protocol = eligo.compile({ files: sources("criteria/nct06710717"), main: "nct06710717.crit" });
const verdicts: Record<string, number> = {};
let failed = 0;
const portion = 10_000;
for (let begin = 0; begin < wanted; begin += portion) {
  const documents = Array.from({ length: Math.min(portion, wanted - begin) }, (_, i) => JSON.stringify(patient(begin + i)));
  const path = join(place, "patients.ndjson");

  writeFileSync(path, documents.join("\n") + "\n");
  const expected = command(["screen", join(root, trial), path, "--format", "json"]).trimEnd().split("\n");
  if (expected.length !== documents.length) throw new Error(`${expected.length} answers for ${documents.length} patients`);
  documents.forEach((document, index) => {
    const line = expected[index] ?? "";
    const { error, verdict } = JSON.parse(line) as { error?: unknown; verdict?: string };
    let answer = "";
    try {
      answer = protocol.screenJson(document);
    } catch {
      answer = error ? line : "an exception";
    }
    verdicts[error ? "unreadable" : String(verdict)] = (verdicts[error ? "unreadable" : String(verdict)] ?? 0) + 1;
    if (answer === line) return;
    if (++failed <= 3) console.error(`${document}\n  command  ${line}\n  package  ${answer}`);
  });
}
rmSync(place, { recursive: true });
console.log(JSON.stringify(verdicts));
console.log(`${wanted - failed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
