import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { controls } from "../styles/controls.ts";
import { texts } from "../texts/shared.ts";
import { siteTexts } from "../texts/site.ts";
import { jobText } from "./cut-text.ts";
import { logIcon } from "./icons.ts";

/**
 * The door: one button.
 *
 * @fires sign-in
 */
@customElement("sign-in-screen")
export class SignInScreen extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: grid;
        place-content: center;
        min-block-size: 100vh;
        min-block-size: 100dvh;
        padding: 24px;
      }

      main {
        display: grid;
        justify-items: center;
        inline-size: min(24rem, 100vw - 3rem);
        padding: 48px 32px;
        text-align: center;
        background: var(--surface);
        border: 1px solid var(--border);
        border-radius: var(--radius-large);
        box-shadow: var(--shadow-raised);
      }

      .mark {
        display: grid;
        place-items: center;
        inline-size: 3rem;
        block-size: 3rem;
        margin-block-end: 24px;
        color: var(--on-accent);
        background: var(--accent-fill);
        border-radius: var(--radius-large);
      }

      .mark svg {
        inline-size: 1.5rem;
        block-size: 1.5rem;
      }

      h1 {
        margin-block-end: 8px;
        font-size: 1.25rem;
        font-weight: 600;
        color: var(--heading);
      }

      p {
        font-size: 0.875rem;
        color: var(--text-muted);
        overflow-wrap: anywhere;
      }

      .button {
        inline-size: 100%;
        min-block-size: 2.75rem;
        margin-block-start: 32px;
        font-size: 0.9375rem;
      }

      .failure {
        margin-block-start: 16px;
        padding: 8px 12px;
        color: var(--status-failed-text);
        background: var(--status-failed-background);
        border: 1px solid transparent;
        border-radius: var(--radius);
      }
    `,
  ];

  /** The log that waits behind the door. */
  @property({ attribute: "tracking-id" }) trackingId = "";
  @property() failure = "";

  override render() {
    return html`
      <main>
        <span class="mark">${logIcon}</span>
        <h1>Execution Log</h1>
        <p>
          ${this.trackingId
            ? html`${siteTexts().signInFor} <strong>${jobText(this.trackingId)}</strong>`
            : siteTexts().about}
        </p>
        ${this.failure ? html`<p class="failure" role="alert">${jobText(this.failure)}</p>` : nothing}
        <button class="button primary" @click=${this.#signIn}>${texts().signIn}</button>
      </main>
    `;
  }

  #signIn(): void {
    this.dispatchEvent(new Event("sign-in"));
  }
}
