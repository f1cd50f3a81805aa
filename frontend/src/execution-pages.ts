import type { ReactiveController, ReactiveControllerHost } from "lit";
import { type ApiError, asApiError } from "./api-error.ts";
import type { ExecutionLogApi } from "./api.ts";
import type { ExecutionSummary } from "./contract.ts";

/** The recent executions, newest first, read page by page. A newer read aborts an older one. */
export class ExecutionPages implements ReactiveController {
  executions: ExecutionSummary[] | undefined;
  nextCursor: string | null = null;
  error: ApiError | undefined;
  reading: "newest" | "more" | undefined;
  readAt = 0;

  #api: ExecutionLogApi | undefined;
  #abort = new AbortController();

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  open(api: ExecutionLogApi): void {
    this.#api = api;
    this.executions = undefined;
    void this.refresh();
  }

  /** Reads the newest page again; what is shown stays until it is there. */
  refresh(): Promise<void> {
    return this.#read("newest", null);
  }

  more(): Promise<void> {
    return this.#read("more", this.nextCursor);
  }

  hostDisconnected(): void {
    this.#abort.abort();
  }

  async #read(what: "newest" | "more", cursor: string | null): Promise<void> {
    this.#abort.abort();
    const { signal } = (this.#abort = new AbortController());
    this.#show({ reading: what, error: undefined });
    try {
      await this.#take(what, cursor, signal);
    } catch (error) {
      if (!signal.aborted) this.#show({ reading: undefined, error: asApiError(error) });
    }
  }

  async #take(what: "newest" | "more", cursor: string | null, signal: AbortSignal): Promise<void> {
    const page = await this.#api?.executions(cursor, signal);
    if (!page || signal.aborted) return;
    this.executions = what === "more" ? joined(this.executions, page.executions) : page.executions;
    this.nextCursor = page.next_cursor;
    this.readAt = Date.now();
    this.#show({ reading: undefined, error: undefined });
  }

  #show(state: { reading: "newest" | "more" | undefined; error: ApiError | undefined }): void {
    Object.assign(this, state);
    this.host.requestUpdate();
  }
}

/** Pages may overlap when executions began in between: each is listed once. */
function joined(shown: ExecutionSummary[] = [], more: ExecutionSummary[]): ExecutionSummary[] {
  return [...new Map([...shown, ...more].map((one) => [one.execution_id, one])).values()];
}
