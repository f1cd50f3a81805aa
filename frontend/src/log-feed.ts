import type { ReactiveController, ReactiveControllerHost } from "lit";
import { type Address } from "./address.ts";
import { type ApiError, asApiError } from "./api-error.ts";
import type { ExecutionLogApi } from "./api.ts";
import { appendSteps, lastSeq } from "./append-steps.ts";
import type { ExecutionLog, ExecutionSummary } from "./contract.ts";
import { VisibleTimer } from "./visible-timer.ts";

const POLL_MS = 2000;
const SLOWEST_POLL_MS = 30_000;

/**
 * The log of one execution, kept up to date while it runs.
 *
 * Opening another execution, or closing, aborts what is under way: a late answer is never shown.
 */
export class LogFeed implements ReactiveController {
  log: ExecutionLog | undefined;
  attempts: ExecutionSummary[] = [];
  /** Why the last read failed; with a log present, the log is the last one seen. */
  error: ApiError | undefined;
  readAt = 0;
  /** What is shown is not yet what was asked for. */
  isStale = false;

  #api: ExecutionLogApi | undefined;
  #address: Address | undefined;
  #reading = new AbortController();
  #failures = 0;
  #grew = false;
  #attemptsKnown = 0;
  readonly #timer = new VisibleTimer();

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  /** Another attempt of the same tracking id replaces the one shown when it is there, not before. */
  open(api: ExecutionLogApi, address: Address): void {
    const isSameJob = address.trackingId === this.#address?.trackingId;
    if (!isSameJob) this.close();
    this.#api = api;
    this.#address = address;
    this.isStale = this.log !== undefined;
    this.retry();
  }

  /** Reads again at once, showing the loading state if there is nothing else to show. */
  retry(): void {
    this.#stop();
    this.error = undefined;
    this.#failures = 0;
    this.host.requestUpdate();
    void this.#read(this.#reading.signal);
  }

  close(): void {
    this.#stop();
    this.#address = undefined;
    this.log = undefined;
    this.attempts = [];
    this.#attemptsKnown = 0;
    this.error = undefined;
    this.isStale = false;
  }

  hostDisconnected(): void {
    this.close();
  }

  #stop(): void {
    this.#timer.stop();
    this.#reading.abort();
    this.#reading = new AbortController();
  }

  async #read(signal: AbortSignal): Promise<void> {
    try {
      await this.#readLog(signal);
      this.#failures = 0;
    } catch (error) {
      if (signal.aborted) return;
      this.#fail(asApiError(error));
    }
    this.host.requestUpdate();
    this.#scheduleNext(signal);
  }

  async #readLog(signal: AbortSignal): Promise<void> {
    if (!this.#api || !this.#address) return;
    const log = await this.#api.log(this.#address.trackingId, this.#wanted(this.#address), signal);
    const attempts = await this.#attemptsOf(log, signal);
    signal.throwIfAborted();
    this.#grew = log.steps.length > 0;
    this.log = this.log && !this.isStale ? appendSteps(this.log, log) : log;
    this.isStale = false;
    this.attempts = attempts;
    this.error = undefined;
    this.readAt = Date.now();
  }

  #fail(error: ApiError): void {
    this.error = error;
    this.#failures += 1;
    if (this.isStale) this.log = undefined;
  }

  /** Once a log is shown, newer steps are read from that very attempt, also if a retry began. */
  #wanted({ executionId }: Address) {
    return this.log && !this.isStale
      ? { executionId: this.log.execution_id, afterSeq: lastSeq(this.log) }
      : { executionId };
  }

  async #attemptsOf(log: ExecutionLog, signal: AbortSignal): Promise<ExecutionSummary[]> {
    if (log.attempts > 1 && log.attempts !== this.#attemptsKnown)
      this.attempts = (await this.#api?.attempts(log.tracking_id, signal))?.executions ?? [];
    this.#attemptsKnown = log.attempts;
    return this.attempts.map((attempt) => upToDate(attempt, log));
  }

  #scheduleNext(signal: AbortSignal): void {
    if (!this.log || !this.#isMoving(this.log)) return;
    const delay = Math.min(POLL_MS * 2 ** this.#failures, SLOWEST_POLL_MS);
    this.#timer.start(() => void this.#read(signal), this.#isBehind(this.log) ? 0 : delay);
  }

  #isMoving(log: ExecutionLog): boolean {
    const canGoOn = this.error?.kind !== "signed-out" && this.error?.kind !== "not-found";
    return canGoOn && (log.final_status === "in_progress" || this.#isBehind(log));
  }

  /** An answer that brings nothing new ends the chase. */
  #isBehind(log: ExecutionLog): boolean {
    return !this.error && this.#grew && log.has_more;
  }
}

/** The log is newer than the list of attempts. */
function upToDate(attempt: ExecutionSummary, { execution_id, final_status }: ExecutionLog) {
  return attempt.execution_id === execution_id ? { ...attempt, final_status } : attempt;
}
