import { LitElement, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { ExecutionLog, ExecutionSummary, Retry } from "../contract.ts";
import { appearance } from "../status.ts";
import { controls } from "../styles/controls.ts";
import { logTexts } from "../texts/log.ts";
import { adviceOf, isRetryTold, plainCauseOf, sentenceOf } from "../verdict-words.ts";
import "./cut-text.ts";
import { jobText } from "./cut-text.ts";
import { clockIcon } from "./icons.ts";
import { logVerdictStyles } from "./log-verdict.styles.ts";
import "./time-ago.ts";
import { clockTime } from "./time-ago.ts";

/**
 * The answer first: how it ended, why, what to do about it, and whether it is tried again.
 *
 * @fires show-failure - the reader wants to see the step that failed
 * @fires attempt-chosen - detail: execution id of a newer attempt
 */
@customElement("log-verdict")
export class LogVerdict extends LitElement {
  static override styles = [controls, logVerdictStyles];

  @property({ attribute: false }) log!: ExecutionLog;
  @property({ attribute: false }) newest: ExecutionSummary | undefined;
  /** Whether there is a failed step to go to. */
  @property({ type: Boolean }) failure = false;

  override render() {
    const { log } = this;
    const { name, icon } = appearance(log.final_status);
    return html`
      <div class="verdict ${name}">
        <span class="icon">${icon}</span>
        <div class="words">
          <p class="sentence"><cut-text .text=${sentenceOf(log.verdict)}></cut-text></p>
          ${this.#cause()} ${this.#advice()} ${this.#newerAttempt() ?? this.#retry()} ${this.#more()}
        </div>
        ${this.failure
          ? html`<button class="button" @click=${() => this.dispatchEvent(new Event("show-failure"))}>
              ${logTexts().showFailure}
            </button>`
          : nothing}
      </div>
    `;
  }

  /** In plain words if there are any; the error's own words below. */
  #cause() {
    const { cause } = this.log.verdict;
    const plain = plainCauseOf(this.log.verdict);
    if (plain && cause)
      return html`<p><cut-text .text=${plain}></cut-text></p>
        <p class="own mono"><cut-text .text=${cause}></cut-text></p>`;
    return paragraph(plain ?? cause);
  }

  #advice() {
    const { verdict } = this.log;
    return html`${paragraph(adviceOf(verdict, isRetryTold(this.log)))}
    ${verdict.derived ? html`<p>${logTexts().derived}</p>` : nothing}`;
  }

  #retry() {
    const { retry, final_status } = this.log;
    if (final_status !== "failed" || !retry || !(retry.last || retry.next_try_at)) return nothing;
    return html`<p class="retry">${clockIcon} <span>${retryWords(retry)}</span></p>`;
  }

  #newerAttempt() {
    const { newest, log } = this;
    if (!newest || newest.attempt <= log.attempt) return undefined;
    const choose = () =>
      this.dispatchEvent(
        new CustomEvent("attempt-chosen", { detail: newest.execution_id, bubbles: true, composed: true }),
      );
    return html`<p class="retry">
      ${appearance(newest.final_status).icon} <span>${logTexts().newerAttempt(newest.attempt, newest.final_status)}</span>
      <button class="button quiet" @click=${choose}>${logTexts().showAttempt(newest.attempt)}</button>
    </p>`;
  }

  /** What is good to know, but not first. */
  #more() {
    const { requested_by, request_reason, cancel_requested_by } = this.log;
    const said = (by: string, reason?: string | null) => html`${jobText(by)}${reason ? html`: ${jobText(reason)}` : nothing}`;
    return html`
      ${requested_by ? html`<p class="muted">${logTexts().requestedBy} ${said(requested_by, request_reason)}</p>` : nothing}
      ${cancel_requested_by ? html`<p class="muted">${logTexts().cancelRequestedBy} ${said(cancel_requested_by)}</p>` : nothing}
    `;
  }
}

function paragraph(text: string | null) {
  return text ? html`<p><cut-text .text=${text}></cut-text></p>` : nothing;
}

function retryWords({ attempt, of, next_try_at, last }: Retry) {
  if (last) return logTexts().lastTry(of);
  const isDue = Date.parse(next_try_at ?? "") <= Date.now();
  return html`${logTexts().triedAgain(attempt, of)}
  ${isDue ? logTexts().retryDue : html`${logTexts().retryAbout} ${clockTime(next_try_at ?? "")}, <time-ago datetime=${next_try_at ?? ""}></time-ago>`}`;
}
