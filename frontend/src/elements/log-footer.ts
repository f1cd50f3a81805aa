import { html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { DrawnInTurn } from "./drawn-in-turn.ts";
import type { ApiError } from "../api-error.ts";
import type { ExecutionLog } from "../contract.ts";
import { grouped } from "../format.ts";
import { controls } from "../styles/controls.ts";
import { logTexts } from "../texts/log.ts";
import { texts } from "../texts/shared.ts";
import { keyboardIcon } from "./log-icons.ts";
import { logFooterStyles } from "./log-footer.styles.ts";
import "./time-ago.ts";

/**
 * How fresh the log is, and what came in below the fold.
 *
 * @fires show-new-steps
 * @fires retry
 * @fires sign-in
 * @fires help-wanted - the reader wants to know the keys
 */
@customElement("log-footer")
export class LogFooter extends DrawnInTurn {
  static override styles = [controls, logFooterStyles];

  @property({ attribute: false }) log!: ExecutionLog;
  @property({ attribute: false }) error: ApiError | undefined;
  /** When the log was last read, in epoch milliseconds. */
  @property({ type: Number }) readAt = 0;
  @property({ type: Number }) unseen = 0;
  @property({ type: Boolean }) waiting = false;

  override render() {
    return html`
      ${this.unseen > 0 ? this.#newSteps() : nothing} ${this.#liveness()}
      <span>${logTexts().updated} <time-ago datetime=${new Date(this.readAt).toISOString()}></time-ago></span>
      ${this.#total()}
      <slot></slot>
      <button class="button quiet keys" title=${logTexts().keyboardHelp} @click=${() => this.#ask("help-wanted")}>
        ${keyboardIcon} <span class="word">${logTexts().keyboard}</span>
      </button>
    `;
  }

  #newSteps() {
    return html`<button class="button primary unseen" @click=${() => this.#ask("show-new-steps")}>
      ${logTexts().newSteps(this.unseen, grouped(this.unseen))} ↓
    </button>`;
  }

  #total() {
    const { steps, total_steps, has_more } = this.log;
    const total = Math.max(total_steps, steps.length);
    return html`<span class="total"
      >${has_more
        ? html`${logTexts().loadingMore(grouped(steps.length), grouped(total))}
            <progress max=${total} .value=${steps.length} aria-label=${logTexts().loading}></progress>`
        : logTexts().stepCount(steps.length, grouped(steps.length))}</span
    >`;
  }

  #liveness() {
    switch (this.error?.kind) {
      case undefined:
        return this.#pulse();
      case "signed-out":
        return html`<span class="lost">${logTexts().signedOut}</span>
          <button class="button quiet" @click=${() => this.#ask("sign-in")}>${texts().signIn}</button>`;
      case "not-found":
        return html`<span class="lost">${logTexts().goneMeanwhile}</span>`;
      default:
        return this.#lost();
    }
  }

  #lost() {
    const words = this.error?.kind === "offline" ? logTexts().connectionLost : logTexts().serviceTrouble;
    return html`<span class="lost">${words}</span>
      <button class="button quiet" @click=${() => this.#ask("retry")}>${logTexts().retryNow}</button>`;
  }

  #pulse() {
    if (this.log.final_status === "in_progress") return html`<span class="live">${logTexts().live}</span>`;
    return this.waiting ? html`<span class="live">${logTexts().waitingForRetry}</span>` : nothing;
  }

  #ask(event: string): void {
    this.dispatchEvent(new Event(event, { bubbles: true, composed: true }));
  }
}

