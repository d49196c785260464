// The WebAssembly module: memory, folders, and calls whose answers are texts.
import { Directory, File, type Inode, OpenFile, PreopenDirectory, WASI, wasi as wasi_defs } from "@bjorn3/browser_wasi_shim";
import { EligoError } from "./errors.js";
import type { Sources } from "./types.js";

declare const LIBRARY: Sources; // the standard libraries, put in by the build

interface Exports {
  memory: WebAssembly.Memory;
  allocate(size: number): number;
  release(address: number): void;
  answer_data(): number;
  answer_size(): number;
  [name: string]: unknown;
}

/** An argument: a number or handle as it is, texts and bytes as address and size. */
type Argument = number | string | Uint8Array;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function folder_of(sources: Sources): Map<string, Inode> {
  const root = new Map<string, Inode>();
  for (const [path, text] of Object.entries(sources)) {
    const names = path.split("/").filter((name) => name !== "" && name !== ".");
    const last = names.pop();
    if (last === undefined || last === ".." || names.includes(".."))
      throw new EligoError("path-invalid", `“${path}” is no path of a source`);
    let folder = root;
    for (const name of names) {
      let inside = folder.get(name);
      if (!(inside instanceof Directory)) folder.set(name, (inside = new Directory([])));
      folder = (inside as Directory).contents;
    }
    folder.set(last, new File(encoder.encode(text), { readonly: true }));
  }
  return root;
}

export class Module {
  readonly #exports: Exports;
  readonly #root: PreopenDirectory;
  readonly #library = new Directory(folder_of(LIBRARY));
  #failure: EligoError | undefined;

  private constructor(instance: WebAssembly.Instance, root: PreopenDirectory) {
    this.#exports = instance.exports as Exports;
    this.#root = root;
  }

  static async make(code: WebAssembly.Module): Promise<Module> {
    const nothing = () => new OpenFile(new File([]));
    const root = new PreopenDirectory("/", new Map());
    const wasi = new WASI([], [], [nothing(), nothing(), nothing(), root], { debug: false });
    // Files in memory never block, whatever is set, and none is a link.
    const calls = { fd_fdstat_set_flags: () => wasi_defs.ERRNO_SUCCESS, path_readlink: () => wasi_defs.ERRNO_INVAL };
    const imports = { wasi_snapshot_preview1: { ...wasi.wasiImport, ...calls } };
    const instance = await WebAssembly.instantiate(code, imports);
    wasi.initialize(instance as Parameters<WASI["initialize"]>[0]);
    return new Module(instance, root);
  }

  /** Lays the sources, and the standard libraries in a folder of their own, before the module. */
  lay(sources: Sources): void {
    const contents = folder_of(sources);
    contents.set("library", this.#library);
    this.#root.dir.contents = contents;
  }

  /** Calls a function and gives its result. */
  call(name: string, ...given: Argument[]): number {
    if (this.#failure) throw this.#failure;
    const numbers: number[] = [];
    const addresses: number[] = [];
    try {
      for (const one of given) {
        if (typeof one === "number") numbers.push(one);
        else numbers.push(...this.#copy(one, addresses));
      }
      return Number((this.#exports[name] as (...numbers: number[]) => number | undefined)(...numbers));
    } catch (error) {
      if (error instanceof EligoError) throw error;
      // A trap leaves the module in no state to go on with.
      this.#failure = new EligoError("module-failed", `the module has failed: ${String(error)}`, "", "load it again");
      throw this.#failure;
    } finally {
      if (!this.#failure) for (const address of addresses) this.#exports.release(address);
    }
  }

  /** The bytes that the last call left. */
  bytes(): Uint8Array {
    const data = this.#exports.answer_data();
    return new Uint8Array(this.#exports.memory.buffer, data, this.#exports.answer_size()).slice();
  }

  text(): string {
    return decoder.decode(this.bytes());
  }

  json<T>(): T {
    return JSON.parse(this.text()) as T;
  }

  /** The error that the last call left. */
  error(): EligoError {
    const { code, message, place, repair } = this.json<Record<"code" | "message" | "place" | "repair", string>>();
    return new EligoError(code, message, place, repair);
  }

  #copy(content: string | Uint8Array, addresses: number[]): [number, number] {
    const bytes = typeof content === "string" ? encoder.encode(content) : content;
    const address = this.#exports.allocate(bytes.length + 1);
    if (address === 0) throw new EligoError("out-of-memory", "out of memory");
    addresses.push(address);
    new Uint8Array(this.#exports.memory.buffer, address, bytes.length).set(bytes);
    return [address, bytes.length];
  }
}
