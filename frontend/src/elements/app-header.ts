import { LitElement, css, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { controls } from "../styles/controls.ts";
import { jobText } from "./cut-text.ts";
import { logIcon } from "./icons.ts";
import "./theme-choice.ts";

/**
 * The product's name, who is signed in, and the way out.
 *
 * @fires sign-out
 */
@customElement("app-header")
export class AppHeader extends LitElement {
  static override styles = [
    controls,
    css`
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px 16px;
        min-block-size: 3.5rem;
        padding: 8px max(24px, (100% - 90rem) / 2 + 24px);
        background: var(--surface);
        border-block-end: 1px solid var(--border);
      }

      .brand {
        display: flex;
        align-items: center;
        gap: 10px;
        margin-inline-end: auto;
        font-size: 0.9375rem;
        font-weight: 600;
        color: var(--heading);
      }

      .mark {
        display: grid;
        place-items: center;
        inline-size: 1.75rem;
        block-size: 1.75rem;
        color: var(--on-accent);
        background: var(--accent-fill);
        border-radius: var(--radius);
      }

      .person {
        min-inline-size: 0;
        max-inline-size: 20rem;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        font-size: 0.8125rem;
        color: var(--text-muted);
      }

      @media (max-width: 40rem) {
        header {
          gap: 8px;
          padding-inline: 16px;
        }

        .person {
          order: 1;
          flex-basis: 100%;
        }
      }
    `,
  ];

  @property() person = "";

  override render() {
    return html`
      <header>
        <span class="brand"><span class="mark">${logIcon}</span>Execution Log</span>
        <span class="person"><span class="visually-hidden">Signed in as </span>${jobText(this.person)}</span>
        <theme-choice></theme-choice>
        <button class="button" @click=${this.#signOut}>Sign out</button>
      </header>
    `;
  }

  #signOut(): void {
    this.dispatchEvent(new Event("sign-out"));
  }
}
