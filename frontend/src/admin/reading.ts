import type { ReactiveController, ReactiveControllerHost } from "lit";
import { type ApiError, asApiError } from "../api-error.ts";

/** One thing read from the API, and read again on demand. A newer read aborts an older one. */
export class Reading<Value> implements ReactiveController {
  value: Value | undefined;
  /** Why the last read failed; with a value present, the value is the last one seen. */
  error: ApiError | undefined;
  isBusy = false;
  readAt = 0;
  #abort = new AbortController();

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  /** What was there stays until the new value is. */
  async read(ask: (signal: AbortSignal) => Promise<Value>): Promise<void> {
    this.#abort.abort();
    const { signal } = (this.#abort = new AbortController());
    this.#show({ isBusy: true, error: undefined });
    try {
      const value = await ask(signal);
      if (!signal.aborted) this.#show({ isBusy: false, value, readAt: Date.now() });
    } catch (error) {
      if (!signal.aborted) this.#show({ isBusy: false, error: asApiError(error) });
    }
  }

  hostDisconnected(): void {
    this.#abort.abort();
  }

  #show(state: Partial<Pick<Reading<Value>, "value" | "error" | "isBusy" | "readAt">>): void {
    Object.assign(this, state);
    this.host.requestUpdate();
  }
}
