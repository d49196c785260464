import { Handle } from "./handle.js";
import type { Module } from "./module.js";
import { type Patient, Screener, type Screening } from "./screener.js";
import type { Criterion, Diagnostic, ProtocolInfo, ScreenerOptions } from "./types.js";

/** The options by the names of the command line: `limit` with `document-bytes=1000`. */
function* settings_of(options: ScreenerOptions): Generator<[string, string]> {
  for (const name of options.readings ?? []) yield ["reading", name];
  if (options.dictionary) yield ["dictionary", options.dictionary];
  for (const [name, number] of Object.entries(options.limits ?? {})) {
    if (number === undefined) continue;
    yield ["limit", `${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}=${number}`];
  }
  for (const [name, day] of Object.entries(options.anchors ?? {})) yield ["anchor", `${name}=${day}`];
  for (const list of options.complete ?? []) yield ["complete", list];
}

/** A compiled protocol. It never changes. */
export class Protocol extends Handle implements ProtocolInfo {
  readonly name: string;
  readonly title: string;
  readonly version: string;
  readonly digest: string;
  readonly asOf: string;
  readonly criteria: Criterion[];
  readonly #module: Module;
  #screener: Screener | undefined;

  /** @internal */
  constructor(
    module: Module,
    address: number,
    info: ProtocolInfo,
    /** Warnings of the compiler; of a saved plan none. */
    readonly diagnostics: readonly Diagnostic[],
  ) {
    super(module, address, "free_protocol");
    this.name = info.name;
    this.title = info.title;
    this.version = info.version;
    this.digest = info.digest;
    this.asOf = info.asOf;
    this.criteria = info.criteria;
    this.#module = module;
  }

  /** A screener with options of its own. Throws EligoError: `reading-unknown`, `dictionary-invalid`,
   * `limit-invalid`, `anchor-invalid`, `complete-invalid`. */
  screener(options: ScreenerOptions = {}): Screener {
    const held = this.#module.call("make_options");
    try {
      for (const [name, value] of settings_of(options))
        if (!this.#module.call("set_option", held, name, value)) throw this.#module.error();
      const address = this.#module.call("make_screener", this.address, held);
      if (!address) throw this.#module.error();
      return new Screener(this.#module, address);
    } finally {
      this.#module.call("free_options", held);
    }
  }

  screen(patient: Patient): Screening {
    return this.#default().screen(patient);
  }

  /** The line that `eligo screen --format json` prints for the document. */
  screenJson(document: string): string {
    return this.#default().screenJson(document);
  }

  /** The protocol as a saved plan (docs/saved-plans.md), the bytes that `eligo compile` writes. */
  save(): Uint8Array {
    if (!this.#module.call("save", this.address)) throw this.#module.error();
    return this.#module.bytes();
  }

  override free(): void {
    this.#screener?.free();
    super.free();
  }

  #default(): Screener {
    return (this.#screener ??= this.screener());
  }
}
