import { LitElement, html } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { controls } from "../styles/controls.ts";
import { copyIcon, doneIcon } from "./icons.ts";

const ANSWER_SHOWN_MS = 2000;

/** Copies a text, and says whether that worked. */
@customElement("copy-button")
export class CopyButton extends LitElement {
  static override styles = controls;

  @property() text = "";
  /** What is copied, for people who do not see where the button is. */
  @property() what = "";
  @state() private answer = "";

  override render() {
    return html`
      <button class="button quiet" @click=${this.#copy}>
        ${this.answer === "Copied" ? doneIcon : copyIcon}
        <span>${this.answer || "Copy"}<span class="visually-hidden"> ${this.what}</span></span>
      </button>
      <span class="visually-hidden" role="status">${this.answer}</span>
    `;
  }

  async #copy(): Promise<void> {
    this.answer = await navigator.clipboard.writeText(this.text).then(
      () => "Copied",
      () => "Could not copy",
    );
    setTimeout(() => (this.answer = ""), ANSWER_SHOWN_MS);
  }
}
