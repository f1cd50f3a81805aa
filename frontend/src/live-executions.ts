import type { ReactiveController, ReactiveControllerHost } from "lit";
import { type ApiError, asApiError } from "./api-error.ts";
import type { ExecutionPage, ExecutionSummary } from "./contract.ts";
import { type ExecutionPages, PAGE_SIZE } from "./execution-pages.ts";
import type { Parameters } from "./list-filter.ts";
import { mergedInto, tookOver } from "./newest-executions.ts";
import { failedDelay, listDelay } from "./pace.ts";
import { VisibleTimer } from "./visible-timer.ts";

/** Of the API; what is listed beyond stays as it was read. */
const MOST_PER_LOOK = 100;
/** With so many, a list that grows by itself begins again with its newest page. */
const MOST_KEPT = 500;
/** One failure may be a hiccup. */
const FAILURES_TOLD = 2;

interface Host extends ReactiveControllerHost {
  /** Whether the list is to be kept up to date by itself. */
  readonly isWatching: boolean;
  /** Whether newer executions may come in: nobody reads in the rows just now. */
  readonly isCalm: boolean;
}

/**
 * Keeps listed executions up to date without moving what is being read: while somebody reads, rows change
 * in place and newer ones wait; else they come in.
 */
export class LiveExecutions implements ReactiveController {
  /** Listed ones that have changed so that they no longer fit. */
  gone: ReadonlySet<string> = new Set();
  /** Newer ones that wait for the reader. */
  newer = 0;
  /** Whether there are more than that. */
  isNewerMore = false;

  #isWatching = false;
  /** What is shown as this has left it: if it is other than that, the reader has read anew. */
  #seen: ExecutionSummary[] | undefined;
  #failures = 0;
  #newsAt = Date.now();
  #abort = new AbortController();
  readonly #timer = new VisibleTimer();

  constructor(
    private readonly host: Host,
    private readonly pages: ExecutionPages,
  ) {
    host.addController(this);
  }

  hostUpdate(): void {
    const { executions, reading, error } = this.pages;
    if (reading || executions !== this.#seen) this.#begin(executions);
    const isWatching = this.host.isWatching && executions !== undefined && !reading && !error?.isFinal;
    if (isWatching === this.#isWatching) return;
    this.#isWatching = isWatching;
    if (isWatching) this.#schedule(this.#isLate ? 0 : undefined);
    else this.#rest();
  }

  hostDisconnected(): void {
    this.#isWatching = false;
    this.#rest();
  }

  get #isLate(): boolean {
    return Date.now() - this.pages.readAt > listDelay(0);
  }

  #begin(executions: ExecutionSummary[] | undefined): void {
    if (executions === undefined) this.#newsAt = Date.now();
    this.#seen = executions;
    this.#failures = 0;
    this.#abort.abort();
    this.#hold({ gone: new Set(), newer: 0, isApart: false });
  }

  #rest(): void {
    this.#abort.abort();
    this.#timer.stop();
  }

  async #look(): Promise<void> {
    const { signal } = (this.#abort = new AbortController());
    try {
      const rows = Math.max(PAGE_SIZE, this.pages.hasMore ? (this.pages.executions?.length ?? 0) : 0);
      const [page, query] = await this.pages.look(Math.min(rows, MOST_PER_LOOK), signal);
      this.#renew(page, query);
    } catch (error) {
      if (signal.aborted) return;
      this.#fail(asApiError(error));
    }
  }

  #renew(page: ExecutionPage, query: Parameters): void {
    const shown = this.pages.executions ?? [];
    const merged = mergedInto(shown, page);
    if (merged.hasNews) this.#newsAt = Date.now();
    if (!this.host.isCalm) {
      this.pages.executions = merged.shown;
      this.#hold(merged);
    } else {
      if (this.pages.hasMore && !merged.isApart && shown.length < MOST_KEPT) this.pages.executions = tookOver(shown, page);
      else this.pages.take(page, query);
      this.#hold({ gone: new Set(), newer: 0, isApart: false });
    }
    this.#settle();
  }

  #hold({ gone, newer, isApart }: { gone: ReadonlySet<string>; newer: number; isApart: boolean }): void {
    this.gone = gone;
    this.newer = newer;
    this.isNewerMore = isApart;
  }

  #settle(): void {
    this.#seen = this.pages.executions;
    this.#failures = 0;
    this.pages.readAt = Date.now();
    this.pages.show({ error: undefined });
    this.#schedule();
  }

  #fail(error: ApiError): void {
    this.#failures += 1;
    if (error.isFinal || this.#failures >= FAILURES_TOLD) this.pages.show({ error });
    if (!error.isFinal) this.#schedule();
  }

  #schedule(delayMs = this.#delay): void {
    if (this.#isWatching) this.#timer.start(() => void this.#look(), delayMs);
  }

  /** Where matches are rare, each answer is much work: it is asked for seldom. */
  get #delay(): number {
    if (this.#failures) return failedDelay(this.#failures);
    return listDelay(this.pages.isUnfinished ? Infinity : Date.now() - this.#newsAt);
  }
}
