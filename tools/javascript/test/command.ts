// The program `eligo` beside the package: the same files, the same questions.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The repository; the tests run in tools/javascript. */
export const root = join(process.cwd(), "../..");
const program = process.env.ELIGO ?? join(root, "build/release/bin/eligo");

/** What the program prints that runs in a folder of the repository. */
export function command(given: string[], input = "", folder = "."): string {
  const { stdout, error } = spawnSync(program, given, { cwd: join(root, folder), input, maxBuffer: 1 << 30, encoding: "utf8" });
  if (error) throw error;
  return stdout;
}

/** The lines of a file that are not empty. */
export function lines(path: string): string[] {
  return readFileSync(join(root, path), "utf8").split("\n").filter((line) => line !== "");
}

/** All texts below a folder by their paths in it. */
export function sources(folder: string): Record<string, string> {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
  const texts: Record<string, string> = {};
  for (const name of names.sort())
    if (/\.(crit|csv|txt|json|toml)$/.test(name)) texts[name] = readFileSync(join(root, folder, name), "utf8");
  return texts;
}

/** A saved plan as `eligo compile` in a folder writes it; nothing where the file has errors. */
export function saved(folder: string, path: string): Buffer | undefined {
  const place = mkdtempSync(join(tmpdir(), "eligo-"));
  try {
    command(["compile", path, "-o", join(place, "plan")], "", folder);
    return readFileSync(join(place, "plan"));
  } catch {
    return undefined;
  } finally {
    rmSync(place, { recursive: true });
  }
}
