import { LitElement, css, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { appearance } from "../status.ts";
import { controls } from "../styles/controls.ts";

/** How an execution ended: icon, word and colour. */
@customElement("status-badge")
export class StatusBadge extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: inline-block;
      }

      .badge {
        display: inline-flex;
        align-items: center;
        gap: 6px;
        padding: 2px 10px 2px 6px;
        font-size: 0.75rem;
        font-weight: 600;
        line-height: 1.25rem;
        white-space: nowrap;
        border: 1px solid transparent;
        border-radius: 999px;
      }

      svg {
        inline-size: 0.875rem;
        block-size: 0.875rem;
      }

      .on {
        stroke: var(--badge-background);
      }

      .status-completed {
        --badge-background: var(--status-completed-background);
        background-color: var(--status-completed-background);
        color: var(--status-completed-text);
      }

      .status-failed {
        --badge-background: var(--status-failed-background);
        background-color: var(--status-failed-background);
        color: var(--status-failed-text);
      }

      .status-in-progress {
        background-color: var(--status-in-progress-background);
        color: var(--status-in-progress-text);
      }

      .status-skipped,
      .status-unknown {
        background-color: var(--status-unknown-background);
        color: var(--status-unknown-text);
      }
    `,
  ];

  @property() status = "";

  override render() {
    const { name, word, icon } = appearance(this.status);
    return html`<span class="badge status-${name}">${icon}<span>${word}</span></span>`;
  }
}
