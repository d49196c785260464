import { EligoError } from "./errors.js";
import type { Module } from "./module.js";

interface Held {
  module: Module;
  address: number;
  release: string;
}

function release({ module, address, release }: Held): void {
  try {
    module.call(release, address);
  } catch {
    // The module has failed before: its memory goes as a whole.
  }
}

const forgotten = new FinalizationRegistry<Held>(release);

/** Something in the module's memory: given back by `free`, by `using`, or once nobody holds it any more. */
export abstract class Handle {
  #held: Held | undefined;

  /** @internal */
  constructor(module: Module, address: number, release: string) {
    this.#held = { module, address, release };
    forgotten.register(this, this.#held, this);
  }

  /** Gives the memory back; a second call does nothing. */
  free(): void {
    if (!this.#held) return;
    forgotten.unregister(this);
    const held = this.#held;
    this.#held = undefined;
    release(held);
  }

  [Symbol.dispose](): void {
    this.free();
  }

  /** @internal */
  protected get address(): number {
    if (!this.#held) throw new EligoError("freed", "the object was freed before");
    return this.#held.address;
  }
}
