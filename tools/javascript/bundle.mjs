// Makes dist/eligo.js, one file with the standard libraries of criteria in it. Usage: node bundle.mjs
import { build } from "esbuild";
import { readdirSync, readFileSync } from "node:fs";

const criteria = new URL("../../criteria/", import.meta.url);
const library = {};
for (const folder of ["instruments", "vocabulary"])
  for (const name of readdirSync(new URL(folder, criteria)).filter((one) => one.endsWith(".crit")).sort())
    library[`${folder}/${name}`] = readFileSync(new URL(`${folder}/${name}`, criteria), "utf8");

await build({
  entryPoints: ["src/index.ts"],
  outfile: "dist/eligo.js",
  bundle: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  external: ["node:*"],
  define: { LIBRARY: JSON.stringify(library) },
  legalComments: "inline",
});
