// The data of the package. What a screening holds is the line of JSON that `eligo screen --format json` prints.

export type Verdict = "eligible" | "ineligible" | "undetermined";
export type Status = "met" | "not_met" | "unknown" | "not_applicable";
export type Severity = "hint" | "warning" | "error";

/** Source texts by their paths: `{"trial.crit": "…", "vocabulary/own.crit": "…"}`. */
export type Sources = Readonly<Record<string, string>>;

/** A stretch of a source: line and column from 1 for people, bytes of its UTF-8 for programs. */
export interface Place {
  file: string;
  path: string;
  line: number;
  column: number;
  begin: number;
  end: number;
}

export interface Diagnostic {
  /** Stable, with a page in docs/rules: `E0104`. */
  code: string;
  severity: Severity;
  message: string;
  label: string;
  place: Place | null;
  notes: { text: string; place: Place | null }[];
  /** Repairs: replace the place by the text. */
  fixes: { label: string; place: Place | null; text: string }[];
  /** As `eligo check` prints it. */
  text: string;
}

export interface Criterion {
  id: string;
  kind: "inclusion" | "exclusion";
  /** The sentence of the trial's document. */
  quotation: string;
  /** Names of the other ways to read it. */
  readings: string[];
}

export interface ProtocolInfo {
  name: string;
  title: string;
  version: string;
  /** SHA-256 over the sources: keep it beside every answer that you store. */
  digest: string;
  /** The anchor whose day the rules are asked on. */
  asOf: string;
  criteria: Criterion[];
}

/** Why an outcome is open. */
export interface Reason {
  code: string;
  fact?: string;
  record?: string;
  text: string;
}

export interface CriterionResult {
  id: string;
  kind: "inclusion" | "exclusion";
  status: Status;
  reading?: string;
  parts?: { id: string; status: Status }[];
  reasons?: Reason[];
  assumptions?: { facts: string[]; because: string }[];
}

/** What is to be asked for, and the criteria that wait for it. */
export interface Request {
  fact?: string;
  for: string[];
  text: string;
}

/** The whole answer for one patient. */
export interface Answer {
  patient: string;
  protocol: string;
  version: string;
  digest: string;
  verdict: Verdict;
  criteria: CriterionResult[];
  ask?: Request[];
}

/** A question whose answer could settle an undetermined verdict. */
export interface Question {
  text: string;
  criteria: string[];
  settlesAlone: boolean;
}

/** A condition or quantity of a rule with all that led to its answer. */
export interface Explanation {
  text: string;
  label: string;
  isQuantity: boolean;
  /** Of a condition; null for a quantity. */
  state: "holds" | "fails" | "open" | "not_applicable" | null;
  value: string;
  window: string;
  records: { text: string; why: string; hasDecided: boolean; source: string }[];
  reasons: string[];
  assumptions: string[];
  file: string;
  line: number;
  parts: Explanation[];
}

/** What the data held that could not be used; line and column of the document, from 1. */
export interface Notice {
  text: string;
  line: number;
  column: number;
}

export interface ScreenerOptions {
  /** Names of readings to take in place of the file's own. */
  readings?: readonly string[];
  /** The text of a dictionary (`eligo names`): what the data's own names and codes mean. */
  dictionary?: string;
  /** How much a patient may cost (docs/limits.md): beyond it a document is refused, or what is open stays open. */
  limits?: Limits;
  /** Of patients in FHIR, which does not say it (docs/fhir.md): the day of each anchor, `{ screening: "2025-06-01" }`. */
  anchors?: Readonly<Record<string, string>>;
  /** Likewise: lists that hold all there is, `conditions` or `conditions=2020-01-01..2025-06-01`. */
  complete?: readonly string[];
}

/** Whole numbers from 1. */
export interface Limits {
  documentBytes?: number;
  nesting?: number;
  records?: number;
  unknownFacts?: number;
  pairs?: number;
  cases?: number;
  steps?: number;
}
