/** The Process Log for other people's pages: one script that defines `<process-log>`. */
import "./host-tokens.ts"; // before the element, which takes its styles when it is defined
import { ProcessLog } from "../elements/process-log.ts";

/** In the site the URL says which attempt is shown; alone, the element does. */
document.addEventListener("attempt-chosen", (event) => {
  const log = event.composedPath().find((target) => target instanceof ProcessLog);
  if (log && event instanceof CustomEvent) log.executionId = event.detail;
});
