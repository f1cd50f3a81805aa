import { LitElement, css, html } from "lit";
import { customElement, state } from "lit/decorators.js";
import { textSize } from "../preferences.ts";
import { controls } from "../styles/controls.ts";
import { logTexts } from "../texts/log.ts";
import { textSizeIcon } from "./log-icons.ts";

/** Switches the log between its specified sizes and larger ones for long reading. */
@customElement("text-size-toggle")
export class TextSizeToggle extends LitElement {
  static override styles = [
    controls,
    css`
      [aria-pressed="true"] {
        color: var(--accent);
        border-color: var(--accent);
        box-shadow: inset 0 0 0 1px var(--accent);
      }
    `,
  ];

  @state() private size = textSize.read();

  override render() {
    return html`
      <button
        class="button icon-only"
        aria-label=${logTexts().comfortable}
        title=${logTexts().comfortable}
        aria-pressed=${this.size === "comfortable"}
        @click=${this.#toggle}
      >
        ${textSizeIcon}
      </button>
    `;
  }

  #toggle(): void {
    this.size = this.size === "comfortable" ? "compact" : "comfortable";
    textSize.choose(this.size);
  }
}
