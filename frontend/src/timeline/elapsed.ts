import type { TimelineLog } from "./span-tree.ts";

/** What the server says of a run that goes on: how long it had run when the log was read. */
interface ElapsedLog extends TimelineLog {
  verdict?: { params?: { duration_ms?: unknown } };
}

/** Milliseconds since the run began. `readAt`, `now`: this browser's clock, trusted for differences. */
export function elapsedOf(log: ElapsedLog, readAt: number, now: number): number {
  if (log.duration_ms !== null) return log.duration_ms;
  const known = log.verdict?.params?.duration_ms;
  if (typeof known === "number") return known + Math.max(0, now - readAt);
  return Math.max(0, now - Date.parse(log.started_at)) || 0;
}
