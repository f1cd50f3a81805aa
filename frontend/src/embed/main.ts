/** The Process Log for other people's pages: one script that defines `<process-log>`. */
import { loadTextsOfPage } from "../texts.ts";
import "./host-tokens.ts";

/** With its words and styles there before it: it takes both when it is defined. */
async function define(): Promise<void> {
  await loadTextsOfPage();
  const { ProcessLog } = await import("../elements/process-log.ts");
  // In the site the URL says which attempt is shown; alone, the element does.
  document.addEventListener("attempt-chosen", (event) => {
    const log = event.composedPath().find((target) => target instanceof ProcessLog);
    if (log && event instanceof CustomEvent) log.executionId = event.detail;
  });
}

define().catch(reportError);
