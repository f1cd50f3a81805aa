/** How often a log is read again. Times in milliseconds. */

const QUICK_MS = 1000;
const STEADY_MS = 2000;
const SLOW_MS = 5000;
const SLOWEST_MS = 10_000;
const SLOWEST_AFTER_FAILURES_MS = 30_000;

const QUICK_FOR_MS = 10_000;
const STEADY_FOR_MS = 120_000;
const SLOW_FOR_MS = 900_000;

/** Late entries may still come in after the end. */
export const AFTER_THE_END_MS = 8000;

/** While steps come in, each second; the longer nothing came, the slower. */
export function liveDelay(sinceNewsMs: number): number {
  if (sinceNewsMs < QUICK_FOR_MS) return QUICK_MS;
  if (sinceNewsMs < STEADY_FOR_MS) return STEADY_MS;
  return sinceNewsMs < SLOW_FOR_MS ? SLOW_MS : SLOWEST_MS;
}

const LIST_QUICK_MS = 5000;
const LIST_STEADY_MS = 10_000;
const LIST_SLOW_MS = 30_000;

/** The list, while executions begin and end in it: every 5 s; the longer nothing did, the slower. */
export function listDelay(sinceNewsMs: number): number {
  if (sinceNewsMs < STEADY_FOR_MS) return LIST_QUICK_MS;
  return sinceNewsMs < SLOW_FOR_MS ? LIST_STEADY_MS : LIST_SLOW_MS;
}

/** After failures in a row: twice as long each time. */
export function failedDelay(failures: number): number {
  return Math.min(STEADY_MS * 2 ** (failures - 1), SLOWEST_AFTER_FAILURES_MS);
}

const RETRY_BEGINS_WITHIN_MS = 300_000;

/** While another try is on its way: when to look for it; undefined if it is not to be waited for. */
export function retryDelay(nextTryAt: number, now: number): number | undefined {
  if (now > nextTryAt + RETRY_BEGINS_WITHIN_MS) return undefined;
  return Math.min(Math.max(nextTryAt - now, SLOW_MS), SLOWEST_AFTER_FAILURES_MS);
}
