import type { ReactiveControllerHost } from "lit";
import type { ExecutionLog } from "./contract.ts";
import { type FindQuery, parseFind } from "./find-query.ts";
import { type Ends, type Found, countStatuses, findSteps } from "./find-steps.ts";
import type { Marks } from "./row-marks.ts";
import { stepEnds } from "./step-ends.ts";

/** Where in a log the reader is: what the URL says. */
export interface Place {
  /** The sequence number of the entry that is pointed at. */
  step: number | undefined;
  find: string;
}

/** What shows a log's steps. */
export interface StepsView {
  /** False if the step is not among those that are shown. */
  show(seq: number, options?: { focus: boolean }): Promise<boolean>;
  neighbour(seq: number | undefined, direction: 1 | -1): number | undefined;
}

type Direction = 1 | -1;

/** The reader's place in a log, and the ways from there: to a match, to an error, to the next step. */
export class LogPlace implements Place {
  step: number | undefined;
  find = "";
  query: FindQuery = parseFind("");
  found: Found = { shown: [], matches: [] };
  /** Of each status, how many entries there are. */
  counts: ReadonlyMap<string, number> = new Map();
  ends: Ends = new Map();
  marks: Marks = { matches: new Set(), at: undefined, words: [] };

  #log: ExecutionLog | undefined;
  #errors: number[] = [];

  constructor(
    private readonly host: ReactiveControllerHost & EventTarget,
    private readonly view: () => StepsView | null,
  ) {}

  /** Takes what a read brought. */
  take(log: ExecutionLog | undefined): void {
    this.#log = log;
    this.ends = log ? stepEnds(log) : new Map();
    this.counts = countStatuses(log?.steps ?? [], this.ends);
    this.look();
  }

  /** Works out anew what depends on what is looked for. */
  look(): void {
    this.query = parseFind(this.find);
    this.found = this.#log ? findSteps(this.query, this.#log, this.ends) : { shown: [], matches: [] };
    this.#errors = this.found.shown.filter(({ status }) => status === "failed").map(({ seq }) => seq);
    this.marks = { matches: new Set(this.found.matches), at: this.step, words: this.query.words };
  }

  /** Place of the current match, counted from 1; 0 if none is current. */
  get at(): number {
    return this.step === undefined ? 0 : this.found.matches.indexOf(this.step) + 1;
  }

  /** Looks for something else. The first match comes into view; the focus stays in the field. */
  lookFor(find: string): void {
    this.find = find;
    this.look();
    const { words, filters } = this.query;
    const isFound = this.found.matches.includes(this.step ?? -1);
    if (!isFound && words.length > 0) this.step = this.found.matches[0];
    this.#tell();
    if (words.length + filters.length > 0 && this.step !== undefined) void this.#show(this.step, false);
  }

  toMatch(direction: Direction): void {
    this.#goOn(this.found.matches, direction, false);
  }

  toError(direction: Direction): void {
    this.#goOn(this.#errors, direction, true);
  }

  toStep(direction: Direction): void {
    void this.go(this.view()?.neighbour(this.step, direction));
  }

  /** Points at a step and brings it into view, without filters if they hide it. */
  async go(seq: number | undefined, focus = true): Promise<void> {
    if (seq === undefined) return;
    if (!this.found.shown.some((step) => step.seq === seq)) {
      this.find = "";
      this.look();
    }
    this.step = seq;
    this.#tell();
    await this.#show(seq, focus);
  }

  async #show(seq: number, focus: boolean): Promise<void> {
    await this.host.updateComplete;
    await this.view()?.show(seq, { focus });
  }

  /** Round and round. */
  #goOn(places: number[], direction: Direction, focus: boolean): void {
    const here = this.step ?? (direction === 1 ? -1 : Infinity);
    const next = direction === 1 ? places.find((seq) => seq > here) : places.findLast((seq) => seq < here);
    void this.go(next ?? places.at(direction === 1 ? 0 : -1), focus);
  }

  #tell(): void {
    this.marks = { ...this.marks, at: this.step };
    this.host.requestUpdate();
    const { step, find } = this;
    this.host.dispatchEvent(new CustomEvent<Place>("place-changed", { detail: { step, find } }));
  }
}
