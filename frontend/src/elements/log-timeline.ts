import { type PropertyValues, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { DrawnInTurn } from "./drawn-in-turn.ts";
import { repeat } from "lit/directives/repeat.js";
import { readableDuration } from "../duration.ts";
import { controls } from "../styles/controls.ts";
import { stepMark } from "../styles/step-mark.ts";
import { timelineTexts } from "../texts/timeline.ts";
import { elapsedOf } from "../timeline/elapsed.ts";
import { keyMove } from "../timeline/keys.ts";
import { type Timeline, lastEntryOf, timelineOf } from "../timeline/layout.ts";
import { rowWindow } from "../timeline/row-window.ts";
import { FIRST_MEMBERS, MORE_MEMBERS, type Row } from "../timeline/rows.ts";
import type { TimelineLog } from "../timeline/span-tree.ts";
import { breaksOf } from "../timeline/time-scale.ts";
import { VisibleTimer } from "../visible-timer.ts";
import { jobText } from "./cut-text.ts";
import { logTimelineStyles } from "./log-timeline.styles.ts";
import { timelineAxis, timelineGrid } from "./timeline-axis.ts";
import { timelineReadout } from "./timeline-readout.ts";
import { timelineRow, twist } from "./timeline-row.ts";
import { timelineRowStyles } from "./timeline-row.styles.ts";
import { percentOf } from "./timeline-words.ts";

const TICK_MS = 1000;
/** Until it is measured. */
const TYPICAL = { axis: 480, height: 320, rowHeight: 28 };

/** Detail of "step-chosen": the step's last entry, and the number of the step. */
export interface ChosenStep {
  seq: number;
  span: number;
}

/**
 * When each step of a log ran: a waterfall.
 *
 * @fires step-chosen - detail: ChosenStep
 */
@customElement("log-timeline")
export class LogTimeline extends DrawnInTurn {
  static override styles = [controls, stepMark, logTimelineStyles, timelineRowStyles];

  @property({ attribute: false }) log: TimelineLog | undefined;

  /** Closed at first, where something else must be in view. */
  @property({ type: Boolean }) folded = false;

  @state() private isOpen = !matchMedia("(max-width: 40rem)").matches;
  @state() private shorten = true;
  @state() private toggled: ReadonlySet<string> = new Set();
  @state() private limits: ReadonlyMap<string, number> = new Map();
  @state() private now = Date.now();
  /** The row that has or would get the focus, and the one under the pointer. */
  @state() private active: string | undefined;
  @state() private hovered: string | undefined;
  @state() private size = TYPICAL;
  @state() private scrolled = 0;
  @query(".scroller") private readonly scroller!: HTMLElement | null;

  readonly #timer = new VisibleTimer();
  readonly #observer = new ResizeObserver(() => this.#measure());
  #timeline: Timeline | undefined;
  #readAt = 0;
  #observed: Element | null = null;
  #pointer = "mouse";
  #toFocus = false;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#timer.stop();
    this.#observer.disconnect();
    this.#observed = null;
  }

  override willUpdate(changed: PropertyValues): void {
    if (!this.hasUpdated && this.folded) this.isOpen = false;
    if (changed.has("log")) this.#take();
    const parts = ["log", "shorten", "toggled", "limits", "now", "isOpen"];
    if (parts.some((part) => changed.has(part))) this.#layOut();
  }

  override updated(): void {
    if (this.scroller !== this.#observed) this.#observe();
    if (this.#toFocus) this.#focusActive();
  }

  override render() {
    const timeline = this.#timeline;
    if (!timeline || timeline.rows.length === 0) return nothing;
    return html`
      <section class="timeline" aria-label=${timelineTexts().timeline}>
        ${this.#head(timeline)} ${this.isOpen ? this.#waterfall(timeline) : nothing}
      </section>
    `;
  }

  #take(): void {
    this.#readAt = this.now = Date.now();
    this.#timer.stop();
    if (this.log?.final_status === "in_progress") this.#tick();
  }

  #tick(): void {
    this.#timer.start(() => {
      this.now = Date.now();
      this.#tick();
    }, TICK_MS);
  }

  #layOut(): void {
    const { log, toggled, limits, shorten } = this;
    const elapsed = log ? elapsedOf(log, this.#readAt, this.now) : 0;
    this.#timeline = log && timelineOf(log, { elapsed, opened: { toggled, limits }, shorten });
  }

  #head({ scale, hasCriticalPath }: Timeline) {
    const texts = timelineTexts();
    const breaks = this.isOpen ? breaksOf(scale).length : 0;
    return html`
      <div class="head">
        <h3>
          <button class="opener" aria-expanded=${this.isOpen} @click=${() => (this.isOpen = !this.isOpen)}>
            <span class="twist" aria-hidden="true">${twist}</span>${texts.timeline}
          </button>
        </h3>
        ${this.#slowest()}
        <span class="keys">
          ${this.isOpen && hasCriticalPath
            ? html`<span class="key" title=${texts.criticalHint}>${texts.critical}</span>`
            : nothing}
          ${breaks > 0 || !this.shorten ? this.#scaleChoice(breaks) : nothing}
        </span>
      </div>
    `;
  }

  #slowest() {
    const slowest = this.#timeline?.slowest;
    if (!slowest) return nothing;
    const texts = timelineTexts();
    const tell = slowest.node.state === "in_progress" ? texts.slowestRuns : texts.slowestTook;
    return html`<p class="slowest">
      <span class="mono">${jobText(slowest.node.span.step)}</span>
      ${tell(readableDuration(slowest.duration), percentOf(slowest.share))}
    </p>`;
  }

  #scaleChoice(breaks: number) {
    const texts = timelineTexts();
    return html`
      ${breaks > 0 ? html`<span class="muted">${texts.shortened(breaks)}</span>` : nothing}
      <button class="button quiet" aria-pressed=${!this.shorten} @click=${() => (this.shorten = !this.shorten)}>
        ${texts.trueScale}
      </button>
    `;
  }

  #waterfall(timeline: Timeline) {
    const texts = timelineTexts();
    const { rows, scale } = timeline;
    const active = this.#activeIndex(rows);
    return html`
      <div class="scroller" .style=${`--rows:${rows.length}`} @scroll=${this.#followScroll}>
        ${timelineAxis(scale, this.size.axis, texts)} ${timelineGrid(scale, this.size.axis)}
        <div
          class="rows ${rows.some(({ isOpen }) => isOpen !== undefined) ? "" : "flat"}"
          role="tree"
          aria-label=${texts.steps}
          @keydown=${this.#press}
          @click=${this.#click}
          @focusin=${this.#follow}
          @pointerdown=${({ pointerType }: PointerEvent) => (this.#pointer = pointerType)}
          @pointerover=${this.#hover}
          @pointerleave=${() => (this.hovered = undefined)}
        >
          ${this.#drawnRows(timeline, active)}
        </div>
      </div>
      ${this.#readout(timeline, active)}
    `;
  }

  /** Those in sight, and the one that has the focus. */
  #drawnRows({ rows, scale, runEnd }: Timeline, active: number) {
    const { first, end } = rowWindow({ ...this.size, scrollTop: this.scrolled }, rows.length);
    const indexes = Array.from({ length: end - first }, (_, n) => first + n);
    if (active < first) indexes.unshift(active);
    else if (active >= end) indexes.push(active);
    const texts = timelineTexts();
    const draw = (index: number) => {
      const row = rows[index];
      const isHovered = row?.key === this.hovered;
      return row && timelineRow(row, { index, isActive: index === active, isHovered, scale, runEnd, texts });
    };
    return repeat(indexes, (index) => rows[index]?.key, draw);
  }

  #readout({ rows, runEnd }: Timeline, active: number) {
    const row = rows.find(({ key }) => key === this.hovered) ?? rows[active];
    if (!row || row.kind === "more" || !this.log) return nothing;
    const goToStep = row.node ? () => this.#choose(row) : undefined;
    return timelineReadout(row, { startedAt: this.log.started_at, runEnd, texts: timelineTexts(), goToStep });
  }

  /** Before anyone chose one: the slowest step, which the readout then tells about. */
  #activeIndex(rows: Row[]): number {
    const slowest = this.#timeline?.slowest?.node;
    const wanted = this.active ?? rows.find(({ node }) => node && node === slowest)?.key;
    return Math.max(0, rows.findIndex(({ key }) => key === wanted));
  }

  #choose({ node }: Row): void {
    const span = node?.span.span;
    const seq = span === undefined ? undefined : this.log && lastEntryOf(this.log, span);
    if (span === undefined || seq === undefined) return;
    const detail: ChosenStep = { seq, span };
    this.dispatchEvent(new CustomEvent("step-chosen", { detail, bubbles: true, composed: true }));
  }

  #act(row: Row): void {
    if (row.kind === "more") this.#showMore(row);
    else if (row.kind === "group") this.#toggle(row);
    else this.#choose(row);
  }

  #toggle({ key }: Row): void {
    const toggled = new Set(this.toggled);
    if (!toggled.delete(key)) toggled.add(key);
    this.toggled = toggled;
  }

  #showMore({ parent = "", key, position }: Row): void {
    const shown = this.limits.get(parent) ?? FIRST_MEMBERS;
    this.limits = new Map(this.limits).set(parent, shown + MORE_MEMBERS);
    const next = this.#timeline?.rows.findIndex((row) => row.key === key);
    if (this.active === key && next !== undefined && position) this.#focusNewAt(next);
  }

  /** The row that takes the place of "show more" gets its focus. */
  #focusNewAt(index: number): void {
    void this.updateComplete.then(() => this.#focus(this.#timeline?.rows[index]));
  }

  #focus(row: Row | undefined): void {
    if (!row) return;
    this.active = row.key;
    this.hovered = undefined;
    this.#toFocus = true;
    this.requestUpdate();
  }

  #focusActive(): void {
    this.#toFocus = false;
    const row = this.renderRoot.querySelector<HTMLElement>(".row[tabindex='0']");
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: "nearest" });
  }

  #rowOf(event: Event): Row | undefined {
    const key = (event.target as Element).closest<HTMLElement>("[data-key]")?.dataset["key"];
    return this.#timeline?.rows.find((row) => row.key === key);
  }

  #press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const rows = this.#timeline?.rows ?? [];
    const index = this.#activeIndex(rows);
    const row = rows[index];
    const move = keyMove(event.key, rows, index);
    if (move === "toggle" && row) this.#toggle(row);
    else if (move !== "toggle" && move) this.#focus(move);
    else if (row && (event.key === "Enter" || event.key === " ")) this.#act(row);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** A finger's first tap on a step tells its times; the next one goes there. */
  #click(event: MouseEvent): void {
    const row = this.#rowOf(event);
    if (!row) return;
    const isOnTwist = (event.target as Element).closest(".twist") !== null && row.isOpen !== undefined;
    const isFirstTap = this.#pointer === "touch" && row.key !== this.active;
    this.active = row.key;
    if (isOnTwist) this.#toggle(row);
    else if (!isFirstTap || row.kind !== "step") this.#act(row);
  }

  #follow(event: Event): void {
    const row = this.#rowOf(event);
    if (row && this.#pointer !== "touch") this.active = row.key;
  }

  #hover(event: PointerEvent): void {
    if (event.pointerType !== "touch") this.hovered = this.#rowOf(event)?.key;
  }

  #followScroll(): void {
    this.scrolled = this.scroller?.scrollTop ?? 0;
  }

  #observe(): void {
    this.#observer.disconnect();
    this.#observed = this.scroller;
    if (this.scroller) this.#observer.observe(this.scroller);
  }

  #measure(): void {
    const rows = this.renderRoot.querySelector(".rows");
    const axis = this.renderRoot.querySelector(".ticks");
    if (!rows || !axis || !this.scroller || !this.#timeline) return;
    const rowHeight = rows.clientHeight / this.#timeline.rows.length || TYPICAL.rowHeight;
    this.size = { axis: axis.clientWidth, height: this.scroller.clientHeight, rowHeight };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "log-timeline": LogTimeline;
  }
}
