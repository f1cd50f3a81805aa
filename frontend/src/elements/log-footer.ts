import { LitElement, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { ApiError } from "../api-error.ts";
import type { ExecutionLog } from "../contract.ts";
import { grouped } from "../format.ts";
import { controls } from "../styles/controls.ts";
import { texts } from "../texts.ts";
import { keyboardIcon } from "./icons.ts";
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
export class LogFooter extends LitElement {
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
      <span>${texts().updated} <time-ago datetime=${new Date(this.readAt).toISOString()}></time-ago></span>
      ${this.#total()}
      <slot></slot>
      <button class="button quiet keys" title=${texts().keyboardHelp} @click=${() => this.#ask("help-wanted")}>
        ${keyboardIcon} ${texts().keyboard}
      </button>
    `;
  }

  #newSteps() {
    return html`<button class="button primary unseen" @click=${() => this.#ask("show-new-steps")}>
      ${texts().newSteps(this.unseen, grouped(this.unseen))} ↓
    </button>`;
  }

  #total() {
    const { steps, total_steps, has_more } = this.log;
    const total = Math.max(total_steps, steps.length);
    return html`<span class="total"
      >${has_more
        ? html`${texts().loadingMore(grouped(steps.length), grouped(total))}
            <progress max=${total} .value=${steps.length} aria-label=${texts().loading}></progress>`
        : texts().stepCount(steps.length, grouped(steps.length))}</span
    >`;
  }

  #liveness() {
    switch (this.error?.kind) {
      case undefined:
        return this.#pulse();
      case "signed-out":
        return html`<span class="lost">${texts().signedOut}</span>
          <button class="button quiet" @click=${() => this.#ask("sign-in")}>${texts().signIn}</button>`;
      case "not-found":
        return html`<span class="lost">${texts().goneMeanwhile}</span>`;
      default:
        return this.#lost();
    }
  }

  #lost() {
    const words = this.error?.kind === "offline" ? texts().connectionLost : texts().serviceTrouble;
    return html`<span class="lost">${words}</span>
      <button class="button quiet" @click=${() => this.#ask("retry")}>${texts().retryNow}</button>`;
  }

  #pulse() {
    if (this.log.final_status === "in_progress") return html`<span class="live">${texts().live}</span>`;
    return this.waiting ? html`<span class="live">${texts().waitingForRetry}</span>` : nothing;
  }

  #ask(event: string): void {
    this.dispatchEvent(new Event(event, { bubbles: true, composed: true }));
  }
}

