import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { ExecutionLog } from "../contract.ts";
import { readableDuration } from "../duration.ts";
import { grouped } from "../format.ts";
import { controls } from "../styles/controls.ts";
import { logTexts } from "../texts/log.ts";
import { jobText } from "./cut-text.ts";
import "./running-clock.ts";
import "./time-ago.ts";
import { dayTime, exactTime } from "./time-ago.ts";

/** The facts about one execution: three that matter first, then what names it. */
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
        gap: 10px;
        font-family: var(--font-system);
        font-size: var(--size-metadata);
        font-weight: 500;
        line-height: 1.5;
      }

      dl {
        display: flex;
        flex-wrap: wrap;
        gap: 10px 0;
      }

      dl > div {
        min-inline-size: 0;
        padding-inline: 20px;
        border-inline-start: 1px solid var(--border);
      }

      dl > div:first-child {
        padding-inline-start: 0;
        border: 0;
      }

      dt {
        color: var(--text-muted);
      }

      dd {
        color: var(--text);
        overflow-wrap: anywhere;
        font-variant-numeric: tabular-nums;
      }

      .first dd {
        font-size: 1rem;
        font-weight: 600;
        line-height: 1.375;
      }

      .aside {
        font-size: var(--size-metadata);
        font-weight: 500;
        color: var(--text-muted);
      }

      @media (max-width: 60rem) {
        dl {
          display: grid;
          grid-template-columns: repeat(auto-fill, minmax(min(9rem, 100%), 1fr));
          gap: 10px 16px;
        }

        dl > div {
          padding: 0;
          border: 0;
        }

        .first dd {
          font-size: 0.875rem;
        }
      }

      @media (max-width: 40rem) {
        dl:not(.first) > div:last-child {
          grid-column: 1 / -1;
        }
      }
    `,
  ];

  @property({ attribute: false }) log!: ExecutionLog;

  override render() {
    const { log } = this;
    const words = logTexts();
    return html`
      <div class="log-metadata">
        <dl class="first">
          ${fact(words.duration, this.#duration())}
          ${fact(words.attempt, words.attemptOf(log.attempt, log.attempts))}
          ${fact(words.keptUntil, dayTime(log.expires_at))}
        </dl>
        <dl>
          ${fact(words.started, exactTime(log.started_at))}
          ${fact(words.totalSteps, grouped(log.total_steps))}
          ${fact(words.tier, log.tier ? jobText(log.tier) : "–")}
          ${fact(words.trackingId, jobText(log.tracking_id))}
          ${fact(words.executionId, jobText(log.execution_id))}
        </dl>
      </div>
    `;
  }

  #duration() {
    const { log } = this;
    const isRunning = log.final_status === "in_progress";
    return html`${isRunning ? html`<running-clock since=${log.started_at}></running-clock>` : log.duration_readable}
    ${this.#queueWait()}`;
  }

  #queueWait() {
    const { queued_at, started_at } = this.log;
    const waited = queued_at ? Date.parse(started_at) - Date.parse(queued_at) : 0;
    return waited >= 1000 ? html`<span class="aside">${logTexts().queued(readableDuration(waited))}</span>` : nothing;
  }
}

function fact(name: string, value: unknown) {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}
