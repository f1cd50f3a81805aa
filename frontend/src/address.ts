/** The pages, as the URL says it: ?view=…; the executions where it says nothing. */
export const VIEWS = ["executions", "dead-letters", "audit"] as const;
export type View = (typeof VIEWS)[number];

/** Which log is open over the page, as the URL says it: ?tracking_id=…&execution_id=… */
export interface Address {
  trackingId: string;
  executionId?: string;
}

export function readView(search = location.search): View {
  const name = new URLSearchParams(search).get("view");
  return VIEWS.find((view) => view === name) ?? "executions";
}

export function readAddress(search = location.search): Address | undefined {
  const query = new URLSearchParams(search);
  const trackingId = query.get("tracking_id");
  const executionId = query.get("execution_id");
  if (!trackingId) return undefined;
  return executionId ? { trackingId, executionId } : { trackingId };
}

/** The URL of a page with no log over it. */
export function viewHref(view: View): string {
  return view === "executions" ? location.pathname : `${location.pathname}?view=${view}`;
}

/** A log's place is over a page: the one that is shown now, if not said otherwise. */
export function searchOf({ trackingId, executionId }: Address, view = readView()): string {
  const query = new URLSearchParams(view === "executions" ? {} : { view });
  query.set("tracking_id", trackingId);
  if (executionId) query.set("execution_id", executionId);
  return `?${query}`;
}

export function pushView(view: View): void {
  history.pushState(null, "", viewHref(view));
}

/** Opening a log is a place of its own in the history, so that Back closes it. */
export function pushAddress(address: Address): void {
  history.pushState({ opened: true }, "", searchOf(address));
}

/** Another attempt of the open log: the same place. */
export function replaceAddress(address: Address): void {
  history.replaceState(history.state, "", searchOf(address));
}

/** Leaves the log: Back if we came from the page beneath (popstate follows), else its bare URL. */
export function leaveAddress(): void {
  if (history.state?.opened) history.back();
  else history.replaceState(null, "", viewHref(readView()));
}
