import { html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { readableDuration } from "../duration.ts";
import { Ticking } from "./ticking.ts";

/** How long something has been going on, counting. */
@customElement("running-clock")
export class RunningClock extends Ticking {
  @property() since = "";

  /** Whole seconds: tenths would only flicker. */
  override render() {
    const passed = Date.now() - Date.parse(this.since);
    const seconds = Math.max(0, Math.floor(passed / 1000));
    return html`<span class="digits">${seconds < 60 ? `${seconds || 0}s` : readableDuration(seconds * 1000)}</span>`;
  }
}
