import { translated } from "../texts.ts";

/** The words of the list of executions. */
const english = {
  executions: "Executions",
  recent: "Recent executions",
  columns: {
    company: "Company",
    tracking: "Tracking ID",
    tier: "Tier",
    status: "Status",
    started: "Started",
    duration: "Duration",
    attempt: "Attempt",
    reason: "Reason",
    step: "Failed step",
    error: "Error",
    code: "Error code",
    steps: "Steps",
    wait: "Queue wait",
    expires: "Kept until",
  },
  reasons: {
    TIMED_OUT: "Time was up",
    KILLED: "Stopped without a word",
    REJECTED: "Not a valid profile",
    CANCELLED: "Cancelled",
    DEAD_LETTERED: "Given up by the queue",
    SEND_FAILED: "Never reached the queue",
    SUPERSEDED: "Overtaken by a newer attempt",
    FAILED: "Error in the job",
    QUEUED: "Waiting in the queue",
    RUNNING: "Running",
    SUCCEEDED: "Succeeded",
  } as Record<string, string>,
  logOf: (who: string, attempt: number) => `Process Log of ${who}, attempt ${attempt}`,
  updated: "updated",
  refresh: "Refresh",
  live: "Live",
  liveHint: "Keep the list up to date by itself",
  more: "Load more",
  loading: "Loading executions…",
  listed: (count: number, shown: string) => (count === 1 ? "1 execution listed" : `${shown} executions listed`),
  newer: (count: number, shown: string) => `${shown} new ${count === 1 ? "execution" : "executions"}`,
  gone: "no longer in this list",
  searched: (until: string) => `Searched back to ${until}.`,
  continue: "Continue",
  searching: "Searching…",
  stop: "Stop",
  first: {
    title: "No executions yet",
    hint: "Put a profile on the queue, and what happens to it appears here, step by step.",
    inRepository: "In the repository",
    message: "Or send this message to the queue",
    then: "Then press Refresh.",
  },
};

export type ListTexts = typeof english;

/** In the language of the page. */
export function listTexts(): ListTexts {
  return translated("list") ?? english;
}
