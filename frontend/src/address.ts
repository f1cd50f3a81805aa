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

/** A log's place is over a page: the one that is shown now, if not said otherwise. */
export function searchOf({ trackingId, executionId, step, find }: Address, view = readView()): string {
  const query = new URLSearchParams(view === "executions" ? {} : { view });
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
  history.pushState({ opened: true }, "", searchOf(address));
}

/** Another attempt of the open log, or another place in it: the same place in the history. */
export function replaceAddress(address: Address): void {
  history.replaceState(history.state, "", searchOf(address));
}

/** Leaves the log: Back if we came from the page beneath (popstate follows), else its bare URL. */
export function leaveAddress(): void {
  if (history.state?.opened) history.back();
  else history.replaceState(null, "", viewHref(readView()));
}
