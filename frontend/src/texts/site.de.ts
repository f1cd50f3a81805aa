import type { SiteTexts } from "./site.en.ts";

export const siteDe: SiteTexts = {
  pages: "Seiten",
  executions: "Ausführungen",
  "dead-letters": "Unzustellbar",
  audit: "Protokoll",
  waiting: (count) => `(etwa ${count} warten)`,
  notLoaded: "Dieser Teil der Seite konnte nicht geladen werden",
  notLoadedHint: "Vielleicht gibt es eine neue Version, oder die Verbindung ist abgerissen. Laden Sie die Seite neu.",
  reload: "Neu laden",
  notes: "Was von außen mit ihr geschah",
};
