import type { ReactiveController, ReactiveControllerHost } from "lit";
import { asApiError } from "./api-error.ts";
import { failedDelay } from "./pace.ts";
import { VisibleTimer } from "./visible-timer.ts";

/** One failure may be a hiccup: what was read before it stands for so long. */
const FAILURES_BORNE = 1;

/** A small answer that is read again now and then, while somebody can see it. */
export class Polled<Value> implements ReactiveController {
  value: Value | undefined;
  /** Whether it can't be had. */
  isMissing = false;

  #ask: ((signal: AbortSignal) => Promise<Value>) | undefined;
  #isOn = false;
  #failures = 0;
  #abort = new AbortController();
  readonly #timer = new VisibleTimer();

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly everyMs: number,
  ) {
    host.addController(this);
  }

  /** Reads at once; what was there stays until the answer is. */
  ask(ask: (signal: AbortSignal) => Promise<Value>): void {
    this.#ask = ask;
    this.#failures = 0;
    void this.#read();
  }

  /** Whether it is read again by itself. */
  set isOn(isOn: boolean) {
    if (isOn === this.#isOn) return;
    this.#isOn = isOn;
    if (isOn && this.#ask) void this.#read();
    else this.#timer.stop();
  }

  hostDisconnected(): void {
    this.#abort.abort();
    this.#timer.stop();
  }

  async #read(): Promise<void> {
    this.#abort.abort();
    this.#timer.stop();
    const { signal } = (this.#abort = new AbortController());
    try {
      const value = await this.#ask?.(signal);
      if (!signal.aborted) this.#take(value);
    } catch (error) {
      if (!signal.aborted) this.#fail(asApiError(error).isFinal);
    }
  }

  #take(value: Value | undefined): void {
    this.value = value;
    this.isMissing = false;
    this.#failures = 0;
    this.#goOn(this.everyMs);
  }

  #fail(isFinal: boolean): void {
    this.#failures += 1;
    if (this.value === undefined || this.#failures > FAILURES_BORNE) {
      this.value = undefined;
      this.isMissing = true;
    }
    if (isFinal) this.host.requestUpdate();
    else this.#goOn(Math.max(this.everyMs, failedDelay(this.#failures)));
  }

  #goOn(delayMs: number): void {
    this.host.requestUpdate();
    if (this.#isOn) this.#timer.start(() => void this.#read(), delayMs);
  }
}
