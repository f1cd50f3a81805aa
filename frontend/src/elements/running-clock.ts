import { LitElement, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { readableDuration } from "../duration.ts";

const TICK_MS = 1000;

/** How long something has been going on, counting. */
@customElement("running-clock")
export class RunningClock extends LitElement {
  @property() since = "";
  #ticking: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#ticking = setInterval(() => this.requestUpdate(), TICK_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#ticking);
  }

  override createRenderRoot() {
    return this;
  }

  /** Whole seconds: tenths would only flicker. */
  override render() {
    const passed = Date.now() - Date.parse(this.since);
    const seconds = Math.max(0, Math.floor(passed / TICK_MS));
    return html`<span class="digits">${seconds < 60 ? `${seconds || 0}s` : readableDuration(seconds * 1000)}</span>`;
  }
}
