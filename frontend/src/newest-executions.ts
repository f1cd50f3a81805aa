import type { ExecutionPage, ExecutionSummary } from "./contract.ts";

/** What the newest page says of the rows that are shown. */
export interface Newest {
  /** The same rows, with what has changed in them. */
  shown: ExecutionSummary[];
  /** Those among them that the page would have to hold, but does not. */
  gone: Set<string>;
  /** How many rows of the page are not shown. */
  newer: number;
  /** Whether rows lie between the page and what is shown. */
  isApart: boolean;
  hasNews: boolean;
}

export function mergedInto(before: readonly ExecutionSummary[], page: ExecutionPage): Newest {
  const now = byId(page.executions);
  const known = byId(before);
  const shown = before.map((one) => now.get(one.execution_id) ?? one);
  const gone = before.filter((one) => !now.has(one.execution_id) && isWithin(one, page));
  const newer = page.executions.filter(({ execution_id }) => !known.has(execution_id)).length;
  const isApart = page.next_cursor !== null && newer > 0 && newer === page.executions.length && before.length > 0;
  const hasNews = newer > 0 || shown.some((one, at) => one.final_status !== before[at]?.final_status);
  return { shown, gone: new Set(gone.map((one) => one.execution_id)), newer, isApart, hasNews };
}

/** The page, and after it what is shown of older ones. */
export function tookOver(before: readonly ExecutionSummary[], page: ExecutionPage): ExecutionSummary[] {
  const now = byId(page.executions);
  return [...page.executions, ...before.filter((one) => !now.has(one.execution_id) && !isWithin(one, page))];
}

/** Whether the page has looked where the execution stands. */
function isWithin({ started_at }: ExecutionSummary, { executions, next_cursor, searched_until }: ExecutionPage): boolean {
  if (next_cursor === null) return true;
  return started_at > (searched_until ?? executions.at(-1)?.started_at ?? "");
}

function byId(executions: readonly ExecutionSummary[]): Map<string, ExecutionSummary> {
  return new Map(executions.map((one) => [one.execution_id, one]));
}
