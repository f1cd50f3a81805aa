import { LitElement, css, html } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { controls } from "../styles/controls.ts";
import { cut, visibleText } from "../visible-text.ts";

/** Job text: unseen characters written out, direction isolated, a long one cut until asked for. */
@customElement("cut-text")
export class CutText extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        overflow-wrap: anywhere;
        white-space: pre-wrap;
      }

      .button {
        white-space: normal;
      }
    `,
  ];

  @property() text = "";
  @property({ type: Number }) limit = 1000;
  @state() private whole = false;

  override render() {
    if (this.whole || this.text.length <= this.limit) return jobText(this.text);
    return html`${jobText(cut(this.text, this.limit))}…
      <button class="button quiet" @click=${() => (this.whole = true)}>
        Show all ${this.text.length.toLocaleString("en")} characters
      </button>`;
  }
}

/** A short piece of job text (a name, an id) inside other text. */
export function jobText(text: string) {
  return html`<bdi>${visibleText(text)}</bdi>`;
}
