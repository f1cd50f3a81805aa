import { LitElement, html } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { controls } from "../styles/controls.ts";
import { logTexts } from "../texts/log.ts";
import { copyIcon, doneIcon } from "./icons.ts";

const ANSWER_SHOWN_MS = 2000;

/** Copies a text, and says whether that worked. */
@customElement("copy-button")
export class CopyButton extends LitElement {
  static override styles = controls;

  /** The text, or what makes it when it is asked for. */
  @property({ attribute: false }) text: string | (() => string) = "";
  /** What is copied, for people who do not see where the button is. */
  @property() what = "";
  @property() label = "";
  @state() private answer: "copied" | "couldNotCopy" | undefined;

  override render() {
    const answer = this.answer && logTexts()[this.answer];
    return html`
      <button class="button quiet" @click=${this.copy}>
        ${this.answer === "copied" ? doneIcon : copyIcon}
        <span
          >${answer ?? (this.label || logTexts().copy)}${this.what
            ? html`<span class="visually-hidden"> ${this.what}</span>`
            : ""}</span
        >
      </button>
      <span class="visually-hidden" role="status">${answer ?? ""}</span>
    `;
  }

  async copy(): Promise<void> {
    const text = typeof this.text === "string" ? this.text : this.text();
    this.answer = await navigator.clipboard.writeText(text).then(
      () => "copied" as const,
      () => "couldNotCopy" as const,
    );
    setTimeout(() => (this.answer = undefined), ANSWER_SHOWN_MS);
  }
}
