import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Problem } from "../problem.ts";
import { controls } from "../styles/controls.ts";
import { notice } from "../styles/notice.ts";
import { texts } from "../texts/shared.ts";
import { visibleText } from "../visible-text.ts";

const ACTIONS = { retry: "retry", "sign-in": "signIn" } as const;

/**
 * Says what went wrong and offers the way on.
 *
 * @fires retry - the reader wants another try
 * @fires sign-in - the reader wants to sign in again (bubbles to the page)
 */
@customElement("problem-notice")
export class ProblemNotice extends LitElement {
  static override styles = [
    controls,
    notice,
    css`
      .button {
        margin-block-start: 16px;
      }
    `,
  ];

  @property({ attribute: false }) problem!: Problem;

  override render() {
    const { icon, title, hint, action } = this.problem;
    return html`
      <span class="icon">${icon}</span>
      <div role="alert">
        <p class="title">${title}</p>
        <p class="hint">${visibleText(hint)}</p>
      </div>
      ${action
        ? html`<button class="button primary" @click=${() => this.#choose(action)}>${texts()[ACTIONS[action]]}</button>`
        : nothing}
    `;
  }

  #choose(action: string): void {
    this.dispatchEvent(new Event(action, { bubbles: true, composed: true }));
  }
}
