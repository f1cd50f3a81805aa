import { LitElement, type PropertyValues, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { searchOf } from "../address.ts";
import type { ExecutionLogApi } from "../api.ts";
import { jobText } from "../elements/cut-text.ts";
import "../elements/cut-text.ts";
import { executionListStyles } from "../elements/execution-list.styles.ts";
import { unknownIcon } from "../elements/icons.ts";
import { exactTime } from "../elements/time-ago.ts";
import "../elements/time-ago.ts";
import { isPlainClick } from "../plain-click.ts";
import { cards } from "../styles/cards.ts";
import { controls } from "../styles/controls.ts";
import { adminTexts } from "../texts/admin.ts";
import { AdminApi } from "./admin-api.ts";
import type { AuditEntry, AuditPage as Page } from "./admin-contract.ts";
import { discardIcon, exportIcon, putBackIcon, reprocessIcon, stopIcon } from "./admin-icons.ts";
import { adminStyles } from "./admin.styles.ts";
import { auditPageStyles } from "./audit-page.styles.ts";
import { emptyPage } from "./empty-page.ts";
import { faultNotice } from "./fault.ts";
import { freshness } from "./freshness.ts";
import { Reading } from "./reading.ts";

const ICONS: Record<string, unknown> = {
  reprocess: reprocessIcon,
  cancel: stopIcon,
  put_back: putBackIcon,
  put_back_all: putBackIcon,
  discard: discardIcon,
  export: exportIcon,
  export_list: exportIcon,
  export_link: exportIcon,
};
const REASON_SHOWN = 200;

/**
 * Who intervened, when and why: newest first.
 *
 * @fires log-opened - detail: the tracking id and, where known, the execution id of the target
 * @fires sign-in
 */
@customElement("audit-page")
export class AuditPage extends LitElement {
  static override styles = [controls, executionListStyles, adminStyles, cards(css`@media (max-width: 56rem)`), auditPageStyles];

  @property({ attribute: false }) api!: ExecutionLogApi;
  readonly #trail = new Reading<Page>(this);

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("api")) void this.#refresh();
  }

  override render() {
    const { value, error, isBusy } = this.#trail;
    const texts = adminTexts();
    return html`
      <div class="heading">
        <h1 tabindex="-1">${texts.trail.title}</h1>
        ${value || error ? freshness(this.#trail, () => void this.#refresh()) : nothing}
      </div>
      <p class="about">${texts.trail.about}</p>
      ${faultNotice(error, texts.reading)} ${value ? this.#content(value) : error ? nothing : skeleton()}
      <p class="visually-hidden" role="status">
        ${isBusy ? texts.trail.loading : value ? texts.trail.listed(value.entries.length.toLocaleString(texts.locale)) : ""}
      </p>
    `;
  }

  /** Where the keyboard goes when the page is entered. */
  override focus(): void {
    this.renderRoot.querySelector("h1")?.focus();
  }

  #refresh(): Promise<void> {
    return this.#trail.read((signal) => new AdminApi(this.api).audit(null, signal));
  }

  #older({ entries, next_cursor }: Page): Promise<void> {
    return this.#trail.read(async (signal) => {
      const page = await new AdminApi(this.api).audit(next_cursor, signal);
      return { ...page, entries: [...entries, ...page.entries] };
    });
  }

  #content(page: Page) {
    const { title, none, noneHint, older } = adminTexts().trail;
    return html`<section class="card" aria-label=${title} aria-busy=${this.#trail.isBusy}>
      ${page.entries.length === 0 ? emptyPage("plain", none, noneHint) : this.#table(page.entries)}
      ${page.next_cursor === null
        ? nothing
        : html`<div class="more">
            <button
              class="button"
              aria-disabled=${this.#trail.isBusy}
              @click=${() => this.#trail.isBusy || this.#older(page)}
            >
              ${older}
            </button>
          </div>`}
    </section>`;
  }

  /** A table by its roles too: on a narrow screen its rows are laid out as cards. */
  #table(entries: AuditEntry[]) {
    const { when, who, what, target, why } = adminTexts().trail;
    return html`
      <table role="table">
        <thead role="rowgroup">
          <tr role="row">
            ${[when, who, what, target, why].map((name) => html`<th role="columnheader" scope="col">${name}</th>`)}
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${repeat(
            entries,
            (entry) => entry,
            (entry) => this.#row(entry),
          )}
        </tbody>
      </table>
    `;
  }

  #row(entry: AuditEntry) {
    const { actions, noReason } = adminTexts().trail;
    return html`
      <tr role="row">
        <td role="cell" class="when digits">
          <time-ago datetime=${entry.at}></time-ago> <span class="exact">${exactTime(entry.at)}</span>
        </td>
        <td role="cell" class="who">${jobText(entry.who)}</td>
        <td role="cell" class="what">
          <span class="deed">${ICONS[entry.action] ?? unknownIcon} ${actions[entry.action] ?? jobText(entry.action)}</span>
        </td>
        <td role="cell" class="target">${this.#target(entry)}</td>
        <td role="cell" class="why">
          ${entry.reason
            ? html`<cut-text .text=${entry.reason} .limit=${REASON_SHOWN}></cut-text>`
            : html`<span class="muted">${noReason}</span>`}
        </td>
      </tr>
    `;
  }

  #target({ tracking_id, execution_id, message_id, action, export_id, format, filter }: AuditEntry) {
    const { trail, letters } = adminTexts();
    if (export_id) {
      return html`${trail.executions} (${jobText(format ?? "–")})
        <span class="part">${filter ? jobText(filtersOf(filter)) : trail.everything}</span>`;
    }
    if (action === "put_back_all") return trail.wholeQueue;
    if (!tracking_id) return html`<span class="mono">${trail.message} ${jobText(message_id ?? "–")}</span>`;
    const address = execution_id ? { trackingId: tracking_id, executionId: execution_id } : { trackingId: tracking_id };
    return html`<a
        class="mono"
        href=${searchOf(address)}
        aria-label=${letters.openLog(tracking_id)}
        @click=${(event: MouseEvent) => this.#openLog(event, { tracking_id, execution_id })}
        >${jobText(tracking_id)}</a
      >${message_id ? html`<span class="part">${trail.message} ${jobText(message_id)}</span>` : nothing}`;
  }

  #openLog(event: MouseEvent, detail: Pick<AuditEntry, "tracking_id" | "execution_id">): void {
    if (!isPlainClick(event)) return;
    event.preventDefault();
    this.dispatchEvent(new CustomEvent("log-opened", { detail }));
  }
}

/** A query string as people read it. */
function filtersOf(query: string): string {
  return [...new URLSearchParams(query)].map(([name, value]) => `${name}: ${value}`).join(", ");
}

function skeleton() {
  return html`<div class="card skeleton" aria-hidden="true">
    ${Array.from({ length: 6 }, () => html`<div class="bone"></div>`)}
  </div>`;
}
