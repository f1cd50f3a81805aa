import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { controls } from "../styles/controls.ts";
import { siteTexts } from "../texts/site.ts";
import { jobText } from "./cut-text.ts";
import { downIcon, personIcon } from "./icons.ts";
import "./language-choice.ts";
import "./theme-choice.ts";

/**
 * Who is signed in, what the page looks like for them, and the way out. Where there is no room its
 * button shows no name.
 *
 * @fires sign-out
 */
@customElement("account-menu")
export class AccountMenu extends LitElement {
  static override styles = [
    controls,
    css`
      .opener {
        max-inline-size: 18rem;
      }

      .name {
        overflow: hidden;
        text-overflow: ellipsis;
      }

      .opener svg:last-child {
        inline-size: 0.75rem;
        block-size: 0.75rem;
        margin-inline-start: -2px;
        color: var(--text-muted);
      }

      /* At the end of the header's first row, wherever the page is scrolled to. */
      .panel {
        position: absolute;
        inset: 3.25rem max(24px, (100% - 90rem) / 2 + 24px) auto auto;
        inline-size: 18rem;
        max-inline-size: calc(100vw - 32px);
        margin: 0;
        padding: 16px;
        color: var(--text);
        background: var(--surface);
        border: 1px solid var(--border-strong);
        border-radius: var(--radius);
        box-shadow: 0 8px 24px rgb(0 0 0 / 18%);
      }

      .panel:popover-open {
        display: grid;
        gap: 12px;
      }

      .who {
        font-size: 0.8125rem;
        font-weight: 600;
        line-height: 1.25rem;
        overflow-wrap: anywhere;
      }

      .who .muted {
        display: block;
        font-size: 0.75rem;
        font-weight: 400;
      }

      @media (max-width: 40rem) {
        .name {
          position: absolute;
          inline-size: 1px;
          block-size: 1px;
          clip-path: inset(50%);
        }

        .panel {
          inset-inline-end: 16px;
        }
      }
    `,
  ];

  @property() person = "";
  @state() private isWanted = false;
  @query(".opener") private readonly opener!: HTMLElement;

  override render() {
    return html`
      <button class="button opener" popovertarget="panel" title=${this.person}>
        ${personIcon}<span class="name"
          ><span class="visually-hidden">${siteTexts().signedInAs} </span>${jobText(this.person)}</span
        >${downIcon}
      </button>
      <div id="panel" class="panel" popover @beforetoggle=${this.#prepare}>${this.isWanted ? this.#content() : nothing}</div>
    `;
  }

  #content() {
    return html`
      <p class="who"><span class="muted">${siteTexts().signedInAs}</span>${jobText(this.person)}</p>
      <language-choice></language-choice>
      <theme-choice></theme-choice>
      <button class="button" @click=${this.#signOut}>${siteTexts().signOut}</button>
    `;
  }

  /** Chromium gives the focus back only where it lies in no shadow tree of the panel's. */
  #prepare({ target, newState }: ToggleEvent): void {
    this.isWanted = true;
    if (newState === "closed" && (target as Element).matches(":focus-within")) this.opener.focus();
  }

  #signOut(): void {
    this.dispatchEvent(new Event("sign-out", { bubbles: true, composed: true }));
  }
}
