// Screens the patients of a file by a protocol, and says what is to be asked for.
// Usage: node screen.mjs PROTOCOL.crit PATIENTS.ndjson
import { CompileError, load } from "eligo";
import { createReadStream, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { createInterface } from "node:readline";

const [protocol, patients] = process.argv.slice(2);
if (!protocol || !patients) {
  console.error("usage: node screen.mjs PROTOCOL.crit PATIENTS.ndjson");
  process.exit(2);
}

// The protocol, and what stands beside it; the standard libraries are in the package.
const folder = dirname(protocol);
const files = {};
for (const name of readdirSync(folder))
  if (/\.(crit|txt|csv)$/.test(name)) files[name] = readFileSync(join(folder, name), "utf8");

const eligo = await load();
let trial;
try {
  trial = eligo.compile({ files, main: basename(protocol) });
} catch (error) {
  if (!(error instanceof CompileError)) throw error;
  console.error(error.message); // all that was found, with the lines of the text
  process.exit(2);
}

for await (const line of createInterface({ input: createReadStream(patients) })) {
  if (line === "") continue;
  try {
    const screening = trial.screen(line);
    console.log(`${screening.patient}: ${screening.verdict}`);
    for (const request of screening.ask) console.log(`  ask for ${request.text} (${request.for.join(", ")})`);
  } catch (error) {
    console.log(`not read: ${error.message}`);
  }
}
trial.free();
