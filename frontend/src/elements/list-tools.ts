import { html, nothing } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { DrawnInTurn } from "./drawn-in-turn.ts";
import type { ExecutionLogApi } from "../api.ts";
import type { ExecutionSummary } from "../contract.ts";
import type { Column } from "../list-columns.ts";
import type { ListFilter } from "../list-filter.ts";
import { ListKeys } from "../list-keys.ts";
import { loadPart } from "../load-part.ts";
import { controls } from "../styles/controls.ts";
import { siteTexts } from "../texts/site.ts";
import "./columns-menu.ts";
import "./first-profile.ts";
import type { KeyboardHelp } from "./keyboard-help.ts";
import type { ListSearch } from "./list-search.ts";
import "./list-search.ts";
import { listToolsStyles } from "./list-tools.styles.ts";
import "./nothing-found.ts";
import "./overview-strip.ts";
import { listKeyLines } from "./list-key-lines.ts";
import "./saved-views.ts";
import type { StatusTabs } from "./status-tabs.ts";
import "./status-tabs.ts";
import "./time-range.ts";
import { wish } from "./wish.ts";

export { LiveExecutions } from "../live-executions.ts";

/**
 * What stands above the rows: what goes on now, the search, counts, and menus.
 *
 * @fires filter-changed, view-applied, columns-changed, times-changed, view-chosen - from within
 * @fires refresh-wanted
 */
@customElement("list-tools")
export class ListTools extends DrawnInTurn {
  static override styles = [controls, listToolsStyles];

  @property({ attribute: false }) api!: ExecutionLogApi;
  @property({ attribute: false }) filter: ListFilter = {};
  @property({ attribute: false }) columns: readonly Column[] = [];
  @property({ attribute: false }) executions: readonly ExecutionSummary[] = [];
  @property({ type: Boolean }) admin = false;
  /** Whether numbers are kept up to date by themselves. */
  @property({ type: Boolean }) live = false;
  /** Whether a log is open over the list. */
  @property({ type: Boolean }) covered = false;
  @query("list-search") private readonly search!: ListSearch | null;
  @query("status-tabs") private readonly tabs!: StatusTabs | null;

  #keys: ListKeys | undefined;
  #isExportMissing = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#keys = new ListKeys(this, {
      search: () => this.search?.focus(),
      refresh: () => wish(this, "refresh-wanted", undefined),
      help: () => void this.#help(),
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#keys?.stop();
  }

  override firstUpdated(): void {
    if (this.admin) void this.#loadExport();
  }

  override render() {
    const { api, filter, columns, live } = this;
    return html`
      <overview-strip .api=${api} .filter=${filter} ?admin=${this.admin} ?live=${live}></overview-strip>
      <div class="bar">
        <list-search .filter=${filter} .executions=${this.executions}></list-search>
        <time-range .filter=${filter}></time-range>
        <saved-views .filter=${filter} .columns=${columns}></saved-views>
      </div>
      <div class="bar">
        <status-tabs .api=${api} .filter=${filter} ?live=${live}></status-tabs>
        <span class="menus">
          <columns-menu .columns=${columns}></columns-menu>
          ${this.admin ? this.#export() : nothing}
        </span>
      </div>
      <keyboard-help .lines=${listKeyLines()}></keyboard-help>
    `;
  }

  /** Counts anew: the reader wants it all fresh. */
  count(): void {
    this.tabs?.count();
  }

  #export() {
    return this.#isExportMissing
      ? html`<span class="missing">${siteTexts().notLoaded}</span>`
      : html`<list-export .api=${this.api} .filter=${this.filter}></list-export>`;
  }

  async #loadExport(): Promise<void> {
    await loadPart(() => import("../exports/exports.ts")).catch(() => (this.#isExportMissing = true));
    this.requestUpdate();
  }

  async #help(): Promise<void> {
    await loadPart(() => import("./keyboard-help.ts"));
    await this.renderRoot.querySelector<KeyboardHelp>("keyboard-help")?.show();
  }
}
