import { translated } from "../texts.ts";
import type { Catalogue, Tell } from "./told.ts";

/**
 * The words of a log. Names and messages of jobs are arguments, never part of a text.
 *
 * `verdicts`, `causes`, `remedies` and `advices` say by their stable codes what the API says in
 * English. English needs only those that hold a time, which readers get in their own zone.
 */
const english = {
  log: "Log",
  steps: "Steps",
  loading: "Loading execution log…",
  noSteps: "No step has been recorded yet.",
  noStepsLive: "The first step appears here as soon as it is recorded.",
  comfortable: "Comfortable text size",

  verdicts: {
    stopped: ({ last_sign_at }, clock) => `Stopped without finishing: no sign of life since ${clock(last_sign_at)}`,
    stopped_in_step: ({ step, last_sign_at }, clock) =>
      `Stopped without finishing in ${step}: no sign of life since ${clock(last_sign_at)}`,
  } as Record<string, Tell>,
  causes: {} as Catalogue,
  remedies: {} as Catalogue,
  advices: { will_retry: "The queue tries it again by itself." } as Catalogue,
  derived: "No end was recorded; this follows from the time limit of the run.",
  triedAgain: (attempt: number, of: number) => `This was try ${attempt} of ${of}.`,
  lastTry: (of: number) => `This was the last of ${of} tries: it is not tried again by itself.`,
  retryAbout: "Next try about",
  retryDue: "The next try is due.",
  newerAttempt: (attempt: number, status: string) => `Attempt ${attempt} ${NEWER[status] ?? "has begun"}.`,
  showAttempt: (attempt: number) => `Show attempt ${attempt}`,
  showFailure: "Show the failed step",
  requestedBy: "Requested by",
  cancelRequestedBy: "Cancellation requested by",

  duration: "Duration",
  queued: (time: string) => `after ${time} in the queue`,
  attempt: "Attempt",
  attemptOf: (attempt: number, of: number) => `${attempt} of ${of}`,
  keptUntil: "Kept until",
  trackingId: "Tracking ID",
  executionId: "Execution ID",
  tier: "Tier",
  started: "Started",
  totalSteps: "Total steps",

  stepCount: (count: number, shown: string) => `${shown} ${count === 1 ? "step" : "steps"}`,
  fold: (completed: string, count: number, time: string) =>
    `${completed} ${count === 1 ? "step" : "steps"} completed in ${time}`,
  foldLeading: (entries: string) => `${entries} entries before the failure`,
  foldSkipped: (skipped: string) => `${skipped} skipped`,
  noEnd: "no end recorded",
  took: (time: string) => `took ${time}`,
  running: "running for",
  progressOf: (step: string) => `Progress of ${step}`,
  progress: (done: string, total: string) => `${done} of ${total}`,

  errorDetails: "Error details",
  lines: (count: number, shown: string) => `${shown} ${count === 1 ? "line" : "lines"}`,
  moreLines: (count: number, shown: string) => `${shown} more ${count === 1 ? "line" : "lines"}`,
  libraryFrames: (count: number, shown: string) => `${shown} library ${count === 1 ? "frame" : "frames"}`,
  causedBy: "caused by",
  whileHandling: "while handling",
  showAll: "Show all",
  showLess: "Show less",
  characters: (count: string) => `${count} characters`,
  stack: "Stack trace",
  copy: "Copy",
  copied: "Copied",
  couldNotCopy: "Could not copy",
  copyForTicket: "Copy for a ticket",
  logStream: "CloudWatch log of this run",
  trace: "Trace of this run",

  errorCode: "error code",
  retryPossible: "retry possible",
  yes: "yes",
  no: "no",
  none: "none",
  items: (count: number, shown: string) => `${shown} ${count === 1 ? "item" : "items"}`,
  fields: (count: number, shown: string) => `${shown} ${count === 1 ? "field" : "fields"}`,
  showMore: (left: string) => `Show more (${left} left)`,

  find: "Find in this log",
  findHint: "Find, or filter: status:failed step:ai_ slower:>2s",
  findHelp:
    "Words are found and highlighted. status:failed, step:name, slower:>2s, error:text and meta.key:value show only " +
    "the steps they fit; a minus before one leaves them out.",
  all: "All",
  status: "Status",
  clear: "Clear",
  previousMatch: "Previous match",
  nextMatch: "Next match",
  nextError: "Next error",
  matches: (at: string, count: string) => `${at} of ${count}`,
  found: (count: number, shown: string) => `${shown} ${count === 1 ? "match" : "matches"}`,
  noMatch: "No match",
  noStepFits: "No step fits.",
  showEverything: "Show all steps",
  notATime: (value: string) => `${value} is no length of time`,

  unfoldAll: "Unfold all",
  foldAll: "Fold all",

  downloads: {
    download: "Download",
    csv: "CSV for spreadsheets",
    json: "JSON",
    markdown: "Markdown for a ticket",
    otlp: "OpenTelemetry traces",
    print: "Print or save as PDF",
    preparing: "Preparing…",
    downloaded: "Downloaded",
    notDownloaded: "Download failed",
  },

  live: "Live",
  updated: "updated",
  waitingForRetry: "Waiting for the next try",
  newSteps: (count: number, shown: string) => `${shown} new ${count === 1 ? "step" : "steps"}`,
  loadingMore: (loaded: string, total: string) => `Loading: ${loaded} of ${total} steps`,
  connectionLost: "Connection lost, trying again",
  serviceTrouble: "The service does not answer as it should, trying again",
  retryNow: "Retry now",
  signedOut: "You have been signed out",
  goneMeanwhile: "This log has expired while you were reading. What you see is the last copy; it can't be loaded again.",
  incomplete: (count: number, shown: string) =>
    `This log is incomplete: ${shown} ${count === 1 ? "entry" : "entries"} could not be stored.`,
  truncated: "This log reached its size limit and was cut. The job itself went on.",

  keyboard: "Keyboard",
  keyboardHelp: "Keyboard shortcuts",
  keys: {
    next: "Next step",
    previous: "Previous step",
    error: "Next error",
    previousError: "Previous error",
    find: "Find in this log",
    match: "Next match",
    previousMatch: "Previous match",
    fold: "Fold or unfold what did not fail",
    newest: "To the newest step",
    top: "To the verdict",
    attempts: "Older or newer attempt",
    copy: "Copy for a ticket",
    help: "This help",
    close: "Close",
  },
  singleKeys: "Use single keys as shortcuts",

  announced: (status: string, sentence: string) => `${status}: ${sentence}`,
  announcedRunning: (steps: string) => `In progress, ${steps}`,

  ticket: {
    job: "Job",
    error: "Error",
    failedStep: "Failed step",
    cause: "Cause",
    next: "What happens next",
  },
};

const NEWER: Record<string, string> = {
  completed: "has completed",
  failed: "has failed too",
  in_progress: "is in progress",
};

export type LogTexts = typeof english;

/** In the language of the page. */
export function logTexts(): LogTexts {
  return translated("log") ?? english;
}
