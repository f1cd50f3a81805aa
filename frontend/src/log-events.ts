import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { ApiErrorKind } from "./api-error.ts";
import type { ExecutionLog, FinalStatus } from "./contract.ts";

/** What a page around the log is told: how the execution stands, or why it can't be shown. */
export type LogState = FinalStatus | ApiErrorKind | "loading";

interface Feed {
  log: ExecutionLog | undefined;
  error: { kind: ApiErrorKind } | undefined;
}

type Host = ReactiveControllerHost & EventTarget & { trackingId: string };

/**
 * Tells the page around the log: "log-loaded" when an execution is shown for the first time, and
 * "state-changed" whenever its state is another.
 */
export class LogEvents implements ReactiveController {
  #shown: string | undefined;
  #state: LogState | undefined;

  constructor(
    private readonly host: Host,
    private readonly feed: Feed,
  ) {
    host.addController(this);
  }

  hostUpdated(): void {
    const { log, error } = this.feed;
    const state = log?.final_status ?? error?.kind ?? "loading";
    const isOther = log?.execution_id !== this.#shown;
    const isChanged = isOther || state !== this.#state;
    this.#shown = log?.execution_id;
    this.#state = state;
    if (isOther && log) this.#tell("log-loaded", log, state);
    if (isChanged) this.#tell("state-changed", log, state);
  }

  #tell(event: string, log: ExecutionLog | undefined, state: LogState): void {
    const detail = { tracking_id: this.host.trackingId, execution_id: log?.execution_id, attempt: log?.attempt, state };
    this.host.dispatchEvent(new CustomEvent(event, { detail, bubbles: true }));
  }
}
