import { LitElement } from "lit";

const TICK_MS = 1000;

/** Is drawn anew each second, in the tree around it, whose styles reach it. */
export class Ticking extends LitElement {
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
}
