import { translated } from "../texts.ts";

/** The words of exports of the list, which only admins read. */
const english = {
  title: "Export",
  what: "What the filter holds now, newest first.",
  formats: { csv: "CSV", excel: "CSV for Excel", jsonl: "JSON Lines" },
  earlier: "Earlier exports",
  preparing: "Preparing…",
  saved: "Saved",
  begun: "It is large: it is written in the background.",

  panel: "Exports",
  none: "No exports yet.",
  everything: "Everything",
  states: { queued: "Waiting to begin", running: "Under way", completed: "Ready", failed: "Failed" } as Record<string, string>,
  soFar: (rows: string, until: string) => `${rows} rows so far, back to ${until}`,
  rows: (count: number, shown: string) => `${shown} ${count === 1 ? "row" : "rows"}`,
  until: (time: string) => `kept until ${time}`,
  expired: "no longer kept",
  truncated: "It reached the size limit: older executions are missing. Narrow the time range for the rest.",
  failed: "It could not be written. Try again, or ask for less.",
  download: "Download",
  downloadOf: (what: string) => `Download ${what}`,
  forget: (what: string) => `Take ${what} off this panel`,
  by: (who: string) => `by ${who}`,
  close: "Close",
  announced: (what: string, state: string) => `${what}: ${state}`,

  faults: {
    forbidden: "You are not allowed to export. Only administrators are.",
    offline: "There was no answer: the connection or the service is down. Try again.",
    signedOut: "You have been signed out. Sign in again, then export.",
    notReady: "It is not ready yet.",
    gone: "It is no longer kept. Export it again.",
    failed: (details: string) => `The service failed${details ? ` (${details})` : ""}. Try again.`,
    noList: "The exports could not be read; it is tried again.",
  },
};

export type ExportsTexts = typeof english;

/** In the language of the page. */
export function exportsTexts(): ExportsTexts {
  return translated("exports") ?? english;
}
