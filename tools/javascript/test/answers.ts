// Prints the line of JSON of each patient of a file, through the package: tools/javascript/answers.
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { load } from "eligo";

const [path = "", patients = ""] = process.argv.slice(2);
const folder = dirname(path);
const files: Record<string, string> = {};
for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }))
  if (/\.(crit|csv|txt|json|toml)$/.test(name)) files[name] = readFileSync(join(folder, name), "utf8");
using protocol = (await load()).compile({ files, main: basename(path) });
let printed = "";
for (const document of readFileSync(patients, "utf8").split("\n")) if (document) printed += `${protocol.screenJson(document)}\n`;
process.stdout.write(printed);
