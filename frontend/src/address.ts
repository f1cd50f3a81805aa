/** The pages, as the URL says it: ?view=…; the executions where it says nothing. */
export const VIEWS = ["executions", "dead-letters", "audit"] as const;
export type View = (typeof VIEWS)[number];

/**
 * Which log is open over the page and where in it, as the URL says it:
 * ?tracking_id=…&execution_id=…&step=…&find=…
 */
export interface Address {
  trackingId: string;
  executionId?: string;
  /** The sequence number of the entry that is pointed at; it means nothing in another attempt. */
  step?: number;
  /** What is looked for in the log. */
  find?: string;
}

const OF_A_LOG = ["tracking_id", "execution_id", "step", "find"];

export function readView(search = location.search): View {
  const name = new URLSearchParams(search).get("view");
  return VIEWS.find((view) => view === name) ?? "executions";
}

export function readAddress(search = location.search): Address | undefined {
  const query = new URLSearchParams(search);
  const trackingId = query.get("tracking_id");
  if (!trackingId) return undefined;
  const [executionId, step, find] = ["execution_id", "step", "find"].map((name) => query.get(name));
  return {
    trackingId,
    ...(executionId && { executionId }),
    ...(step && /^\d{1,9}$/.test(step) && { step: Number(step) }),
    ...(find && { find }),
  };
}

/** The URL of a page with no log over it. */
export function viewHref(view: View): string {
  return view === "executions" ? location.pathname : `${location.pathname}?view=${view}`;
}

/** A log's place is over a page: the one that is shown now, if not said otherwise; without that page's own filters. */
export function searchOf(address: Address, view = readView()): string {
  return placed(address, new URLSearchParams(view === "executions" ? {} : { view }));
}

/** What the URL says of the page, without the log over it: empty, or with its `?`. */
export function pageSearch(search = location.search): string {
  const query = new URLSearchParams(search);
  for (const name of OF_A_LOG) query.delete(name);
  return query.size > 0 ? `?${query}` : "";
}

/** The same page, filtered or laid out otherwise; `isNew` if Back is to lead to what was before. */
export function showPage(search: string, isNew: boolean): void {
  const url = `${location.pathname}${search}`;
  if (search === location.search) return;
  if (isNew) history.pushState(null, "", url);
  else history.replaceState(history.state, "", url);
}

function overPage(address: Address): string {
  return placed(address, new URLSearchParams(pageSearch()));
}

function placed({ trackingId, executionId, step, find }: Address, query: URLSearchParams): string {
  query.set("tracking_id", trackingId);
  if (executionId) query.set("execution_id", executionId);
  if (step !== undefined) query.set("step", step.toString());
  if (find) query.set("find", find);
  return `?${query}`;
}

export function pushView(view: View): void {
  history.pushState(null, "", viewHref(view));
}

/** The same job's other attempt: what was looked for stays, the entry that was pointed at does not. */
export function ofAttempt({ trackingId, find }: Address, executionId: string): Address {
  return { trackingId, executionId, ...(find && { find }) };
}

/** Opening a log is a place of its own in the history, so that Back closes it. */
export function pushAddress(address: Address): void {
  history.pushState({ opened: true }, "", overPage(address));
}

/** Another attempt of the open log, or another place in it: the same place in the history. */
export function replaceAddress(address: Address): void {
  history.replaceState(history.state, "", overPage(address));
}

/** Leaves the log: Back if we came from the page beneath (popstate follows), else its URL alone. */
export function leaveAddress(): void {
  if (history.state?.opened) history.back();
  else history.replaceState(null, "", `${location.pathname}${pageSearch()}`);
}
