/** The words around the pages: navigation, and notes under a verdict. */
export const siteEn = {
  pages: "Pages",
  executions: "Executions",
  "dead-letters": "Dead letters",
  audit: "Audit",
  waiting: (count: string) => `(about ${count} waiting)`,
  notLoaded: "This part of the page could not be loaded",
  notLoadedHint: "A new version may have been deployed, or the connection was lost. Reload the page.",
  reload: "Reload",
  notes: "What happened to it from outside",
};

export type SiteTexts = typeof siteEn;
