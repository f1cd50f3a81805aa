import { LitElement, type PropertyValues, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { ExecutionLogApi } from "../api.ts";
import type { Count, Counts } from "../contract.ts";
import { grouped, localClock } from "../format.ts";
import { type ListFilter, STATUSES, queryOf, searchOfFilter, withField } from "../list-filter.ts";
import { isPlainClick } from "../plain-click.ts";
import { Polled } from "../polled.ts";
import { appearance } from "../status.ts";
import { controls } from "../styles/controls.ts";
import { hiddenToTheEye } from "../styles/hidden.ts";
import { statusColors } from "../styles/status-colors.ts";
import { findingTexts } from "../texts/finding.ts";
import { wish } from "./wish.ts";

const EVERY_MS = 30_000;

/**
 * How many executions of each status fit the rest of the filter; each a link to them.
 *
 * @fires filter-changed - detail: the ListFilter that is wanted
 */
@customElement("status-tabs")
export class StatusTabs extends LitElement {
  static override styles = [
    controls,
    statusColors,
    css`
      nav {
        display: flex;
        inline-size: max-content;
        max-inline-size: 100%;
        overflow-x: auto;
        scrollbar-width: none;
        border: 1px solid var(--border-strong);
        border-radius: var(--radius);
      }

      a {
        display: inline-flex;
        flex: none;
        align-items: center;
        justify-content: center;
        gap: 6px;
        min-block-size: calc(2rem - 2px);
        padding-inline: 12px;
        font-size: 0.75rem;
        font-weight: 500;
        color: var(--text-soft);
        text-decoration: none;
        background: var(--surface);
      }

      a:first-child {
        border-start-start-radius: 7px;
        border-end-start-radius: 7px;
      }

      a:last-child {
        border-start-end-radius: 7px;
        border-end-end-radius: 7px;
      }

      a + a {
        border-inline-start: 1px solid var(--border);
      }

      a:hover {
        background: var(--surface-hover);
      }

      a:focus-visible {
        outline-offset: -2px;
      }

      a[aria-current="true"] {
        color: var(--accent);
        background: color-mix(in srgb, var(--accent) 10%, var(--surface));
      }

      svg {
        inline-size: 0.875rem;
        block-size: 0.875rem;
      }

      .on {
        stroke: var(--surface);
      }

      .number {
        min-inline-size: 2ch;
        font-weight: 400;
      }

      @media (max-width: 40rem) {
        nav {
          inline-size: auto;
        }

        a {
          flex: auto;
          padding-inline: 8px;
        }

        a:has(svg):not([aria-current="true"]) .word {
          ${hiddenToTheEye}
        }
      }

      @media (max-width: 24rem) {
        a:has(svg)[aria-current="true"] .word {
          ${hiddenToTheEye}
        }
      }

      @media (pointer: coarse) {
        a {
          min-block-size: 2.75rem;
        }
      }

      @media (forced-colors: active) {
        a[aria-current="true"] {
          outline: 2px solid Highlight;
          outline-offset: -2px;
        }
      }
    `,
  ];

  @property({ attribute: false }) api!: ExecutionLogApi;
  @property({ attribute: false }) filter: ListFilter = {};
  /** Whether they are counted again by themselves. */
  @property({ type: Boolean }) live = false;
  readonly #counts = new Polled<Counts>(this, EVERY_MS);
  #counted = "";

  override willUpdate(changed: PropertyValues<this>): void {
    this.#counts.isOn = this.live;
    const counted = searchOfFilter(withField(this.filter, "status"));
    if (!changed.has("api") && counted === this.#counted) return;
    this.#counted = counted;
    this.#counts.value = undefined;
    this.count();
  }

  override render() {
    return html`<nav aria-label=${findingTexts().tabs}>
      ${this.#tab("", findingTexts().all, nothing, totalOf(this.#counts.value))}
      ${STATUSES.map((status) => {
        const { name, word, icon } = appearance(status);
        const words = status === "in_progress" ? findingTexts().running : word;
        return this.#tab(status, words, html`<span class=${name}>${icon}</span>`, this.#counts.value?.[status]);
      })}
    </nav>`;
  }

  /** Counts now: the status itself does not matter, each is counted. */
  count(): void {
    const filter = withField(this.filter, "status");
    this.#counts.ask((signal) => this.api.ask<Counts>("counts", queryOf(filter), signal));
  }

  #tab(status: string, word: string, icon: unknown, count: Count | undefined) {
    const filter = withField(this.filter, "status", status);
    const search = searchOfFilter(filter);
    return html`<a
      href=${search ? `?${search}` : location.pathname}
      aria-current=${(this.filter.status ?? "") === status}
      title=${this.#title() ?? nothing}
      @click=${(event: MouseEvent) => this.#choose(event, filter)}
      >${icon}<span class="word">${word}</span>${numberOf(count)}</a
    >`;
  }

  #title(): string | undefined {
    const until = this.#counts.value?.counted_until;
    return until ? findingTexts().countedBackTo(localClock(until)) : undefined;
  }

  #choose(event: MouseEvent, filter: ListFilter): void {
    if (!isPlainClick(event)) return;
    event.preventDefault();
    wish(this, "filter-changed", filter);
  }
}

/** `10,000+`, said as "at least 10,000"; nothing where it is not known. */
function numberOf(count: Count | undefined) {
  if (!count) return nothing;
  const shown = grouped(count.count);
  if (count.exact) return html` <span class="number digits muted">${shown}</span>`;
  return html` <span class="number digits muted" aria-hidden="true">${shown}+</span
    ><span class="visually-hidden"> ${findingTexts().atLeast(shown)}</span>`;
}

function totalOf(counts: Counts | undefined): Count | undefined {
  if (!counts) return undefined;
  const all = STATUSES.map((status) => counts[status]);
  return { count: all.reduce((sum, { count }) => sum + count, 0), exact: all.every(({ exact }) => exact) };
}
