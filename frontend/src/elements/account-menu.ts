import { LitElement, css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { controls } from "../styles/controls.ts";
import { siteTexts } from "../texts/site.ts";
import { jobText } from "./cut-text.ts";
import "./drop-down.ts";
import { personIcon } from "./icons.ts";
import "./language-choice.ts";
import "./theme-choice.ts";

/**
 * Who is signed in, what the page looks like for them, and the way out.
 *
 * @fires sign-out
 */
@customElement("account-menu")
export class AccountMenu extends LitElement {
  static override styles = [
    controls,
    css`
      .account {
        display: grid;
        gap: 12px;
        min-inline-size: 16rem;
        padding: 10px;
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
    `,
  ];

  @property() person = "";
  @state() private isWanted = false;

  override render() {
    return html`<drop-down
      brief
      .icon=${personIcon}
      what=${siteTexts().signedInAs}
      label=${this.person}
      @opening=${() => (this.isWanted = true)}
      >${this.isWanted ? this.#content() : nothing}</drop-down
    >`;
  }

  #content() {
    return html`<div class="account">
      <p class="who"><span class="muted">${siteTexts().signedInAs}</span>${jobText(this.person)}</p>
      <language-choice></language-choice>
      <theme-choice></theme-choice>
      <button class="button" @click=${this.#signOut}>${siteTexts().signOut}</button>
    </div>`;
  }

  #signOut(): void {
    this.dispatchEvent(new Event("sign-out", { bubbles: true, composed: true }));
  }
}
