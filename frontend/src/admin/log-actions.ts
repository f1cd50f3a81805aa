import { LitElement, css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { ExecutionLogApi } from "../api.ts";
import type { ExecutionLog } from "../contract.ts";
import { jobText } from "../elements/cut-text.ts";
import { controls } from "../styles/controls.ts";
import { adminTexts } from "../texts/admin.ts";
import { AdminApi } from "./admin-api.ts";
import type { Cancelled, Reprocessed } from "./admin-contract.ts";
import { reprocessIcon, stopIcon } from "./admin-icons.ts";
import { adminStyles } from "./admin.styles.ts";
import "./cancel-dialog.ts";
import "./reprocess-dialog.ts";

/**
 * What an admin can do about the execution that is shown: process it again, cancel it.
 *
 * @fires attempt-chosen - detail: the execution id of the new attempt, or of one that is in the way
 */
@customElement("log-actions")
export class LogActions extends LitElement {
  static override styles = [
    controls,
    adminStyles,
    css`
      :host {
        display: block;
        flex: none;
      }

      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: flex-end;
        gap: 8px;
        padding: 10px 24px;
        font-family: var(--font-system);
        background: var(--surface-raised);
        border-block-start: 1px solid var(--border);
      }

      .outcome {
        flex: 1 1 12rem;
        font-size: 0.8125rem;
        font-weight: 500;
        color: var(--text-soft);
        overflow-wrap: anywhere;
      }

      @media (max-width: 40rem) {
        .bar {
          padding-inline: 16px;
        }

        .button {
          flex: 1;
        }

        .outcome:not(:empty) {
          flex-basis: 100%;
        }

        .outcome:empty {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) api!: ExecutionLogApi;
  @property({ attribute: false }) log!: ExecutionLog;
  @state() private asked: "reprocess" | "cancel" | undefined;
  @state() private sent: Reprocessed | undefined;
  @state() private cancelled: Cancelled | undefined;

  override render() {
    const texts = adminTexts();
    return html`
      <div class="bar" role="group" aria-label=${texts.actions}>
        <p class="outcome" role="status">${this.#outcome()}</p>
        ${this.#canBeCancelled()
          ? html`<button class="button" @click=${() => (this.asked = "cancel")}>${stopIcon} ${texts.cancel}</button>`
          : nothing}
        <button class="button" @click=${() => (this.asked = "reprocess")}>${reprocessIcon} ${texts.reprocess}</button>
      </div>
      ${this.#question()}
    `;
  }

  #question() {
    if (!this.asked) return nothing;
    const api = new AdminApi(this.api);
    return this.asked === "cancel"
      ? html`<cancel-dialog
          .api=${api}
          .log=${this.log}
          @cancelled=${({ detail }: CustomEvent<Cancelled>) => (this.cancelled = detail)}
          @closed=${this.#answered}
        ></cancel-dialog>`
      : html`<reprocess-dialog
          .api=${api}
          .log=${this.log}
          @reprocessed=${this.#follow}
          @execution-chosen=${({ detail }: CustomEvent<string>) => this.#choose(detail)}
          @closed=${this.#answered}
        ></reprocess-dialog>`;
  }

  #outcome() {
    const texts = adminTexts();
    const who = this.#cancelRequestedBy();
    if (who) return html`${texts.cancelRequestedBy} ${jobText(who)}`;
    return this.sent?.tracking_id === this.log.tracking_id ? texts.queuedAgain(this.sent.attempt) : nothing;
  }

  /** Until the log ends; the answer to our own request comes before the log says so. */
  #cancelRequestedBy(): string | undefined {
    const { final_status, execution_id, cancel_requested_by } = this.log;
    if (final_status !== "in_progress") return undefined;
    if (cancel_requested_by) return cancel_requested_by;
    return this.cancelled?.execution_id === execution_id ? this.cancelled.cancel_requested_by : undefined;
  }

  #canBeCancelled(): boolean {
    return this.log.final_status === "in_progress" && this.#cancelRequestedBy() === undefined;
  }

  #follow({ detail }: CustomEvent<Reprocessed>): void {
    this.sent = detail;
    this.#choose(detail.execution_id);
  }

  #choose(executionId: string): void {
    this.dispatchEvent(new CustomEvent("attempt-chosen", { detail: executionId, bubbles: true, composed: true }));
  }

  #answered(): void {
    this.asked = undefined;
  }
}
