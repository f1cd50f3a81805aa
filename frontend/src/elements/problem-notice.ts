import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Problem } from "../problem.ts";
import { controls } from "../styles/controls.ts";
import { texts } from "../texts.ts";
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
    css`
      :host {
        display: grid;
        justify-items: center;
        gap: 8px;
        padding: 64px 24px;
        text-align: center;
      }

      .icon {
        display: grid;
        place-items: center;
        inline-size: 3rem;
        block-size: 3rem;
        margin-block-end: 8px;
        color: var(--text-muted);
        background: var(--surface-pressed);
        border-radius: 50%;
      }

      .icon svg {
        inline-size: 1.5rem;
        block-size: 1.5rem;
      }

      .on {
        stroke: var(--surface-pressed);
      }

      .title {
        font-size: 1rem;
        font-weight: 600;
        color: var(--heading);
      }

      .hint {
        max-inline-size: 28rem;
        font-size: 0.875rem;
        color: var(--text-muted);
        overflow-wrap: anywhere;
        text-wrap: balance;
      }

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
