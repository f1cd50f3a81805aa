import { LitElement, type PropertyValues, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { asApiError } from "../api-error.ts";
import type { ExecutionLogApi } from "../api.ts";
import { jobText } from "../elements/cut-text.ts";
import { closeIcon, completedIcon, downloadIcon, failedIcon, inProgressIcon } from "../elements/icons.ts";
import { dayTime } from "../elements/time-ago.ts";
import { grouped, localClock, localDay } from "../format.ts";
import { Polled } from "../polled.ts";
import { controls } from "../styles/controls.ts";
import { exportsTexts } from "../texts/exports.ts";
import { visibleText } from "../visible-text.ts";
import { exportPanelStyles } from "./export-panel.styles.ts";
import { type Export, ExportsApi, faultOf, isUnderWay } from "./exports-api.ts";
import { keepOwnExports, ownExports } from "./own-exports.ts";

const EVERY_MS = 3000;

/** The exports that were begun in this browser, on whatever page it is; all of them on demand. */
@customElement("export-panel")
export class ExportPanel extends LitElement {
  static override styles = [controls, exportPanelStyles];

  @property({ attribute: false }) api!: ExecutionLogApi;
  @state() private own = ownExports();
  @state() private isAll = false;
  @state() private faults: Readonly<Record<string, string>> = {};

  readonly #exports = new Polled<Export[]>(this, EVERY_MS);

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("api") && this.own.size > 0) this.#read();
    this.#exports.isOn = this.#shown.some(isUnderWay) || (this.#exports.isMissing && this.#isOpen);
  }

  override render() {
    const announced = this.#shown.filter(({ export_id }) => this.own.has(export_id));
    return html`
      ${this.#isOpen ? this.#panel() : nothing}
      <p class="visually-hidden" role="status">${announced.map((one) => `${this.#announced(one)}. `)}</p>
    `;
  }

  /** Another one has begun: it is followed from now on. */
  add(begun: Export): void {
    this.own = new Set([begun.export_id, ...this.own]);
    keepOwnExports(this.own);
    this.#exports.value = [begun, ...(this.#exports.value ?? [])];
    this.#read();
  }

  /** All of them, whoever began them. */
  async showAll(): Promise<void> {
    this.isAll = true;
    this.#read();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>("h2")?.focus();
  }

  get #isOpen(): boolean {
    return this.isAll || this.#shown.length > 0;
  }

  get #shown(): Export[] {
    const all = this.#exports.value ?? [];
    return this.isAll ? all : all.filter(({ export_id }) => this.own.has(export_id));
  }

  #read(): void {
    const api = new ExportsApi(this.api);
    this.#exports.ask((signal) => api.list(signal));
  }

  #panel() {
    const words = exportsTexts();
    return html`<section aria-labelledby="title">
      <header>
        <h2 id="title" tabindex="-1">${words.panel}</h2>
        <button class="button icon-only" aria-label=${words.close} title=${words.close} @click=${this.#close}>${closeIcon}</button>
      </header>
      ${this.#exports.isMissing ? html`<p class="fault">${words.faults.noList}</p>` : nothing}
      ${this.#exports.value && this.#shown.length === 0 ? html`<p class="muted">${words.none}</p>` : nothing}
      <ul>
        ${repeat(
          this.#shown,
          ({ export_id }) => export_id,
          (one) => this.#row(one),
        )}
      </ul>
    </section>`;
  }

  #row(one: Export) {
    const words = exportsTexts();
    const fault = this.faults[one.export_id];
    return html`<li class=${one.state}>
      <span class="icon">${iconOf(one)}</span>
      <div class="what">
        <p class="name">${formatOf(one)} <span class="filter">${jobText(filterOf(one))}</span></p>
        <p class="state digits">${this.#state(one)}</p>
        ${this.isAll ? html`<p class="muted">${words.by(visibleText(one.requested_by))}, ${dayTime(one.requested_at)}</p>` : nothing}
        ${one.truncated ? html`<p class="notice">${words.truncated}</p>` : nothing}
        ${fault ? html`<p class="fault" role="alert">${fault}</p>` : nothing}
      </div>
      ${one.state === "completed" && !isOver(one) ? this.#download(one) : nothing}
      ${this.own.has(one.export_id) && !isUnderWay(one) ? this.#forget(one) : nothing}
    </li>`;
  }

  #state(one: Export) {
    const words = exportsTexts();
    if (one.state === "failed") return one.error ? jobText(one.error) : words.failed;
    if (one.state === "completed") {
      const size = one.bytes === null ? [] : [byteCount(one.bytes)];
      const kept = isOver(one) ? words.expired : words.until(localDay(one.expires_at));
      return [words.rows(one.rows, grouped(one.rows)), ...size, kept].join(" · ");
    }
    if (one.state === "running" && one.searched_until) return words.soFar(grouped(one.rows), localClock(one.searched_until));
    return words.states[one.state] ?? one.state;
  }

  #download(one: Export) {
    const { download, downloadOf } = exportsTexts();
    const what = `${formatOf(one)} ${visibleText(filterOf(one))}`;
    return html`<button class="button primary" aria-label=${downloadOf(what)} @click=${() => this.#save(one)}>
      ${downloadIcon} ${download}
    </button>`;
  }

  #forget(one: Export) {
    const words = exportsTexts().forget(`${formatOf(one)} ${visibleText(filterOf(one))}`);
    return html`<button class="button icon-only forget" aria-label=${words} title=${words} @click=${() => this.#drop(one.export_id)}>
      ${closeIcon}
    </button>`;
  }

  async #save({ export_id }: Export): Promise<void> {
    this.#tell(export_id, "");
    try {
      location.assign(await new ExportsApi(this.api).link(export_id));
    } catch (error) {
      this.#tell(export_id, faultOf(asApiError(error)));
    }
  }

  #tell(exportId: string, fault: string): void {
    this.faults = { ...this.faults, [exportId]: fault };
  }

  #drop(exportId: string): void {
    this.own = new Set([...this.own].filter((id) => id !== exportId));
    keepOwnExports(this.own);
  }

  /** What is still under way is shown again by the next page that is opened. */
  #close(): void {
    const done = this.#shown.filter((one) => !isUnderWay(one));
    for (const { export_id } of done) this.#drop(export_id);
    this.isAll = false;
    if (this.#shown.length > 0) this.own = new Set();
  }

  #announced(one: Export): string {
    const { announced, states } = exportsTexts();
    return announced(`${formatOf(one)} ${visibleText(filterOf(one))}`, states[one.state] ?? one.state);
  }
}

function iconOf(one: Export) {
  if (one.state === "completed") return completedIcon;
  return one.state === "failed" ? failedIcon : inProgressIcon;
}

function isOver({ expires_at }: Export): boolean {
  return Date.parse(expires_at) <= Date.now();
}

function formatOf({ format, bom }: Export): string {
  const { formats } = exportsTexts();
  if (format === "jsonl") return formats.jsonl;
  return bom ? formats.excel : formats.csv;
}

/** `status failed, from 15 Jan, 11:30` */
function filterOf({ filter }: Export): string {
  const parts = Object.entries(filter).map(([name, value]) => {
    const shown = name === "from" || name === "to" ? localDay(value) : value;
    return `${name.replaceAll("_", " ")} ${shown}`;
  });
  return parts.join(", ") || exportsTexts().everything;
}

function byteCount(bytes: number): string {
  return `${grouped(Math.max(0.1, Math.round(bytes / 104_857.6) / 10))} MB`;
}
