import type { Diagnostic } from "./types.js";

/** Why a call did not do its work. */
export class EligoError extends Error {
  override name = "EligoError";
  constructor(
    /** Stable: `document-unreadable`. */
    readonly code: string,
    message: string,
    /** `line 3, column 7`; may be empty. */
    readonly place = "",
    /** What to do about it; may be empty. */
    readonly repair = "",
  ) {
    super(place ? `${message} (${place})` : message);
  }
}

/** A text that does not compile, with all that was found in it. */
export class CompileError extends EligoError {
  override name = "CompileError";
  constructor(
    readonly diagnostics: readonly Diagnostic[],
    code = "has-errors",
    message = diagnostics.map((one) => one.text).join("\n"),
  ) {
    super(code, message);
  }
}
