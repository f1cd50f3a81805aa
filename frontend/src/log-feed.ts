import type { ReactiveController, ReactiveControllerHost } from "lit";
import { type Address } from "./address.ts";
import { type ApiError, asApiError } from "./api-error.ts";
import type { ExecutionLogApi, LogAnswer } from "./api.ts";
import { appendSteps, lastSeq } from "./append-steps.ts";
import type { ExecutionLog, ExecutionSummary } from "./contract.ts";
import { AFTER_THE_END_MS, failedDelay, liveDelay, retryDelay } from "./pace.ts";
import { VisibleTimer } from "./visible-timer.ts";

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
  /** Whether more of the log is already there: a long one comes in pages. */
  isBehind = false;

  #api: ExecutionLogApi | undefined;
  #address: Address | undefined;
  #reading = new AbortController();
  #failures = 0;
  #attemptsKnown = 0;
  #etag: string | undefined;
  /** When something new was last seen, and when the log was last seen to run. */
  #newsAt = 0;
  #ranAt = 0;
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
    this.#newsAt = Date.now();
    this.#etag = undefined;
    this.host.requestUpdate();
    void this.#read(this.#reading.signal);
  }

  close(): void {
    this.#stop();
    this.#address = undefined;
    this.log = undefined;
    this.attempts = [];
    this.#attemptsKnown = 0;
    this.#ranAt = 0;
    this.error = undefined;
    this.isStale = false;
  }

  hostDisconnected(): void {
    this.close();
  }

  /** Another try of the message is on its way, and this page looks out for it. */
  get isWaitingForRetry(): boolean {
    return this.log !== undefined && this.#untilRetry(this.log) !== undefined;
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
    const wanted = { ...this.#wanted(this.#address), etag: this.#etag };
    const answer = await this.#api.logIfChanged(this.#address.trackingId, wanted, signal);
    signal.throwIfAborted();
    this.error = undefined;
    this.readAt = Date.now();
    if (answer !== "unchanged") this.#take(answer, signal);
  }

  #take({ log, etag }: LogAnswer, signal: AbortSignal): void {
    const isNews = this.#isNews(log);
    this.isBehind = log.has_more && log.steps.length > 0;
    this.log = this.log && !this.isStale ? appendSteps(this.log, log) : log;
    this.isStale = false;
    // The answer to the next question, about newer steps still, has another tag.
    this.#etag = log.steps.length === 0 ? etag : undefined;
    if (isNews) this.#newsAt = this.readAt;
    if (log.final_status === "in_progress") this.#ranAt = this.readAt;
    this.attempts = this.attempts.map((attempt) => upToDate(attempt, log));
    if (log.attempts > 1 && log.attempts !== this.#attemptsKnown) void this.#readAttempts(log, signal);
  }

  #isNews(log: ExecutionLog): boolean {
    return log.steps.length > 0 || log.final_status !== this.log?.final_status;
  }

  /** Beside the log, which is shown without waiting for them; missed, they are asked for next time. */
  async #readAttempts(log: ExecutionLog, signal: AbortSignal): Promise<void> {
    this.#attemptsKnown = log.attempts;
    try {
      const { executions } = (await this.#api?.attempts(log.tracking_id, signal)) ?? { executions: [] };
      if (signal.aborted) return;
      this.attempts = executions.map((attempt) => upToDate(attempt, this.log ?? log));
    } catch {
      this.#attemptsKnown = 0;
    }
    this.host.requestUpdate();
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

  #scheduleNext(signal: AbortSignal): void {
    const delay = this.log && this.#delay(this.log);
    if (delay !== undefined) this.#timer.start(() => void this.#read(signal), delay);
  }

  /** Undefined: what is shown will not change any more. */
  #delay(log: ExecutionLog): number | undefined {
    if (this.error) return this.error.isFinal ? undefined : failedDelay(this.#failures);
    if (this.isBehind) return 0;
    if (log.final_status === "in_progress") return liveDelay(Date.now() - this.#newsAt);
    if (Date.now() - this.#ranAt < AFTER_THE_END_MS) return liveDelay(Date.now() - this.#newsAt);
    return this.#untilRetry(log);
  }

  #untilRetry({ final_status, retry, attempt, attempts }: ExecutionLog): number | undefined {
    if (final_status !== "failed" || !retry?.next_try_at || attempt < attempts) return undefined;
    return retryDelay(Date.parse(retry.next_try_at), Date.now());
  }
}

/** The log is newer than the list of attempts. */
function upToDate(attempt: ExecutionSummary, { execution_id, final_status }: ExecutionLog) {
  return attempt.execution_id === execution_id ? { ...attempt, final_status } : attempt;
}
