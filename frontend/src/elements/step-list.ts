import { LitElement, type PropertyValues, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { guard } from "lit/directives/guard.js";
import { repeat } from "lit/directives/repeat.js";
import type { ExecutionLog, Step } from "../contract.ts";
import { readableDuration } from "../duration.ts";
import type { Ends } from "../find-steps.ts";
import { grouped } from "../format.ts";
import {
  type Block,
  type FoldSummary,
  type LogPart,
  type Segment,
  blocksOf,
  logParts,
  plainParts,
  segmentsOf,
} from "../log-parts.ts";
import { Nearness } from "../nearness.ts";
import { type Marks, markRows } from "../row-marks.ts";
import { controls } from "../styles/controls.ts";
import { logTexts } from "../texts/log.ts";
import { cut, visibleText } from "../visible-text.ts";
import type { ErrorContext } from "./error-details.ts";
import { twistIcon } from "./log-icons.ts";
import { processStepStyles } from "./process-step.styles.ts";
import { processStep } from "./process-step.ts";
import { stepListStyles } from "./step-list.styles.ts";

/** Up to here every step is in the document, so that the browser's own search finds it. */
const FINDABLE_STEPS = 10_000;
/** Blocks drawn at once: more than a screen. */
const FIRST_BLOCKS = 1;
/** A busy machine has no idle moments; then it is drawn all the same. */
const PATIENCE_MS = 50;
/** What the drawing of further blocks may take of an idle moment. */
const MOMENT_MS = 12;
const MOST_BLOCKS_PER_MOMENT = 16;
const NAME_CHARACTERS = 40;

/**
 * The steps of a log. What is in view is drawn first, the rest when there is time; of a log too
 * long for the document, only what is near.
 *
 * @fires fold-changed - steps were folded or unfolded, or can be now
 */
@customElement("step-list")
export class StepList extends LitElement {
  static override styles = [controls, stepListStyles, processStepStyles];

  @property({ attribute: false }) log!: ExecutionLog;
  /** Those of the log's steps that are to be shown. */
  @property({ attribute: false }) steps: Step[] = [];
  @property({ attribute: false }) ends: Ends = new Map();
  /** Sequence number of the step that is pointed at. */
  @property({ type: Number }) current: number | undefined;
  @property({ attribute: false }) marks: Marks | undefined;
  @property({ attribute: false }) isFolding = true;
  @property({ attribute: false }) error!: ErrorContext;
  @property({ attribute: false }) linkTo!: (seq: number) => string;
  /** What scrolls. */
  @property({ attribute: false }) scroller: Element | null = null;

  @state() private unfolded: ReadonlySet<number> = new Set();

  #parts: LogPart[] = [];
  #segments: Segment[] = [];
  #blocks = new Map<number, Block[]>();
  #drawn = new Set<number>();
  #idle: number | undefined;
  #perMoment = 2;
  #isRearranged = true;
  #wasFoldable = false;
  #marked: HTMLElement | null = null;
  readonly #nearness = new Nearness((near, far) => this.#move(near, far));

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("beforeprint", this.#drawAll);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("beforeprint", this.#drawAll);
    this.#nearness.stop();
    this.#idle = void (this.#idle && cancelIdle(this.#idle));
  }

  override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get("log");
    if (before && before.execution_id !== this.log.execution_id) this.#forget();
    if (changed.has("log") || changed.has("steps") || changed.has("isFolding")) this.#arrange();
  }

  override render() {
    return html`<div class="log-steps" role="list" aria-label=${logTexts().steps}>
      ${repeat(
        this.#segments,
        ({ key }) => key,
        (segment) => this.#segment(segment),
      )}
    </div>`;
  }

  override updated(): void {
    if (this.scroller && this.#isRearranged) this.#watch(this.scroller);
    this.#mark();
    this.#drawWhenIdle();
    this.#tellOfFolds();
  }

  #tellOfFolds(): void {
    if (this.isFoldable === this.#wasFoldable) return;
    this.#wasFoldable = this.isFoldable;
    this.dispatchEvent(new Event("fold-changed"));
  }

  /** To look for the blocks among all nodes each time would cost more than to draw some. */
  #watch(scroller: Element): void {
    this.#isRearranged = false;
    this.#nearness.watch(scroller, this.renderRoot.querySelectorAll(".block"));
  }

  /** Brings a step into view, unfolding and drawing it if need be; false if it is not shown. */
  async show(seq: number, { focus = true, block = "center" as ScrollLogicalPosition } = {}): Promise<boolean> {
    const part = this.#parts.findLast(({ key }) => key <= seq);
    if (!part?.steps.some((step) => step.seq === seq)) return false;
    if (part.fold && !this.unfolded.has(part.key)) this.#setFold(part.key, true);
    this.#draw(this.#segments.findLast(({ key }) => -key <= part.key));
    this.#draw(this.#blockOf(part, seq));
    this.requestUpdate();
    await this.updateComplete;
    await this.#scrollTo(seq, focus, block);
    return true;
  }

  /** The row of a step, if it is drawn. */
  row(seq: number): HTMLElement | null {
    const part = this.#parts.findLast(({ key }) => key <= seq);
    const block = part && this.#blockOf(part, seq);
    return this.renderRoot.querySelector(`[data-key="${block?.key}"] > [data-seq="${seq}"]`);
  }

  /** The step before or after another, of those that are not folded away. */
  neighbour(seq: number | undefined, direction: 1 | -1): number | undefined {
    const open = this.#openBlocks().flatMap(({ steps }) => steps.map((step) => step.seq));
    if (seq === undefined) return open.at(direction === 1 ? 0 : -1);
    return direction === 1 ? open.find((one) => one > seq) : open.findLast((one) => one < seq);
  }

  get isFoldable(): boolean {
    return this.#parts.some(({ fold }) => fold);
  }

  get hasUnfolded(): boolean {
    return this.#parts.some(({ key, fold }) => fold && this.unfolded.has(key));
  }

  foldAll(fold: boolean): void {
    this.unfolded = fold ? new Set() : new Set(this.#parts.filter((part) => part.fold).map(({ key }) => key));
  }

  /** Paper can't be unfolded, nor scrolled. It is printed right after this. */
  readonly #drawAll = (): void => {
    if (!this.#isFindable) return;
    this.foldAll(false);
    this.#drawables.forEach((drawable) => this.#draw(drawable));
    this.requestUpdate();
    this.performUpdate();
  };

  #forget(): void {
    this.#drawn.clear();
    this.unfolded = new Set();
  }

  #arrange(): void {
    this.#parts = this.isFolding ? logParts(this.log, this.steps) : plainParts(this.steps);
    this.#isRearranged = true;
    this.#segments = segmentsOf(this.#parts);
    this.#blocks = new Map(this.#parts.map((part) => [part.key, blocksOf(part.steps)]));
    this.#draw(this.#segments[0]);
    this.#openBlocks().slice(0, FIRST_BLOCKS).forEach((block) => this.#draw(block));
  }

  /** Blocks that can be seen without unfolding anything, in order. */
  #openBlocks(): Block[] {
    const open = this.#parts.filter(({ key, fold }) => !fold || this.unfolded.has(key));
    return open.flatMap(({ key }) => this.#blocks.get(key) ?? []);
  }

  #blockOf({ key }: LogPart, seq: number): Block | undefined {
    return this.#blocks.get(key)?.findLast((block) => block.key <= seq);
  }

  #segment({ key, parts }: Segment) {
    const isDrawn = this.#drawn.has(key);
    return html`<div
      class=${isDrawn ? "block segment" : "block segment pending"}
      role="presentation"
      data-key=${key}
      .style=${`--rows:${sum(parts.map((part) => this.#rowCount(part)))}`}
    >
      ${guard([parts, isDrawn && this.#drawnIn(parts), this.unfolded, this.ends, this.error], () =>
        isDrawn
          ? repeat(
              parts,
              (part) => part.key,
              (part) => (part.fold ? this.#fold(part, part.fold) : this.#rows(part)),
            )
          : nothing,
      )}
    </div>`;
  }

  /** Which of their blocks are drawn, as a value that can be compared. */
  #drawnIn(parts: LogPart[]): string {
    const blocks = parts.flatMap((part) => this.#blocks.get(part.key) ?? []);
    return blocks.filter(({ key }) => this.#drawn.has(key)).map(({ key }) => key).join();
  }

  #rowCount({ key, fold, steps }: LogPart): number {
    return fold && !this.unfolded.has(key) ? 1 : steps.length;
  }

  #rows({ key }: LogPart) {
    return html`${repeat(
      this.#blocks.get(key) ?? [],
      (block) => block.key,
      (block) => this.#block(block),
    )}`;
  }

  #block(block: Block) {
    const { key, steps } = block;
    const isDrawn = this.#drawn.has(key);
    return html`<div
      class=${isDrawn ? "block" : "block pending"}
      role="presentation"
      data-key=${key}
      .style=${`--rows:${steps.length}`}
    >
      ${guard([isDrawn, ...this.#changeable(block)], () =>
        isDrawn ? repeat(steps, ({ seq }) => seq, (step) => this.#row(step)) : nothing,
      )}
    </div>`;
  }

  /** All that can change about the rows of a block. */
  #changeable({ steps }: Block): unknown[] {
    const running = steps.filter(({ status }) => status === "in_progress").map(({ seq }) => this.ends.get(seq));
    return [steps[0], steps.at(-1), steps.length, running.join(), this.error];
  }

  #row(step: Step) {
    return processStep(step, { end: this.ends.get(step.seq), linkTo: this.linkTo, error: this.error });
  }

  #fold(part: LogPart, fold: FoldSummary) {
    return html`<div class="folded-part" role="listitem">
      <details
        ?open=${this.unfolded.has(part.key)}
        @toggle=${({ target }: Event) => this.#setFold(part.key, (target as HTMLDetailsElement).open)}
      >
        <summary>
          <span class="twist">${twistIcon}</span>
          <span class="what">${foldWords(fold)}</span>
          <span class="names mono" dir="auto">${namesOf(fold)}</span>
        </summary>
        <div role="list" aria-label=${foldWords(fold)}>${this.#rows(part)}</div>
      </details>
    </div>`;
  }

  #setFold(key: number, isOpen: boolean): void {
    if (this.unfolded.has(key) === isOpen) return;
    const others = [...this.unfolded].filter((one) => one !== key);
    this.unfolded = new Set(isOpen ? [...others, key] : others);
    const first = isOpen ? (this.#blocks.get(key) ?? []).slice(0, FIRST_BLOCKS) : [];
    first.forEach((block) => this.#draw(block));
    this.dispatchEvent(new Event("fold-changed"));
  }

  #draw(drawable: Block | Segment | undefined): void {
    if (!drawable || this.#drawn.has(drawable.key)) return;
    this.#drawn.add(drawable.key);
    this.#isRearranged ||= drawable.key < 0;
  }

  get #drawables(): (Block | Segment)[] {
    return [...this.#segments, ...[...this.#blocks.values()].flat()];
  }

  get #isFindable(): boolean {
    return this.steps.length <= FINDABLE_STEPS;
  }

  #move(near: number[], far: number[]): void {
    const added = near.filter((key) => !this.#drawn.has(key));
    const removed = this.#isFindable ? [] : far.filter((key) => this.#drawn.has(key));
    added.forEach((key) => this.#drawn.add(key));
    removed.forEach((key) => this.#drawn.delete(key));
    this.#isRearranged ||= [...added, ...removed].some((key) => key < 0);
    if (added.length + removed.length > 0) this.requestUpdate();
    else this.#mark();
  }

  #drawWhenIdle(): void {
    if (this.#idle !== undefined || !this.#isFindable) return;
    const undrawn = this.#drawables.filter(({ key }) => !this.#drawn.has(key));
    if (undrawn.length === 0) return;
    this.#idle = whenIdle(() => void this.#drawMore(undrawn));
  }

  /** As many as the last time showed to fit into a moment. */
  async #drawMore(undrawn: (Block | Segment)[]): Promise<void> {
    const blocks = undrawn.slice(0, this.#perMoment);
    blocks.forEach((block) => this.#draw(block));
    this.requestUpdate();
    const began = performance.now();
    await this.updateComplete;
    const fitting = (MOMENT_MS / (performance.now() - began)) * blocks.length;
    this.#perMoment = Math.min(Math.max(1, Math.round(fitting)), MOST_BLOCKS_PER_MOMENT);
    this.#idle = undefined;
    this.#drawWhenIdle();
  }

  /** What is skipped has an estimated height: once laid out, it may have moved. */
  async #scrollTo(seq: number, focus: boolean, block: ScrollLogicalPosition): Promise<void> {
    for (let time = 0; time < 3; time++) {
      const row = this.row(seq);
      if (focus) row?.focus({ preventScroll: true });
      row?.scrollIntoView({ block });
      await new Promise(requestAnimationFrame);
    }
  }

  #mark(): void {
    const isSame = this.#marked?.isConnected && this.#marked.dataset["seq"] === String(this.current);
    if (!isSame) this.#point(this.current === undefined ? null : this.row(this.current));
    const blocks = this.#nearness.near.filter((block) => !block.matches(".segment"));
    const near = blocks.flatMap((block) => [...block.querySelectorAll<HTMLElement>(".step")]);
    if (this.marks) markRows(near, this.marks);
  }

  #point(row: HTMLElement | null): void {
    this.#marked?.removeAttribute("aria-current");
    row?.setAttribute("aria-current", "true");
    this.#marked = row;
  }
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function foldWords({ completed, skipped, leading, tookMs }: FoldSummary): string {
  if (leading > 0) return logTexts().foldLeading(grouped(leading));
  const words = logTexts().fold(grouped(completed), completed, readableDuration(tookMs));
  return skipped > 0 ? `${words}, ${logTexts().foldSkipped(grouped(skipped))}` : words;
}

function namesOf({ names }: FoldSummary): string {
  return names.map((name) => visibleText(cut(name, NAME_CHARACTERS))).join(", ");
}

/** Safari has no requestIdleCallback. */
function whenIdle(task: () => void): number {
  return "requestIdleCallback" in window ? requestIdleCallback(task, { timeout: PATIENCE_MS }) : setTimeout(task, 16);
}

function cancelIdle(id: number): void {
  if ("cancelIdleCallback" in window) cancelIdleCallback(id);
  else clearTimeout(id);
}
