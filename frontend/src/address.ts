/** Which log is open, as the URL says it: ?tracking_id=…&execution_id=… */
export interface Address {
  trackingId: string;
  executionId?: string;
}

export function readAddress(search = location.search): Address | undefined {
  const query = new URLSearchParams(search);
  const trackingId = query.get("tracking_id");
  const executionId = query.get("execution_id");
  if (!trackingId) return undefined;
  return executionId ? { trackingId, executionId } : { trackingId };
}

export function searchOf({ trackingId, executionId }: Address): string {
  const query = new URLSearchParams({ tracking_id: trackingId });
  if (executionId) query.set("execution_id", executionId);
  return `?${query}`;
}

/** Opening a log is a place of its own in the history, so that Back closes it. */
export function pushAddress(address: Address): void {
  history.pushState({ opened: true }, "", searchOf(address));
}

/** Another attempt of the open log: the same place. */
export function replaceAddress(address: Address): void {
  history.replaceState(history.state, "", searchOf(address));
}

/** Leaves the log: Back if we came from the list (popstate follows), else the bare URL. */
export function leaveAddress(): void {
  if (history.state?.opened) history.back();
  else history.replaceState(null, "", location.pathname);
}
