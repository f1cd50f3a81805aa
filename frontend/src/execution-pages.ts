import type { ReactiveController, ReactiveControllerHost } from "lit";
import { type ApiError, asApiError } from "./api-error.ts";
import type { ExecutionLogApi } from "./api.ts";
import type { ExecutionPage, ExecutionSummary } from "./contract.ts";
import { type ListFilter, type Parameters, queryOf } from "./list-filter.ts";

export const PAGE_SIZE = 25;
/** Answers without a match that one request of the reader goes on through. */
const MOST_READS = 10;

type Reading = "newest" | "more" | undefined;

/** The executions that fit a filter, newest first, read page by page. A newer read aborts an older one. */
export class ExecutionPages implements ReactiveController {
  executions: ExecutionSummary[] | undefined;
  nextCursor: string | null = null;
  /** How far back it was looked, where more may follow. */
  searchedUntil: string | null = null;
  /** Whether the last answer ended because the work it may do had ended, not its page. */
  isUnfinished = false;
  /** Whether more than the newest page is shown. */
  hasMore = false;
  error: ApiError | undefined;
  reading: Reading;
  readAt = 0;

  #api: ExecutionLogApi | undefined;
  #filter: ListFilter = {};
  /** The question whose answers the cursor goes on with: relative times as they were then. */
  #query: Parameters = {};
  #abort = new AbortController();

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  open(api: ExecutionLogApi, filter: ListFilter): void {
    this.#api = api;
    this.#filter = filter;
    this.executions = undefined;
    void this.refresh();
  }

  /** Reads the newest page again; what is shown stays until it is there. */
  refresh(): Promise<void> {
    return this.#read("newest", async (signal) => {
      const query = queryOf(this.#filter);
      this.take(await this.#page(query, null, signal), query);
    });
  }

  /** Goes on until something is found, the end is reached, or a bounded number of answers was in vain. */
  more(): Promise<void> {
    return this.#read("more", async (signal) => {
      const before = this.executions?.length;
      for (let reads = 0; reads < MOST_READS && this.nextCursor !== null; reads++) {
        this.#add(await this.#page(this.#query, this.nextCursor, signal));
        if (this.executions?.length !== before) break;
      }
    });
  }

  /** Ends what `more` goes on with; what was found stays. */
  stop(): void {
    this.#abort.abort();
    this.show({ reading: undefined });
  }

  /** The newest `rows` as they are now, for who takes them; and what was asked. */
  async look(rows: number, signal: AbortSignal): Promise<[ExecutionPage, Parameters]> {
    const query = queryOf(this.#filter);
    return [await this.#page(query, null, signal, rows), query];
  }

  /** Shows the page instead of what was shown. */
  take(page: ExecutionPage, query: Parameters): void {
    this.executions = page.executions;
    this.hasMore = false;
    this.#query = query;
    this.#goOnFrom(page);
  }

  show(state: { reading?: Reading; error?: ApiError | undefined }): void {
    Object.assign(this, state);
    this.host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#abort.abort();
  }

  async #read(what: Reading, read: (signal: AbortSignal) => Promise<void>): Promise<void> {
    this.#abort.abort();
    const { signal } = (this.#abort = new AbortController());
    this.show({ reading: what, error: undefined });
    try {
      await read(signal);
      this.readAt = Date.now();
      this.show({ reading: undefined });
    } catch (error) {
      if (!signal.aborted) await this.#fail(asApiError(error));
    }
  }

  /** A cursor is good for a day: after that the list begins again. */
  async #fail(error: ApiError): Promise<void> {
    if (error.code === "bad_cursor") await this.refresh();
    else this.show({ reading: undefined, error });
  }

  /** Throws where a newer read has begun since. */
  async #page(query: Parameters, cursor: string | null, signal: AbortSignal, rows = PAGE_SIZE): Promise<ExecutionPage> {
    if (!this.#api) throw new Error("open() comes first");
    const page = await this.#api.executions({ ...query, limit: `${rows}`, cursor }, signal);
    signal.throwIfAborted();
    return page;
  }

  #add(page: ExecutionPage): void {
    this.executions = joined(this.executions, page.executions);
    this.hasMore = true;
    this.#goOnFrom(page);
    this.host.requestUpdate();
  }

  #goOnFrom({ executions, next_cursor, searched_until }: ExecutionPage): void {
    this.nextCursor = next_cursor;
    this.searchedUntil = searched_until ?? null;
    this.isUnfinished = Boolean(next_cursor && searched_until && executions.length < PAGE_SIZE);
  }
}

/** Pages may overlap when executions began in between: each is listed once. */
function joined(shown: ExecutionSummary[] = [], more: ExecutionSummary[]): ExecutionSummary[] {
  return [...new Map([...shown, ...more].map((one) => [one.execution_id, one])).values()];
}
