import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { FinalStatus, Verdict } from "../contract.ts";
import { appearance } from "../status.ts";
import { controls } from "../styles/controls.ts";
import "./cut-text.ts";

/** The answer first: how it ended, why, and what to do about it. */
@customElement("log-verdict")
export class LogVerdict extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: block;
      }

      .verdict {
        display: grid;
        grid-template-columns: 1.25rem minmax(0, 1fr);
        gap: 12px;
        padding: 12px 16px;
        font-size: 0.875rem;
        line-height: 1.5;
        border: 1px solid color-mix(in srgb, var(--edge) 45%, transparent);
        border-radius: var(--radius);
        background: var(--fill);
      }

      .completed {
        --edge: var(--step-completed-border);
        --fill: var(--step-completed-background);
        --mark: var(--step-completed-icon);
      }

      .failed {
        --edge: var(--step-failed-border);
        --fill: var(--step-failed-background);
        --mark: var(--step-failed-icon);
      }

      .in-progress {
        --edge: var(--step-in-progress-border);
        --fill: var(--step-in-progress-background);
        --mark: var(--step-in-progress-icon);
      }

      .unknown {
        --edge: var(--border-strong);
        --fill: var(--surface-raised);
        --mark: var(--text-muted);
      }

      .icon {
        padding-block-start: 1px;
        color: var(--mark);
      }

      .icon svg {
        inline-size: 1.25rem;
        block-size: 1.25rem;
      }

      .on {
        stroke: var(--surface);
      }

      .sentence {
        font-weight: 600;
        color: var(--text);
      }

      .more {
        color: var(--text-soft);
      }
    `,
  ];

  @property({ attribute: false }) verdict!: Verdict;
  @property() status: FinalStatus = "in_progress";

  override render() {
    const { name, icon } = appearance(this.status);
    const { sentence, cause, advice, derived } = this.verdict;
    return html`
      <div class="verdict ${name}">
        <span class="icon">${icon}</span>
        <div>
          <p class="sentence"><cut-text .text=${sentence}></cut-text></p>
          ${cause ? html`<p class="more"><cut-text .text=${cause}></cut-text></p>` : nothing}
          ${advice ? html`<p class="more"><cut-text .text=${advice}></cut-text></p>` : nothing}
          ${derived
            ? html`<p class="more">No end was recorded; this follows from the time limit of the run.</p>`
            : nothing}
        </div>
      </div>
    `;
  }
}
