import { LitElement, css, html } from "lit";
import { customElement } from "lit/decorators.js";
import { controls } from "../styles/controls.ts";
import { listTexts } from "../texts/list.ts";
import "./copy-button.ts";
import { logIcon } from "./icons.ts";

const COMMAND = `make send TRACKING_ID=60B3RNTB COMPANY="Acme Corp" TIER=comprehensive`;
const MESSAGE = `{
  "tracking_id": "60B3RNTB",
  "company_name": "Acme Corp",
  "tier_level": "comprehensive"
}`;

/** An empty list that tells how to fill it. */
@customElement("first-profile")
export class FirstProfile extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: grid;
        gap: 16px;
        max-inline-size: 36rem;
        margin-inline: auto;
        padding: 56px 24px 64px;
      }

      .icon {
        display: grid;
        place-items: center;
        inline-size: 3rem;
        block-size: 3rem;
        color: var(--accent);
        background: var(--step-in-progress-background);
        border-radius: 50%;
      }

      .icon svg {
        inline-size: 1.5rem;
        block-size: 1.5rem;
      }

      h2 {
        font-size: 1rem;
        font-weight: 600;
        color: var(--heading);
      }

      p {
        font-size: 0.875rem;
        color: var(--text-muted);
      }

      figure {
        background: var(--surface-raised);
        border: 1px solid var(--border);
        border-radius: var(--radius);
      }

      figcaption {
        display: flex;
        align-items: center;
        justify-content: space-between;
        padding: 4px 8px 4px 16px;
        font-size: 0.75rem;
        color: var(--text-muted);
        border-block-end: 1px solid var(--border);
      }

      pre {
        padding: 12px 16px;
        font-family: var(--font-mono);
        font-size: 0.75rem;
        line-height: 1.6;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
        color: var(--text);
      }
    `,
  ];

  override render() {
    const { title, hint, inRepository, message, then } = listTexts().first;
    return html`
      <span class="icon">${logIcon}</span>
      <div>
        <h2>${title}</h2>
        <p>${hint}</p>
      </div>
      ${sample(inRepository, COMMAND)} ${sample(message, MESSAGE)}
      <p>${then}</p>
    `;
  }
}

function sample(caption: string, text: string) {
  return html`
    <figure>
      <figcaption>${caption}<copy-button .text=${text} what=${caption}></copy-button></figcaption>
      <pre>${text}</pre>
    </figure>
  `;
}
