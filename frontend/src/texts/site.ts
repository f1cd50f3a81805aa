import { translated } from "../texts.ts";

/** The words around the pages: the door, navigation, and notes under a verdict. */
const english = {
  pages: "Pages",
  executions: "Executions",
  "dead-letters": "Dead letters",
  audit: "Audit",
  waiting: (count: string) => `(about ${count} waiting)`,
  notLoaded: "This part of the page could not be loaded",
  notLoadedHint: "A new version may have been deployed, or the connection was lost. Reload the page.",
  reload: "Reload",
  notes: "What happened to it from outside",
  about: "What happened in every background job, step by step.",
  signInFor: "Sign in to read the log of",
  signingInFailed: (reason: string) => `Signing in did not work: ${reason}`,
  signedInAs: "Signed in as",
  signOut: "Sign out",
  theme: "Theme",
  themes: { system: "System", light: "Light", dark: "Dark" },
  loading: "Loading…",
};

export type SiteTexts = typeof english;

/** In the language of the page. */
export function siteTexts(): SiteTexts {
  return translated("site") ?? english;
}
