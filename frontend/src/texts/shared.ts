import { translated } from "../texts.ts";

/** The words that lists and logs share. */
const english = {
  locale: "en",
  language: "Language",
  languages: { system: "System", en: "English", de: "Deutsch" },
  title: "Process Log",
  noCompany: "No company",
  close: "Close",
  statuses: {
    completed: "Completed",
    failed: "Failed",
    in_progress: "In progress",
    skipped: "Skipped",
    started: "Started",
  },
  justNow: "just now",
  showCharacters: (count: string) => `Show all ${count} characters`,
  signIn: "Sign in",
  retry: "Retry",
  problems: {
    notFound: {
      title: "No execution log found for this tracking ID",
      hint: "The job may not have started yet, or its log has expired. Check the tracking ID.",
    },
    expired: {
      title: "This execution log has expired",
      hint: (until: string) => `It was kept until ${until}. Logs are deleted after their retention period.`,
    },
    signedOut: { title: "You have been signed out", hint: "Sign in again to come back to this very page." },
    forbidden: {
      log: "You are not allowed to read this execution log",
      list: "You are not allowed to read executions",
      hint: "Ask an administrator of this site for access.",
    },
    badRequest: { title: "The request was not understood", hint: "Check the address of this page." },
    busy: {
      log: "Too many requests for execution logs",
      list: "Too many requests for executions",
      hint: "Wait a moment, then try again.",
    },
    unavailable: {
      log: "Failed to load execution log",
      list: "Failed to load executions",
      hint: "The service answered with an error. Trying again may help.",
    },
    offline: {
      title: "Failed to connect to execution log service",
      hint: "Check your connection, then try again.",
    },
  },
};

export type SharedTexts = typeof english;

/** In the language of the page. */
export function texts(): SharedTexts {
  return translated("shared") ?? english;
}
