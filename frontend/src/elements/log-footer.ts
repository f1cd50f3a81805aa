import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { ApiError } from "../api-error.ts";
import type { ExecutionLog } from "../contract.ts";
import { count } from "../format.ts";
import { controls } from "../styles/controls.ts";
import "./time-ago.ts";

/**
 * How fresh the log is, and what came in below the fold.
 *
 * @fires show-new-steps
 * @fires sign-in
 */
@customElement("log-footer")
export class LogFooter extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        position: relative;
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 12px;
        padding: 8px 24px;
        min-block-size: 2.5rem;
        font-size: 0.75rem;
        color: var(--text-muted);
        font-variant-numeric: tabular-nums;
        border-block-start: 1px solid var(--border);
      }

      .total {
        margin-inline-start: auto;
      }

      .live::before {
        content: "";
        display: inline-block;
        inline-size: 8px;
        block-size: 8px;
        margin-inline-end: 6px;
        background: var(--step-in-progress-border);
        border-radius: 50%;
        animation: breathe 2s ease-in-out infinite alternate;
      }

      .lost {
        font-weight: 600;
        color: var(--status-failed-text);
      }

      .unseen {
        position: absolute;
        inset-block-end: calc(100% + 12px);
        inset-inline: 0;
        inline-size: fit-content;
        margin-inline: auto;
        border-radius: 999px;
        box-shadow: 0 4px 12px rgb(0 0 0 / 20%);
      }

      @keyframes breathe {
        to {
          opacity: 0.35;
        }
      }

      @media (prefers-reduced-motion: reduce) {
        .live::before {
          animation: none;
        }
      }

      @media (forced-colors: active) {
        .live::before {
          background: Highlight;
          forced-color-adjust: none;
        }
      }

      @media (max-width: 40rem) {
        :host {
          padding-inline: 16px;
        }
      }
    `,
  ];

  @property({ attribute: false }) log!: ExecutionLog;
  @property({ attribute: false }) error: ApiError | undefined;
  /** When the log was last read, in epoch milliseconds. */
  @property({ type: Number }) readAt = 0;
  @property({ type: Number }) unseen = 0;

  override render() {
    return html`
      ${this.unseen > 0 ? this.#newSteps() : nothing} ${this.#liveness()}
      <span>updated <time-ago datetime=${new Date(this.readAt).toISOString()}></time-ago></span>
      <span class="total">${count(this.log.steps.length, "step")}</span>
    `;
  }

  #newSteps() {
    return html`<button class="button primary unseen" @click=${() => this.#ask("show-new-steps")}>
      ${count(this.unseen, "new step")} ↓
    </button>`;
  }

  #liveness() {
    if (this.error?.kind === "signed-out") return this.#signedOut();
    if (this.error) return html`<span class="lost">Connection lost, trying again</span>`;
    return this.log.final_status === "in_progress" ? html`<span class="live">Live</span>` : nothing;
  }

  #signedOut() {
    return html`<span class="lost">You have been signed out</span>
      <button class="button quiet" @click=${() => this.#ask("sign-in")}>Sign in</button>`;
  }

  #ask(event: string): void {
    this.dispatchEvent(new Event(event, { bubbles: true, composed: true }));
  }
}
