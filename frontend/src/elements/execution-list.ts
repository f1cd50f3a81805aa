import { css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { DrawnInTurn } from "./drawn-in-turn.ts";
import { pageSearch, showPage } from "../address.ts";
import type { ExecutionLogApi } from "../api.ts";
import type { ExecutionSummary } from "../contract.ts";
import { ExecutionPages } from "../execution-pages.ts";
import { grouped, localClock } from "../format.ts";
import { type Column, keepColumns, readColumns, withColumns } from "../list-columns.ts";
import { type ListFilter, queryOf, readFilter, searchOfFilter } from "../list-filter.ts";
import type { LiveExecutions } from "../live-executions.ts";
import { loadPart } from "../load-part.ts";
import { type Times, live, times } from "../preferences.ts";
import { type Problem, problemOf } from "../problem.ts";
import { cards } from "../styles/cards.ts";
import { controls } from "../styles/controls.ts";
import { listTexts } from "../texts/list.ts";
import { texts } from "../texts/shared.ts";
import { siteTexts } from "../texts/site.ts";
import { executionCardsStyles } from "./execution-cards.styles.ts";
import { executionListStyles } from "./execution-list.styles.ts";
import { executionTable } from "./execution-table.ts";
import { refreshIcon, upIcon } from "./icons.ts";
import { listHeadStyles } from "./list-head.styles.ts";
import type { ListTools } from "./list-tools.ts";
import "./problem-notice.ts";
import "./time-ago.ts";

/** Nearer to its beginning, the list may grow there. */
const AT_THE_TOP_PX = 200;

/**
 * The executions that fit the filter in the URL. What filters, counts and lays it out is loaded when
 * the rows have been asked for.
 *
 * @fires log-opened - detail: the ExecutionSummary whose log is wanted
 * @fires sign-in
 */
@customElement("execution-list")
export class ExecutionList extends DrawnInTurn {
  static override styles = [controls, executionListStyles, listHeadStyles, cards(css`@media (max-width: 64rem)`), executionCardsStyles];

  /** As soon as it is given the rows are asked for, be it before anything is drawn. */
  @property({ attribute: false }) api: ExecutionLogApi | undefined;
  @property({ type: Boolean }) admin = false;
  /** Whether a log is open over the list. */
  @property({ type: Boolean }) covered = false;
  @property({ reflect: true }) times = times.read();
  @state() private filter: ListFilter = readFilter();
  @state() private columns: readonly Column[] = readColumns();
  @state() private isLive = live.read() === "on";
  @state() private areToolsMissing = false;
  @query("h1") private readonly heading!: HTMLElement | null;
  @query("list-tools") private readonly tools!: ListTools | null;
  @query(".card") private readonly card!: HTMLElement | null;

  readonly #pages = new ExecutionPages(this);
  #live: LiveExecutions | undefined;
  #isBegun = false;
  #areToolsAsked = false;

  get isWatching(): boolean {
    return this.isLive && !this.covered;
  }

  /** Whether nobody reads in the rows: then newer ones may push them down. */
  get isCalm(): boolean {
    return !this.covered && scrollY < AT_THE_TOP_PX && !this.card?.contains(this.shadowRoot?.activeElement ?? null);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("popstate", this.follow);
    showPage(withColumns(location.search, this.columns), false);
    this.#begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("popstate", this.follow);
  }

  override willUpdate(): void {
    this.#begin();
  }

  /** A log over the list comes first. */
  override updated(): void {
    if (this.covered || this.#areToolsAsked) return;
    this.#areToolsAsked = true;
    loadPart(() => this.#loadTools()).catch(() => (this.areToolsMissing = true));
  }

  override render() {
    const { executions, reading, error } = this.#pages;
    return html`
      <div class="heading">
        <h1 tabindex="-1">${listTexts().executions}</h1>
        ${executions ? this.#freshness() : nothing}
      </div>
      ${this.#tools()}
      <section class="card" aria-label=${listTexts().recent} aria-busy=${reading === "newest"}>
        ${executions ? this.#content(executions) : error ? this.#failed() : listSkeleton()}
      </section>
      <p class="visually-hidden" role="status">${this.#announcement()}</p>
      <div class="newer" role="status">${this.#live?.newer ? this.#newer(this.#live) : nothing}</div>
    `;
  }

  /** Where the keyboard goes when there is no row to return to. */
  override focus(): void {
    this.heading?.focus();
  }

  /** Until they are loaded they take their space. */
  #tools() {
    if (this.areToolsMissing) return html`<p class="stale" role="alert">${siteTexts().notLoaded}. ${siteTexts().notLoadedHint}</p>`;
    return html`<list-tools
      .api=${this.api}
      .filter=${this.filter}
      .columns=${this.columns}
      .executions=${this.#pages.executions ?? []}
      ?admin=${this.admin}
      ?live=${this.isWatching}
      ?covered=${this.covered}
      @filter-changed=${({ detail }: CustomEvent<ListFilter>) => this.#show(detail, this.columns)}
      @view-applied=${({ detail }: CustomEvent<string>) => this.#show(readFilter(detail), readColumns(detail))}
      @columns-changed=${this.#lay}
      @times-changed=${({ detail }: CustomEvent<Times>) => (this.times = detail)}
      @refresh-wanted=${this.#refresh}
    ></list-tools>`;
  }

  #begin(): void {
    if (!this.api || this.#isBegun) return;
    this.#isBegun = true;
    this.#pages.open(this.api, this.filter);
  }

  async #loadTools(): Promise<void> {
    const { LiveExecutions } = await import("./list-tools.ts");
    this.#live ??= new LiveExecutions(this, this.#pages);
    this.requestUpdate();
  }

  async #refresh(): Promise<void> {
    this.tools?.count?.();
    await this.#pages.refresh();
  }

  #freshness() {
    const { readAt, reading } = this.#pages;
    return html`
      <button class="live" role="switch" aria-checked=${this.isLive} title=${listTexts().liveHint} @click=${this.#toggleLive}>
        <span class="dot"></span>${listTexts().live}
      </button>
      <span class="muted digits">${listTexts().updated} <time-ago datetime=${new Date(readAt).toISOString()}></time-ago></span>
      <button class="button" ?disabled=${reading === "newest"} @click=${this.#refresh}>
        ${refreshIcon} <span class="word">${listTexts().refresh}</span>
      </button>
    `;
  }

  #toggleLive(): void {
    this.isLive = !this.isLive;
    live.choose(this.isLive ? "on" : "off");
  }

  #content(executions: ExecutionSummary[]) {
    const { error } = this.#pages;
    const problem = error && problemOf(error, "executions");
    if (executions.length === 0 && !problem) return this.#nothing();
    const open = (execution: ExecutionSummary) => this.#open(execution);
    return html`
      ${problem ? this.#stale(problem) : nothing} ${executionTable(executions, { columns: this.columns, gone: this.#live?.gone, open })}
      ${this.#more()}
    `;
  }

  #nothing() {
    const isFiltered = Object.keys(queryOf(this.filter)).length > 0;
    if (!isFiltered && this.#pages.nextCursor === null) return html`<first-profile></first-profile>`;
    return html`<nothing-found
      .filter=${this.filter}
      ?unfinished=${this.#pages.nextCursor !== null}
      @filter-changed=${({ detail }: CustomEvent<ListFilter>) => this.#show(detail, this.columns)}
    ></nothing-found>${this.#more()}`;
  }

  /** What was read before stays readable while a newer read fails. */
  #stale({ title, action }: Problem) {
    return html`
      <div class="stale" role="alert">
        <span>${title}</span>
        ${action === "sign-in"
          ? html`<button class="button" @click=${this.#signIn}>${texts().signIn}</button>`
          : html`<button class="button" @click=${this.#refresh}>${texts().retry}</button>`}
      </div>
    `;
  }

  /** A search that has not come to its end is told from a page that has. */
  #more() {
    const { nextCursor, reading, isUnfinished, searchedUntil } = this.#pages;
    if (nextCursor === null) return nothing;
    const words = isUnfinished ? listTexts().continue : listTexts().more;
    return html`
      <div class="more">
        ${isUnfinished && searchedUntil
          ? html`<span class="muted digits">${listTexts().searched(localClock(searchedUntil))}</span>`
          : nothing}
        ${reading === "more" && isUnfinished
          ? html`<button class="button" @click=${() => this.#pages.stop()}>${listTexts().searching} ${listTexts().stop}</button>`
          : html`<button class="button" ?disabled=${reading === "more"} @click=${() => this.#pages.more()}>${words}</button>`}
      </div>
    `;
  }

  #newer({ newer, isNewerMore }: LiveExecutions) {
    const shown = `${grouped(newer)}${isNewerMore ? "+" : ""}`;
    return html`<button class="button primary" @click=${this.#showNewer}>
      ${listTexts().newer(newer, shown)} ${upIcon}
    </button>`;
  }

  async #showNewer(): Promise<void> {
    scrollTo(0, 0);
    await this.#pages.refresh();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>("tbody tr")?.focus({ preventScroll: true });
  }

  #failed() {
    const { error } = this.#pages;
    if (!error) return nothing;
    return html`<problem-notice
      .problem=${problemOf(error, "executions")}
      @retry=${this.#refresh}
    ></problem-notice>`;
  }

  #announcement(): string {
    const { executions, reading } = this.#pages;
    if (reading) return listTexts().loading;
    return executions ? listTexts().listed(executions.length, grouped(executions.length)) : "";
  }

  #open(execution: ExecutionSummary): void {
    this.dispatchEvent(new CustomEvent("log-opened", { detail: execution }));
  }

  #signIn(): void {
    this.dispatchEvent(new Event("sign-in", { bubbles: true, composed: true }));
  }

  #lay({ detail }: CustomEvent<readonly Column[]>): void {
    this.columns = detail;
    keepColumns(detail);
    showPage(withColumns(location.search, detail), false);
  }

  /** Another filter is another place: Back leads to the one before. */
  #show(filter: ListFilter, columns: readonly Column[]): void {
    showPage(withColumns(searchOfFilter(filter), columns), true);
    this.follow();
  }

  /** Shows what the URL says. Opening or closing a log changes nothing of the list. */
  readonly follow = (): void => {
    const search = pageSearch();
    this.columns = readColumns(search);
    const filter = readFilter(search);
    if (searchOfFilter(filter) === searchOfFilter(this.filter)) return;
    this.filter = filter;
    if (this.api) this.#pages.open(this.api, filter);
  };
}

function listSkeleton() {
  return html`<div class="skeleton" aria-hidden="true">
    ${Array.from({ length: 6 }, () => html`<div class="bone"></div>`)}
  </div>`;
}
