import { LitElement, type PropertyValues, css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { ExecutionLogApi } from "../api.ts";
import { type ComparedStep, type Comparison, type Side, compare } from "../compare.ts";
import type { ExecutionLog, ExecutionSummary } from "../contract.ts";
import { readableDuration } from "../duration.ts";
import { grouped } from "../format.ts";
import { appearance } from "../status.ts";
import { cards } from "../styles/cards.ts";
import { controls } from "../styles/controls.ts";
import { stepMark } from "../styles/step-mark.ts";
import { timelineTexts } from "../texts/timeline.ts";
import { wholeLog } from "../whole-log.ts";
import { attemptComparisonStyles } from "./attempt-comparison.styles.ts";
import { comparedStep, longerBy } from "./compared-step.ts";
import { jobText } from "./cut-text.ts";
import { closeIcon } from "./icons.ts";
import type { ChosenStep } from "./log-timeline.ts";

const ROWS_AT_ONCE = 100;

/**
 * Any two attempts of a job beside each other: where they part, what took longer, what they said.
 *
 * @fires step-chosen - detail: ChosenStep, of the log that is shown
 */
@customElement("attempt-comparison")
export class AttemptComparison extends LitElement {
  static override styles = [controls, cards(css`@container (max-width: 40rem)`), stepMark, attemptComparisonStyles];

  @property({ attribute: false }) api: ExecutionLogApi | undefined;
  /** The log that is shown: it needs not be loaded. */
  @property({ attribute: false }) log: ExecutionLog | undefined;
  /** Newest first. */
  @property({ attribute: false }) attempts: ExecutionSummary[] = [];
  @property({ type: Boolean, reflect: true }) open = false;

  @state() private left = "";
  @state() private right = "";
  @state() private onlyDifferences = true;
  @state() private limit = ROWS_AT_ONCE;
  @state() private loaded: ReadonlyMap<string, ExecutionLog> = new Map();
  @state() private hasFailed = false;

  #loading = new AbortController();
  #comparison: Comparison | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#loading.abort();
  }

  override willUpdate(changed: PropertyValues): void {
    if (!this.open) return;
    if (["left", "right", "open", "log", "loaded"].some((name) => changed.has(name))) this.#compare();
    if (changed.has("left") || changed.has("right") || changed.has("open")) void this.#load();
  }

  override render() {
    const texts = timelineTexts().compare;
    if (!this.open) return html`<button class="button" @click=${this.#start}>${texts.open}…</button>`;
    return html`
      <section aria-label=${texts.title}>
        ${this.#head()} ${this.#comparison ? this.#result(this.#comparison) : this.#state()}
      </section>
    `;
  }

  /** The attempt before the one that is shown with that one; of the oldest, the one after. */
  #start(): void {
    const at = this.attempts.findIndex(({ execution_id }) => execution_id === this.log?.execution_id);
    const shown = this.attempts[Math.max(0, at)];
    const older = this.attempts[at + 1];
    const newer = this.attempts[at - 1];
    [this.left, this.right] = idsOf(older ? [older, shown] : [shown, newer]);
    this.open = true;
    void this.updateComplete.then(() => this.renderRoot.querySelector("select")?.focus());
  }

  #close(): void {
    this.open = false;
    this.#loading.abort();
    void this.updateComplete.then(() => this.renderRoot.querySelector("button")?.focus());
  }

  #compare(): void {
    const [left, right] = [this.#logOf(this.left), this.#logOf(this.right)];
    this.#comparison = left && right && left !== right ? compare(left, right) : undefined;
  }

  #logOf(executionId: string): ExecutionLog | undefined {
    return executionId === this.log?.execution_id ? this.log : this.loaded.get(executionId);
  }

  async #load(): Promise<void> {
    this.#loading.abort();
    const { signal } = (this.#loading = new AbortController());
    this.hasFailed = false;
    try {
      for (const id of [this.left, this.right]) if (!this.#logOf(id)) await this.#read(id, signal);
    } catch {
      this.hasFailed = !signal.aborted;
    }
  }

  async #read(executionId: string, signal: AbortSignal): Promise<void> {
    const { api, log } = this;
    if (!api || !log) return;
    const read = await wholeLog(api, { trackingId: log.tracking_id, executionId }, signal);
    signal.throwIfAborted();
    this.loaded = new Map(this.loaded).set(executionId, read);
  }

  #head() {
    const texts = timelineTexts().compare;
    return html`
      <div class="head">
        <h3>${texts.title}</h3>
        ${this.#choice(texts.left, this.left, (id) => (this.left = id))}
        <span class="muted">${texts.with}</span>
        ${this.#choice(texts.right, this.right, (id) => (this.right = id))}
        <button class="button icon-only" aria-label=${texts.close} title=${texts.close} @click=${this.#close}>
          ${closeIcon}
        </button>
      </div>
    `;
  }

  #choice(label: string, selected: string, choose: (id: string) => void) {
    return html`<select
      aria-label=${label}
      @change=${({ target }: Event) => choose((target as HTMLSelectElement).value)}
    >
      ${this.attempts.toReversed().map(
        (attempt) => html`<option value=${attempt.execution_id} ?selected=${attempt.execution_id === selected}>
          ${optionOf(attempt)}
        </option>`,
      )}
    </select>`;
  }

  #state() {
    const texts = timelineTexts().compare;
    if (this.left === this.right) return html`<p class="state">${texts.sameAttempt}</p>`;
    if (!this.hasFailed) return html`<p class="state" role="status">${texts.loading}</p>`;
    return html`<p class="state" role="alert">
      ${texts.failed} <button class="button quiet" @click=${() => void this.#load()}>${texts.retry}</button>
    </p>`;
  }

  #result(comparison: Comparison) {
    const different = comparison.steps.filter(({ changes }) => changes.length > 0);
    const steps = this.onlyDifferences ? different : comparison.steps;
    return html`
      ${this.#summary(comparison)} ${this.#filter(different.length, comparison.steps.length)}
      ${steps.length > 0 ? this.#table(steps, comparison) : nothing}
    `;
  }

  #summary({ first, longer }: Comparison) {
    const texts = timelineTexts().compare;
    const [left, right] = [this.#logOf(this.left), this.#logOf(this.right)];
    return html`
      <div class="summary">
        <p role="status">
          ${first
            ? html`${texts.firstDifference}: <strong class="mono">${jobText(first.name)}</strong>, ${this.#partingOf(first)}
                <button class="button quiet" @click=${() => void this.#jump(first)}>${texts.jump}</button>`
            : texts.noDifference}
        </p>
        <p class="whole digits">
          <span class="muted">${texts.whole}:</span> ${left?.duration_readable} → ${right?.duration_readable}
          <strong>${longerBy(longer, texts)}</strong>
        </p>
      </div>
    `;
  }

  /** `Failed in attempt 1, Completed in attempt 2` */
  #partingOf({ left, right, changes }: ComparedStep): string {
    const texts = timelineTexts().compare;
    const isOtherwise = changes.includes("missing") || changes.includes("status");
    if (!isOtherwise) return changes.map((change) => texts.changes[change]).join(", ");
    const word = (side: Side | undefined) => (side ? appearance(side.span.status).word : texts.missing);
    return `${this.#nameOf(this.left)}: ${word(left)}, ${this.#nameOf(this.right)}: ${word(right)}`;
  }

  #filter(different: number, all: number) {
    const texts = timelineTexts().compare;
    const choice = (only: boolean, text: string) =>
      html`<button class="button quiet" aria-pressed=${this.onlyDifferences === only} @click=${() => this.#show(only)}>
        ${text}
      </button>`;
    return html`<div class="filter">
      ${choice(true, texts.onlyDifferences(grouped(different)))} ${choice(false, texts.allSteps(grouped(all)))}
    </div>`;
  }

  #show(onlyDifferences: boolean): void {
    this.onlyDifferences = onlyDifferences;
    this.limit = ROWS_AT_ONCE;
  }

  #table(steps: ComparedStep[], { first, longest }: Comparison) {
    const texts = timelineTexts().compare;
    const names = { left: this.#nameOf(this.left), right: this.#nameOf(this.right) };
    const head = [texts.step, names.left, names.right, texts.difference];
    const row = (step: ComparedStep) =>
      comparedStep(step, { texts, names, longest, isFirst: step === first, goToStep: this.#wayTo(step) });
    return html`
      <table role="table">
        <thead role="rowgroup">
          <tr role="row">
            ${head.map((name) => html`<th role="columnheader" scope="col">${name}</th>`)}
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${repeat(steps.slice(0, this.limit), ({ key }) => key, row)}
        </tbody>
      </table>
      ${steps.length > this.limit
        ? html`<button class="button quiet more" @click=${() => (this.limit += ROWS_AT_ONCE)}>
            ${texts.showMore(grouped(steps.length - this.limit))}
          </button>`
        : nothing}
    `;
  }

  #nameOf(executionId: string): string {
    const attempt = this.attempts.find(({ execution_id }) => execution_id === executionId);
    return timelineTexts().compare.attempt(attempt?.attempt ?? 0);
  }

  /** Only a step of the log that is shown can be gone to. */
  #wayTo({ left, right }: ComparedStep): (() => void) | undefined {
    const shown = this.log?.execution_id;
    const side = this.left === shown ? left : this.right === shown ? right : undefined;
    if (!side) return undefined;
    const detail: ChosenStep = { seq: side.entry.seq, span: side.span.span };
    return () => this.dispatchEvent(new CustomEvent("step-chosen", { detail, bubbles: true, composed: true }));
  }

  async #jump(first: ComparedStep): Promise<void> {
    const steps = this.#comparison?.steps ?? [];
    const shown = this.onlyDifferences ? steps.filter(({ changes }) => changes.length > 0) : steps;
    this.limit = Math.max(this.limit, shown.indexOf(first) + 1);
    await this.updateComplete;
    const row = this.renderRoot.querySelector<HTMLElement>("tr.first");
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: "center" });
  }
}

function idsOf(pair: (ExecutionSummary | undefined)[]): [string, string] {
  return [pair[0]?.execution_id ?? "", pair[1]?.execution_id ?? ""];
}

/** `Attempt 1: Failed, 8m 0s` */
function optionOf({ attempt, final_status, duration_ms }: ExecutionSummary): string {
  const took = duration_ms === null ? "" : `, ${readableDuration(duration_ms)}`;
  return `${timelineTexts().compare.attempt(attempt)}: ${appearance(final_status).word}${took}`;
}
