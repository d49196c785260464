// Eligo in JavaScript: `const eligo = await load()`.
import { CompileError } from "./errors.js";
import { Module } from "./module.js";
import { Protocol } from "./protocol.js";
import type { Diagnostic, ProtocolInfo, Sources } from "./types.js";

export { CompileError, EligoError } from "./errors.js";
export type { Protocol } from "./protocol.js";
export type { Patient, Screener, Screening } from "./screener.js";
export type * from "./types.js";

/** A protocol: its text, or several sources of which `main` is compiled (where it is left out, the first). */
export type Source = string | { files: Sources; main?: string };

interface Compiled {
  diagnostics: Diagnostic[];
  unreadable: string;
  unreadableCode: string;
  protocol: ProtocolInfo | null;
}

export class Eligo {
  readonly #module: Module;
  /** Of the program: `0.1.0`. */
  readonly version: string;

  /** @internal */
  constructor(module: Module) {
    this.#module = module;
    module.call("version");
    this.version = module.text();
  }

  /** Compiles a protocol. `use` finds the given files, then the standard libraries. Throws CompileError. */
  compile(source: Source): Protocol {
    const [address, { diagnostics, unreadable, unreadableCode, protocol }] = this.#compile(source, false);
    if (address && protocol) return new Protocol(this.#module, address, protocol, diagnostics);
    throw unreadable ? new CompileError(diagnostics, unreadableCode, unreadable) : new CompileError(diagnostics);
  }

  /** All that is found in a protocol or library, the findings of the lint rules among it. */
  check(source: Source): Diagnostic[] {
    const [address, { diagnostics, unreadable, unreadableCode }] = this.#compile(source, true);
    if (address) this.#module.call("free_protocol", address);
    if (unreadable && unreadableCode !== "no-criteria") throw new CompileError(diagnostics, unreadableCode, unreadable);
    return diagnostics;
  }

  /** The text in the one layout. Throws CompileError where it has syntax errors. */
  format(text: string): string {
    if (!this.#module.call("format", text)) throw this.#module.error();
    const formatted = this.#module.json<{ text: string; diagnostics: Diagnostic[] }>();
    if (formatted.diagnostics.length > 0) throw new CompileError(formatted.diagnostics);
    return formatted.text;
  }

  /** Loads a saved plan (docs/saved-plans.md). Throws EligoError where it is damaged, foreign or newer. */
  load(plan: Uint8Array): Protocol {
    const address = this.#module.call("load", plan);
    if (!address) throw this.#module.error();
    return new Protocol(this.#module, address, this.#module.json(), []);
  }

  #compile(source: Source, wantsLint: boolean): [number, Compiled] {
    const files = typeof source === "string" ? { "protocol.crit": source } : source.files;
    const main = (typeof source === "string" ? undefined : source.main) ?? Object.keys(files)[0] ?? "protocol.crit";
    this.#module.lay(files);
    const address = this.#module.call("compile", main, Number(wantsLint));
    return [address, this.#module.json()];
  }
}

/** Where the module comes from: compiled already, its bytes, or an address; left out, beside this file. */
export type Code = WebAssembly.Module | Uint8Array | URL | string;

async function code_of(code: Code): Promise<WebAssembly.Module> {
  if (code instanceof WebAssembly.Module) return code;
  if (code instanceof Uint8Array) return WebAssembly.compile(code as BufferSource);
  const url = new URL(code, import.meta.url);
  if (url.protocol === "file:" && typeof process === "object") {
    const { readFile } = await import("node:fs/promises");
    return WebAssembly.compile(await readFile(url));
  }
  return WebAssembly.compileStreaming(fetch(url));
}

/** Loads the module. Each call makes one with memory of its own. */
export async function load(code: Code = new URL("eligo.wasm", import.meta.url)): Promise<Eligo> {
  return new Eligo(await Module.make(await code_of(code)));
}
