import { LitElement, css, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { ExecutionLog } from "../contract.ts";
import { controls } from "../styles/controls.ts";
import { jobText } from "./cut-text.ts";
import { exactTime } from "./time-ago.ts";

/** The facts about one execution. */
@customElement("log-metadata")
export class LogMetadata extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: block;
      }

      .log-metadata {
        display: grid;
        grid-template-columns: repeat(4, minmax(0, auto));
        justify-content: space-between;
        gap: 12px 24px;
        font-family: var(--font-system);
        font-size: var(--size-metadata);
        font-weight: 500;
        line-height: 1.5;
      }

      dt {
        color: var(--text-muted);
      }

      dd {
        color: var(--text);
        overflow-wrap: anywhere;
        font-variant-numeric: tabular-nums;
      }

      @media (max-width: 48rem) {
        .log-metadata {
          grid-template-columns: repeat(2, minmax(0, 1fr));
        }
      }
    `,
  ];

  @property({ attribute: false }) log!: ExecutionLog;

  override render() {
    const { log } = this;
    return html`
      <dl class="log-metadata">
        ${fact("Duration", log.duration_readable)}
        ${fact("Attempt", `${log.attempt} of ${log.attempts}`)}
        ${fact("Tracking ID", jobText(log.tracking_id))}
        ${fact("Started", exactTime(log.started_at))}
        ${fact("Total steps", log.total_steps.toLocaleString("en"))}
        ${fact("Tier", log.tier ? jobText(log.tier) : "–")}
        ${fact("Execution ID", jobText(log.execution_id))}
        ${fact("Kept until", exactTime(log.expires_at))}
      </dl>
    `;
  }
}

function fact(name: string, value: unknown) {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}
