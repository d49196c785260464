import { Handle } from "./handle.js";
import type { Module } from "./module.js";
import { type Patient, Screener, type Screening } from "./screener.js";
import type { Criterion, Diagnostic, ProtocolInfo, ScreenerOptions } from "./types.js";

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

  /** A screener with options of its own. Throws EligoError: `reading-unknown`, `dictionary-invalid`. */
  screener(options: ScreenerOptions = {}): Screener {
    const readings = (options.readings ?? []).join("\n");
    const { dictionary = "", limits = {} } = options;
    const numbers = [limits.cases ?? 0, limits.steps ?? 0];
    const address = this.#module.call("make_screener", this.address, readings, dictionary, ...numbers);
    if (!address) throw this.#module.error();
    return new Screener(this.#module, address);
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
