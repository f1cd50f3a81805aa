import { LitElement, type PropertyValues, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { type AccessToken, ExecutionLogApi } from "../api.ts";
import type { ExecutionLog } from "../contract.ts";
import { count } from "../format.ts";
import { LogEvents } from "../log-events.ts";
import { LogFeed } from "../log-feed.ts";
import { problemOf } from "../problem.ts";
import { appearance } from "../status.ts";
import { stepEnds } from "../step-ends.ts";
import { controls } from "../styles/controls.ts";
import { hostStyles } from "../styles/host-styles.ts";
import { cut, visibleText } from "../visible-text.ts";
import "./attempt-picker.ts";
import { jobText } from "./cut-text.ts";
import "./log-footer.ts";
import "./log-metadata.ts";
import "./log-notes.ts";
import { logSkeleton } from "./log-skeleton.ts";
import "./log-verdict.ts";
import "./problem-notice.ts";
import { processLogStyles } from "./process-log.styles.ts";
import "./process-step.ts";
import "./status-badge.ts";

const END_TOLERANCE_PX = 8;
const ANNOUNCED_CHARACTERS = 300;

/**
 * The log of one execution, live while it runs. Needs nothing of the page around it.
 *
 * @slot actions - buttons at the end of the header
 * @fires attempt-chosen - detail: execution id
 * @fires log-loaded, state-changed - detail: tracking_id, execution_id, attempt, state (LogState)
 * @fires log-read - detail: the ExecutionLog that is shown now
 * @fires sign-in - the reader wants to sign in again
 */
@customElement("process-log")
export class ProcessLog extends LitElement {
  static override styles = [...hostStyles, controls, processLogStyles];

  @property({ attribute: false }) api: ExecutionLogApi | undefined;
  /** Where the API is, for a page that brings no `api` of its own but a way to a token. */
  @property({ attribute: "api-url" }) apiUrl = "";
  @property({ attribute: false }) accessToken: AccessToken | undefined;
  @property({ attribute: "tracking-id" }) trackingId = "";
  /** Which attempt; the newest where empty. */
  @property({ attribute: "execution-id" }) executionId = "";
  /** Until when the log was kept, where the caller knows it. */
  @property({ attribute: "expires-at" }) expiresAt: string | undefined;

  /** Steps that came while the reader was here; shown as a hint until looked at. */
  @state() private unseen = 0;
  @query(".body") private readonly body!: HTMLElement;

  readonly #feed = new LogFeed(this);
  #counted: ExecutionLog | undefined;
  #told: ExecutionLog | undefined;

  constructor() {
    super();
    new LogEvents(this, this.#feed);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (this.accessToken && (changed.has("apiUrl") || !this.api)) this.api = this.#ownApi();
    if (changed.has("api") || changed.has("trackingId") || changed.has("executionId")) this.#open();
    this.#countUnseen();
  }

  override updated(): void {
    if (this.unseen > 0) this.#forgetSeen();
    this.#tellLog();
  }

  override render() {
    const { log, error, isStale } = this.#feed;
    return html`
      <div class="header">
        <h2 class="log-header">Process Log</h2>
        ${log ? this.#title(log) : html`<span class="company">${jobText(this.trackingId)}</span>`}
        <span class="actions"><slot name="actions"></slot></span>
      </div>
      <div
        class="body"
        tabindex="0"
        role="region"
        aria-label="Log"
        aria-busy=${isStale || (!log && !error)}
        @scroll=${this.#forgetSeen}
      >
        ${log ? this.#content(log) : error ? this.#problem() : logSkeleton()}
      </div>
      ${log ? this.#footer(log) : nothing}
      <p class="visually-hidden" role="status">${this.#announcement()}</p>
    `;
  }

  /** The page may give another callback at any time. */
  #ownApi(): ExecutionLogApi {
    const accessToken: AccessToken = async (options) => (await this.accessToken?.(options)) ?? "";
    return new ExecutionLogApi(accessToken, this.apiUrl.replace(/\/+$/, ""));
  }

  #tellLog(): void {
    const { log } = this.#feed;
    if (log && log !== this.#told) this.dispatchEvent(new CustomEvent("log-read", { detail: log }));
    this.#told = log;
  }

  #open(): void {
    if (!this.api || !this.trackingId) return this.#feed.close();
    import("./log-timeline.ts").catch(reportError);
    import("./attempt-comparison.ts").catch(reportError);
    this.#feed.open(this.api, { trackingId: this.trackingId, executionId: this.executionId });
  }

  #title({ company, final_status }: ExecutionLog) {
    return html`
      <span class="company" >${company ? jobText(company) : "No company"}</span>
      <status-badge status=${final_status}></status-badge>
    `;
  }

  #content(log: ExecutionLog) {
    return html`
      <log-verdict .verdict=${log.verdict} .status=${log.final_status}></log-verdict>
      ${log.notes?.length ? html`<log-notes .notes=${log.notes}></log-notes>` : nothing}
      ${log.lost_events > 0 ? this.#incomplete(log) : nothing}
      <log-metadata .log=${log}></log-metadata>
      ${this.#feed.attempts.length > 1
        ? html`<div class="attempts">
            <attempt-picker
              .attempts=${this.#feed.attempts}
              selected=${this.executionId || log.execution_id}
            ></attempt-picker>
            <attempt-comparison
              .api=${this.api}
              .log=${log}
              .attempts=${this.#feed.attempts}
              @step-chosen=${this.#showStep}
            ></attempt-comparison>
          </div>`
        : nothing}
      <log-timeline .log=${log} @step-chosen=${this.#showStep}></log-timeline>
      <h3 class="visually-hidden">Steps</h3>
      ${log.steps.length > 0 ? this.#steps(log) : html`<p class="no-steps">No step has been recorded yet.</p>`}
    `;
  }

  #incomplete({ lost_events }: ExecutionLog) {
    return html`<p class="incomplete">
      This log is incomplete: ${lost_events === 1 ? "1 entry" : `${lost_events.toLocaleString("en")} entries`} could not
      be stored.
    </p>`;
  }

  #steps(log: ExecutionLog) {
    const ends = stepEnds(log);
    return html`
      <ol class="log-steps" role="list">
        ${repeat(
          log.steps,
          ({ seq }) => seq,
          (step) => html`<li data-seq=${step.seq} tabindex="-1"><process-step .step=${step} .end=${ends.get(step.seq)}></process-step></li>`,
        )}
      </ol>
    `;
  }

  #problem() {
    const { error } = this.#feed;
    if (!error) return nothing;
    const problem = problemOf(error, "execution log", this.expiresAt);
    return html`<problem-notice .problem=${problem} @retry=${() => this.#feed.retry()}></problem-notice>`;
  }

  #footer(log: ExecutionLog) {
    const { error, readAt } = this.#feed;
    return html`<log-footer
      .log=${log}
      .error=${error}
      .readAt=${readAt}
      .unseen=${this.unseen}
      @show-new-steps=${this.#showNewSteps}
    ></log-footer>`;
  }

  /** While it runs, only what changed for the reader: a ticking duration would be read out for ever. */
  #announcement(): string {
    const { log, error } = this.#feed;
    if (!log) return error ? "" : "Loading execution log…";
    if (log.final_status === "in_progress") return `In progress, ${count(log.steps.length, "step")}`;
    return `${appearance(log.final_status).word}: ${visibleText(cut(log.verdict.sentence, ANNOUNCED_CHARACTERS))}`;
  }

  #countUnseen(): void {
    const { log } = this.#feed;
    if (log && log.execution_id === this.#counted?.execution_id)
      this.unseen += log.steps.length - this.#counted.steps.length;
    else this.unseen = 0;
    this.#counted = log;
  }

  #forgetSeen(): void {
    const { scrollHeight, scrollTop, clientHeight } = this.body;
    if (scrollHeight - scrollTop - clientHeight < END_TOLERANCE_PX) this.unseen = 0;
  }

  #showStep({ detail: { seq } }: CustomEvent<{ seq: number }>): void {
    const step = this.renderRoot.querySelector<HTMLElement>(`li[data-seq="${seq}"]`);
    step?.focus({ preventScroll: true });
    step?.scrollIntoView({ block: "center" });
  }

  #showNewSteps(): void {
    this.body.scrollTop = this.body.scrollHeight;
  }
}
