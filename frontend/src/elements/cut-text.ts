import { LitElement, html } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { grouped } from "../format.ts";
import { texts } from "../texts/shared.ts";
import { cut, visibleText } from "../visible-text.ts";

/** Up to here a text is shown whole; the rest on demand. */
export const SHORT_TEXT = 1000;

/** Job text: unseen characters written out, direction isolated, a long one cut until asked for. */
@customElement("cut-text")
export class CutText extends LitElement {
  @property() text = "";
  @property({ type: Number }) limit = SHORT_TEXT;
  @state() private whole = false;

  /** Text belongs to the element that shows it: no shadow root, the styles of its surroundings. */
  override createRenderRoot() {
    return this;
  }

  override render() {
    if (this.whole || this.text.length <= this.limit) return isolated(this.text);
    return html`${isolated(cut(this.text, this.limit))}…
      <button class="button quiet" @click=${() => (this.whole = true)}>
        ${texts().showCharacters(grouped(this.text.length))}
      </button>`;
  }
}

export const NAME_LIMIT = 300;

/** A short piece of job text (a name, an id) inside other text. */
export function jobText(text: string) {
  return html`<bdi .textContent=${shortText(text)}></bdi>`;
}

/** The same without an element of its own: put it into a `<bdi>`. */
export function shortText(text: string): string {
  return visibleText(text.length > NAME_LIMIT ? `${cut(text, NAME_LIMIT)}…` : text);
}

function isolated(text: string) {
  return html`<bdi>${visibleText(text)}</bdi>`;
}
