import { Handle } from "./handle.js";
import type { Module } from "./module.js";
import type { Answer, CriterionResult, Explanation, Notice, Question, Request, Verdict } from "./types.js";

/** A patient: a document of docs/patients.md, as an object or as its JSON. */
export type Patient = string | object;

function document_of(patient: Patient): string {
  return typeof patient === "string" ? patient : JSON.stringify(patient);
}

/** Screens one patient after another by one protocol. */
export class Screener extends Handle {
  readonly #module: Module;
  #last: string | undefined; // the document screened last

  /** @internal */
  constructor(module: Module, address: number) {
    super(module, address, "free_screener");
    this.#module = module;
  }

  /** Throws EligoError: `document-unreadable`, `document-too-large`, `out-of-memory`. */
  screen(patient: Patient): Screening {
    const document = document_of(patient);
    return new Screening(this, document, this.screenJson(document));
  }

  /** The line that `eligo screen --format json` prints for the document. */
  screenJson(document: string): string {
    this.#last = undefined;
    if (!this.#module.call("screen", this.address, document)) throw this.#module.error();
    this.#last = document;
    return this.#module.text();
  }

  /** @internal Asks about a document, which is screened again if another was screened since. */
  about<T>(document: string, question: string, ...given: string[]): T {
    if (this.#last !== document) this.screenJson(document);
    if (!this.#module.call(question, this.address, ...given)) throw this.#module.error();
    return this.#module.json<T>();
  }
}

/** The answer for one patient. It stays good when the next one is screened. */
export class Screening implements Answer {
  readonly patient: string;
  readonly protocol: string;
  readonly version: string;
  readonly digest: string;
  readonly verdict: Verdict;
  readonly criteria: CriterionResult[];
  /** The data to ask for. */
  readonly ask: Request[];
  /** The whole answer as one line of JSON. */
  readonly json: string;
  readonly #screener: Screener;
  readonly #document: string;

  /** @internal */
  constructor(screener: Screener, document: string, json: string) {
    const answer = JSON.parse(json) as Answer;
    this.patient = answer.patient;
    this.protocol = answer.protocol;
    this.version = answer.version;
    this.digest = answer.digest;
    this.verdict = answer.verdict;
    this.criteria = answer.criteria;
    this.ask = answer.ask ?? [];
    this.json = json;
    this.#screener = screener;
    this.#document = document;
  }

  /** Everything that led to the outcome of one criterion. Throws EligoError: `criterion-unknown`. */
  explain(criterion: string): Explanation {
    return this.#screener.about(this.#document, "explain", criterion);
  }

  /** The questions of an undetermined patient, first the one that the most criteria wait for. */
  questions(): Question[] {
    return this.#screener.about(this.#document, "ask");
  }

  /** What the document held that could not be used. */
  notices(): Notice[] {
    return this.#screener.about(this.#document, "notices");
  }
}
