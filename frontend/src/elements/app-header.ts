import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { type View, viewHref } from "../address.ts";
import { isPlainClick } from "../plain-click.ts";
import { controls } from "../styles/controls.ts";
import { siteTexts } from "../texts/site.ts";
import "./account-menu.ts";
import { logIcon } from "./icons.ts";

/**
 * The product's name, the pages, and who is signed in.
 *
 * @fires view-chosen - detail: the View
 * @fires sign-out - from within
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

      nav {
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
        margin-inline: 8px;
      }

      nav a {
        display: inline-flex;
        align-items: center;
        gap: 6px;
        min-block-size: 2rem;
        padding-inline: 10px;
        font-size: 0.8125rem;
        font-weight: 500;
        color: var(--text-soft);
        text-decoration: none;
        border: 1px solid transparent;
        border-radius: var(--radius);
      }

      nav a:hover {
        background: var(--surface-pressed);
      }

      nav a[aria-current] {
        color: var(--accent);
        background: var(--step-in-progress-background);
      }

      nav a[aria-current] .word {
        text-decoration: underline;
        text-underline-offset: 4px;
      }

      .count {
        min-inline-size: 1.25rem;
        padding-inline: 6px;
        font-size: 0.75rem;
        font-weight: 600;
        line-height: 1.25rem;
        text-align: center;
        font-variant-numeric: tabular-nums;
        color: var(--status-failed-text);
        background: var(--status-failed-background);
        border-radius: 999px;
      }

      account-menu {
        margin-inline-start: auto;
      }

      @media (max-width: 40rem) {
        header {
          gap: 8px;
          padding-inline: 16px;
        }

        nav {
          order: 1;
          flex-basis: 100%;
          margin-inline: -10px;
        }

        nav a {
          min-block-size: 2.5rem;
        }
      }
    `,
  ];

  @property() person = "";
  /** A single page needs no navigation. */
  @property({ attribute: false }) views: readonly View[] = [];
  @property() view: View = "executions";
  @property({ type: Number }) deadLetters = 0;

  override render() {
    return html`
      <header>
        <span class="brand"><span class="mark">${logIcon}</span>Execution Log</span>
        ${this.views.length > 1 ? this.#pages() : nothing}
        <account-menu person=${this.person}></account-menu>
      </header>
    `;
  }

  #pages() {
    return html`<nav aria-label=${siteTexts().pages}>
      ${this.views.map(
        (view) => html`<a
          href=${viewHref(view)}
          aria-current=${view === this.view ? "page" : nothing}
          @click=${(event: MouseEvent) => this.#choose(event, view)}
          ><span class="word">${siteTexts()[view]}</span>${view === "dead-letters" && this.deadLetters > 0 ? this.#waiting() : nothing}</a
        >`,
      )}
    </nav>`;
  }

  #waiting() {
    const shown = this.deadLetters.toLocaleString(document.documentElement.lang);
    return html`<span class="count" aria-hidden="true">${shown}</span
      ><span class="visually-hidden"> ${siteTexts().waiting(shown)}</span>`;
  }

  #choose(event: MouseEvent, view: View): void {
    if (!isPlainClick(event)) return;
    event.preventDefault();
    this.dispatchEvent(new CustomEvent("view-chosen", { detail: view }));
  }
}
