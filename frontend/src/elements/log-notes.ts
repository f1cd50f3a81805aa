import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Note } from "../contract.ts";
import { controls } from "../styles/controls.ts";
import { siteTexts } from "../texts/site.ts";
import "./cut-text.ts";
import { jobText } from "./cut-text.ts";
import { unknownIcon } from "./icons.ts";
import { exactTime } from "./time-ago.ts";

const MESSAGE_SHOWN = 300;

/** What happened to an execution from outside: a message that came twice, was put back, discarded. */
@customElement("log-notes")
export class LogNotes extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: block;
      }

      ul {
        display: grid;
        gap: 4px;
        margin: 0;
        padding: 0;
        list-style: none;
        font-size: 0.8125rem;
        line-height: 1.25rem;
        color: var(--text-soft);
      }

      li {
        display: grid;
        grid-template-columns: 1rem minmax(0, 1fr);
        gap: 8px;
        padding-inline: 16px;
        overflow-wrap: anywhere;
      }

      svg {
        margin-block-start: 2px;
        color: var(--text-muted);
      }

      time,
      .by {
        color: var(--text-muted);
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  @property({ attribute: false }) notes: Note[] = [];

  override render() {
    if (this.notes.length === 0) return nothing;
    return html`<ul role="list" aria-label=${siteTexts().notes}>
      ${this.notes.map(
        ({ message, by, at }) => html`<li>
          ${unknownIcon}
          <span>
            <cut-text .text=${message} .limit=${MESSAGE_SHOWN}></cut-text>
            ${by ? html`<span class="by">· ${jobText(by)}</span>` : nothing} <span class="by">·</span> ${exactTime(at)}
          </span>
        </li>`,
      )}
    </ul>`;
  }
}
