import type { ReactiveController, ReactiveControllerHost } from "lit";
import { type ApiError, asApiError } from "../api-error.ts";
import type { AdminApi } from "./admin-api.ts";

export type Result = "put_back" | "discarded" | "not_found";

/** Messages that the API takes in one request. */
const BATCH = 50;

/** What has been done with dead letters since the list was read: a result for each message. */
export class DeadLetterDeeds implements ReactiveController {
  results = new Map<string, Result>();
  /** How many of how many are done, while it goes on. */
  progress: { done: number; all: number } | undefined;
  error: ApiError | undefined;
  /** The queue service moves everything back by itself. */
  isMovingAll = false;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {}

  get isBusy(): boolean {
    return this.progress !== undefined;
  }

  forget(): void {
    this.results = new Map();
    this.error = undefined;
    this.isMovingAll = false;
    this.host.requestUpdate();
  }

  putBack(api: AdminApi, messageIds: string[]): Promise<void> {
    return this.#each(messageIds, async (batch) => {
      const { put_back, not_found } = await api.putBack(batch);
      this.#note("put_back", put_back);
      this.#note("not_found", not_found);
    });
  }

  discard(api: AdminApi, messageIds: string[], reason: string): Promise<void> {
    return this.#each(messageIds, async (batch) => {
      const { discarded, not_found } = await api.discard(batch, reason);
      this.#note("discarded", discarded);
      this.#note("not_found", not_found);
    });
  }

  async putAllBack(api: AdminApi): Promise<void> {
    await this.#each([], async () => {
      await api.putAllBack();
      this.isMovingAll = true;
    });
  }

  /** What is done stays done, and noted, if a later batch fails. */
  async #each(messageIds: string[], deed: (batch: string[]) => Promise<void>): Promise<void> {
    if (this.isBusy) return;
    this.error = undefined;
    try {
      for (const [done, batch] of batches(messageIds)) {
        this.#tell({ done, all: messageIds.length });
        await deed(batch);
      }
    } catch (error) {
      this.error = asApiError(error);
    }
    this.#tell(undefined);
  }

  #note(result: Result, messageIds: string[]): void {
    for (const id of messageIds) this.results.set(id, result);
  }

  #tell(progress: DeadLetterDeeds["progress"]): void {
    this.progress = progress;
    this.host.requestUpdate();
  }
}

/** Each with the number of ids before it; a single empty one where there are no ids. */
function* batches(ids: string[]): Generator<[before: number, batch: string[]]> {
  for (let start = 0; start === 0 || start < ids.length; start += BATCH)
    yield [start, ids.slice(start, start + BATCH)];
}
