import { type PropertyValues, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { DrawnInTurn } from "./drawn-in-turn.ts";
import { searchOf } from "../address.ts";
import { type AccessToken, ExecutionLogApi } from "../api.ts";
import type { ExecutionLog } from "../contract.ts";
import { failureOf, openErrorOf } from "../failure.ts";
import { grouped } from "../format.ts";
import { loadPart } from "../load-part.ts";
import { LogEvents } from "../log-events.ts";
import { LogFeed } from "../log-feed.ts";
import { type KeyAction, keyAction, logKeyLines } from "../log-keys.ts";
import { LogPlace } from "../log-place.ts";
import { ownTask } from "../own-task.ts";
import { isPlainClick } from "../plain-click.ts";
import { singleKeys } from "../preferences.ts";
import { problemOf } from "../problem.ts";
import { appearance } from "../status.ts";
import { controls } from "../styles/controls.ts";
import { hostStyles } from "../styles/host-styles.ts";
import { logTexts } from "../texts/log.ts";
import { texts } from "../texts/shared.ts";
import { ticketOf } from "../ticket.ts";
import { sentenceOf } from "../verdict-words.ts";
import { cut, visibleText } from "../visible-text.ts";
import "./attempt-picker.ts";
import { jobText } from "./cut-text.ts";
import type { ErrorContext } from "./error-details.ts";
import { foldIcon } from "./log-icons.ts";
import type { KeyboardHelp } from "./keyboard-help.ts";
import type { LogFinder } from "./log-finder.ts";
import "./log-finder.ts";
import "./log-downloads.ts";
import "./log-footer.ts";
import "./log-metadata.ts";
import "./log-notes.ts";
import { logSkeleton } from "./log-skeleton.ts";
import "./log-verdict.ts";
import "./problem-notice.ts";
import { processLogStyles } from "./process-log.styles.ts";
import "./status-badge.ts";
import type { StepList } from "./step-list.ts";
import "./step-list.ts";

const END_TOLERANCE_PX = 8;
const ANNOUNCED_CHARACTERS = 300;

/**
 * The log of one execution, live while it runs. Needs nothing of the page around it.
 *
 * @slot actions - buttons at the end of the header
 * @fires attempt-chosen - detail: execution id
 * @fires log-loaded, state-changed - detail: tracking_id, execution_id, attempt, state (LogState)
 * @fires log-read - detail: the ExecutionLog that is shown now
 * @fires place-changed - detail: Place (log-place.ts)
 * @fires sign-in - the reader wants to sign in again
 */
@customElement("process-log")
export class ProcessLog extends DrawnInTurn {
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
  /** Whether to offer the log as a file; the API gives files to admins only. */
  @property({ type: Boolean }) downloads = false;
  /** The sequence number of the entry that is pointed at. */
  @property({ type: Number }) step: number | undefined;
  /** What is looked for. */
  @property() find = "";

  /** Steps that came while the reader was here; shown as a hint until looked at. */
  @state() private unseen = 0;
  @state() private copied = "";
  /** On a slow machine the verdict is there first, and answers before the steps are drawn. */
  @state() private areStepsDrawn = false;
  @query(".body") private readonly body!: HTMLElement;
  @query("step-list") private readonly list!: StepList | null;
  @query("log-finder") private readonly finder!: LogFinder | null;

  readonly #feed = new LogFeed(this);
  readonly #place = new LogPlace(this, () => this.list);
  #shown: ExecutionLog | undefined;
  #told: ExecutionLog | undefined;
  /** The execution whose pointed-at step has been brought into view. */
  #arrived = "";
  #address = "";
  #error: ErrorContext | undefined;

  constructor() {
    super();
    new LogEvents(this, this.#feed);
    this.addEventListener("keydown", (event) => this.#press(event));
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (this.accessToken && (changed.has("apiUrl") || !this.api)) this.api = this.#ownApi();
    if (changed.has("api") || changed.has("trackingId") || changed.has("executionId")) this.#open();
    if (changed.has("step") || changed.has("executionId")) this.#place.step = this.step;
    if (changed.has("find")) this.#place.find = this.find;
    const { log } = this.#feed;
    if (log !== this.#shown) this.#take(log);
    else if (changed.has("find")) this.#place.look();
  }

  override updated(changed: PropertyValues<this>): void {
    if (this.unseen > 0) this.#forgetSeen();
    this.#tellLog();
    if (changed.has("step")) this.#arrived = "";
    if (!this.#shown) return;
    if (!this.areStepsDrawn) void ownTask().then(() => (this.areStepsDrawn = true));
    else if (this.#shown.execution_id !== this.#arrived) this.#arrive(this.#shown);
  }

  override render() {
    const { log, error, isStale } = this.#feed;
    return html`
      <div class="header">
        <h2 class="log-header">${texts().title}</h2>
        ${log ? this.#title(log) : html`<span class="company">${jobText(this.trackingId)}</span>`}
        <span class="actions"><slot name="actions"></slot></span>
      </div>
      <div
        class="body"
        tabindex="0"
        role="region"
        aria-label=${logTexts().log}
        aria-busy=${isStale || (!log && !error)}
        @scroll=${this.#forgetSeen}
      >
        ${log ? this.#content(log) : error ? this.#problem() : logSkeleton()}
      </div>
      ${log ? this.#footer(log) : nothing}
      <p class="visually-hidden" role="status">${this.#announcement()}</p>
      <p class="visually-hidden" aria-live="polite">${this.copied}</p>
      <keyboard-help .lines=${logKeyLines()}></keyboard-help>
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

  /** What the reader is to be told about is worked out once per answer, not per drawing. */
  #take(log: ExecutionLog | undefined): void {
    const isSame = log && log.execution_id === this.#shown?.execution_id;
    this.unseen = isSame ? this.unseen + log.steps.length - (this.#shown?.steps.length ?? 0) : 0;
    this.#shown = log;
    this.#place.take(log);
    this.#address = log ? searchOf({ trackingId: log.tracking_id, executionId: log.execution_id }) : "";
    this.#error = log && keptIfEqual(this.#error, this.#errorContext(log));
  }

  #errorContext(log: ExecutionLog): ErrorContext {
    return {
      openSeq: openErrorOf(log)?.seq,
      logStreamUrl: log.log_stream_url,
      traceUrl: log.trace_url,
      ticketOf: this.#ticketOf,
    };
  }

  readonly #ticketOf: ErrorContext["ticketOf"] = (step) => {
    const { log } = this.#feed;
    return log ? ticketOf(log, step, new URL(this.#linkTo(step.seq), location.href).href) : "";
  };

  /** Asked for by every row. */
  readonly #linkTo = (step: number): string => `${this.#address}&step=${step}`;

  #title({ company, final_status }: ExecutionLog) {
    return html`
      <span class="company">${company ? jobText(company) : texts().noCompany}</span>
      <status-badge status=${final_status}></status-badge>
    `;
  }

  #content(log: ExecutionLog) {
    const { attempts } = this.#feed;
    return html`
      <log-verdict
        .log=${log}
        .newest=${attempts[0]}
        ?failure=${failureOf(log) !== undefined}
        @show-failure=${() => void this.#place.go(failureOf(log)?.seq)}
      ></log-verdict>
      ${log.notes?.length ? html`<log-notes .notes=${log.notes}></log-notes>` : nothing} ${this.#honesty(log)}
      <log-metadata .log=${log}></log-metadata>
      ${attempts.length > 1
        ? html`<div class="attempts">
            <attempt-picker .attempts=${attempts} selected=${this.executionId || log.execution_id}></attempt-picker>
            <attempt-comparison
              .api=${this.api}
              .log=${log}
              .attempts=${attempts}
              @step-chosen=${this.#showStep}
            ></attempt-comparison>
          </div>`
        : nothing}
      <log-timeline .log=${log} ?folded=${leavesNoRoom(log)} @step-chosen=${this.#showStep}></log-timeline>
      ${log.steps.length > 0 ? (this.areStepsDrawn ? this.#steps(log) : nothing) : this.#noSteps(log)}
    `;
  }

  /** What this log can't tell. */
  #honesty({ lost_events, steps }: ExecutionLog) {
    const isCut = steps.some(({ step }) => step === "log_truncated");
    return html`
      ${lost_events > 0
        ? html`<p class="incomplete">${logTexts().incomplete(lost_events, grouped(lost_events))}</p>`
        : nothing}
      ${isCut ? html`<p class="incomplete">${logTexts().truncated}</p>` : nothing}
    `;
  }

  #noSteps({ final_status }: ExecutionLog) {
    const hint = final_status === "in_progress" ? html`<br />${logTexts().noStepsLive}` : nothing;
    return html`<p class="no-steps">${logTexts().noSteps}${hint}</p>`;
  }

  #steps(log: ExecutionLog) {
    const { find, query, found, counts, ends, at, marks, step } = this.#place;
    return html`
      <div class="steps-bar">
        <h3 class="visually-hidden">${logTexts().steps}</h3>
        <log-finder
          .find=${find}
          .query=${query}
          .counts=${counts}
          total=${log.steps.length}
          found=${found.matches.length}
          at=${at}
          @find-changed=${({ detail }: CustomEvent<string>) => this.#place.lookFor(detail)}
          @find-moved=${({ detail }: CustomEvent<1 | -1>) => this.#place.toMatch(detail)}
          @error-wanted=${() => this.#place.toError(1)}
        ></log-finder>
        ${this.list?.isFoldable ? this.#foldButton() : nothing}
      </div>
      <step-list
        .log=${log}
        .steps=${found.shown}
        .ends=${ends}
        .isFolding=${query.filters.length === 0}
        .current=${step}
        .marks=${marks}
        .error=${this.#error}
        .linkTo=${this.#linkTo}
        .scroller=${this.body ?? null}
        @click=${this.#followLink}
        @fold-changed=${() => this.requestUpdate()}
      ></step-list>
      ${found.shown.length === 0 ? this.#nothingFits() : nothing}
    `;
  }

  #foldButton() {
    const isOpen = this.list?.hasUnfolded ?? false;
    return html`<button class="button fold" aria-pressed=${isOpen} @click=${this.#toggleFolds}>
      ${foldIcon} ${isOpen ? logTexts().foldAll : logTexts().unfoldAll}
    </button>`;
  }

  #nothingFits() {
    return html`<p class="no-steps">
      ${logTexts().noStepFits}
      <button class="button quiet" @click=${() => this.#place.lookFor("")}>${logTexts().showEverything}</button>
    </p>`;
  }

  #problem() {
    const { error } = this.#feed;
    if (!error) return nothing;
    const problem = problemOf(error, "execution log", this.expiresAt);
    return html`<problem-notice .problem=${problem} @retry=${() => this.#feed.retry()}></problem-notice>`;
  }

  #footer(log: ExecutionLog) {
    const { error, readAt, isWaitingForRetry } = this.#feed;
    return html`<log-footer
      .log=${log}
      .error=${error}
      .readAt=${readAt}
      .unseen=${this.unseen}
      ?waiting=${isWaitingForRetry}
      @show-new-steps=${this.#toEnd}
      @retry=${() => this.#feed.retry()}
      @help-wanted=${this.#help}
      ><log-downloads
        .api=${this.api}
        .trackingId=${log.tracking_id}
        .executionId=${log.execution_id}
        ?files=${this.downloads}
      ></log-downloads
    ></log-footer>`;
  }

  /** While it runs, only what changed for the reader: a ticking duration would be read out for ever. */
  #announcement(): string {
    const { log, error } = this.#feed;
    if (!log) return error ? "" : logTexts().loading;
    const count = log.steps.length;
    if (log.final_status === "in_progress") return logTexts().announcedRunning(logTexts().stepCount(count, grouped(count)));
    const sentence = visibleText(cut(sentenceOf(log.verdict), ANNOUNCED_CHARACTERS));
    return logTexts().announced(appearance(log.final_status).word, sentence);
  }

  #forgetSeen(): void {
    const { scrollHeight, scrollTop, clientHeight } = this.body;
    if (scrollHeight - scrollTop - clientHeight < END_TOLERANCE_PX) this.unseen = 0;
  }

  #showStep({ detail: { seq } }: CustomEvent<{ seq: number }>): void {
    void this.#place.go(seq);
  }

  #toEnd(): void {
    this.body.scrollTop = this.body.scrollHeight;
  }

  /** Once for each execution, and whenever the caller points at another step. */
  #arrive({ execution_id, steps }: ExecutionLog): void {
    const { step } = this.#place;
    const isThere = step === undefined || steps.some(({ seq }) => seq === step);
    if (!isThere && this.#feed.isBehind) return;
    this.#arrived = execution_id;
    if (step !== undefined && isThere) void this.#place.go(step, false);
  }

  /** A plain click on a step's time points at it; with a modifier the browser opens its address. */
  #followLink(event: MouseEvent): void {
    const [target] = event.composedPath();
    const link = target instanceof Element ? target.closest("a.from-start") : null;
    if (!link || !isPlainClick(event)) return;
    event.preventDefault();
    const seq = link.closest<HTMLElement>("[data-seq]")?.dataset["seq"];
    void this.#place.go(Number(seq));
  }

  #press(event: KeyboardEvent): void {
    const action = singleKeys.read() === "on" ? keyAction(event) : undefined;
    if (!action || !this.#shown) return;
    event.preventDefault();
    this.#actions[action]();
  }

  readonly #actions: Record<KeyAction, () => void> = {
    next: () => this.#place.toStep(1),
    previous: () => this.#place.toStep(-1),
    error: () => this.#place.toError(1),
    previousError: () => this.#place.toError(-1),
    find: () => this.finder?.focus(),
    match: () => this.#place.toMatch(1),
    previousMatch: () => this.#place.toMatch(-1),
    fold: () => this.#toggleFolds(),
    newest: () => this.#toEnd(),
    top: () => this.body.scrollTo(0, 0),
    olderAttempt: () => this.#toAttempt(1),
    newerAttempt: () => this.#toAttempt(-1),
    copy: () => void this.#copy(),
    help: () => void this.#help(),
  };

  #toggleFolds(): void {
    this.list?.foldAll(this.list.hasUnfolded);
    this.requestUpdate();
  }

  /** Attempts come newest first. */
  #toAttempt(distance: number): void {
    const { attempts, log } = this.#feed;
    const chosen = this.executionId || log?.execution_id;
    const here = attempts.findIndex(({ execution_id }) => execution_id === chosen);
    const detail = here < 0 ? undefined : attempts[here + distance]?.execution_id;
    if (detail) this.dispatchEvent(new CustomEvent("attempt-chosen", { detail, bubbles: true, composed: true }));
  }

  async #copy(): Promise<void> {
    const { log } = this.#feed;
    if (!log) return;
    const ticket = ticketOf(log, failureOf(log), new URL(this.#address, location.href).href);
    this.copied = await navigator.clipboard.writeText(ticket).then(
      () => logTexts().copied,
      () => logTexts().couldNotCopy,
    );
  }

  async #help(): Promise<void> {
    await loadPart(() => import("./keyboard-help.ts"));
    this.renderRoot.querySelector<KeyboardHelp>("keyboard-help")?.show();
  }
}

/** What broke is to be in view, not only how long it took. */
function leavesNoRoom({ final_status }: ExecutionLog): boolean {
  return final_status === "failed" && !matchMedia("(min-height: 70rem)").matches;
}

/** Rows are drawn anew only if what they show has changed. */
function keptIfEqual(before: ErrorContext | undefined, now: ErrorContext): ErrorContext {
  const names = Object.keys(now) as (keyof ErrorContext)[];
  return before && names.every((name) => before[name] === now[name]) ? before : now;
}
