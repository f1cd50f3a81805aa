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
  },
  logOf: (who: string, attempt: number) => `Process Log of ${who}, attempt ${attempt}`,
  updated: "updated",
  refresh: "Refresh",
  more: "Load more",
  loading: "Loading executions…",
  listed: (count: number, shown: string) => (count === 1 ? "1 execution listed" : `${shown} executions listed`),
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
