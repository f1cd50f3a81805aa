import { LitElement, type PropertyValues, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { viewHref } from "../address.ts";
import type { ExecutionLogApi } from "../api.ts";
import type { Count, Overview } from "../contract.ts";
import { grouped } from "../format.ts";
import { type ListFilter, readFilter, searchOfFilter } from "../list-filter.ts";
import { isPlainClick } from "../plain-click.ts";
import { Polled } from "../polled.ts";
import { FAILED_LATELY, RUNNING_NOW } from "../saved-views.ts";
import { controls } from "../styles/controls.ts";
import { findingTexts } from "../texts/finding.ts";
import { clockIcon, failedIcon, inProgressIcon } from "./icons.ts";
import { letterIcon } from "./list-icons.ts";
import { overviewStripStyles } from "./overview-strip.styles.ts";
import { wish } from "./wish.ts";

const EVERY_MS = 15_000;

/** One number, what it counts, and where to see what was counted. */
interface Tile {
  name: string;
  icon: unknown;
  words: string;
  shown: string | undefined;
  /** Whether it asks for somebody's eye. */
  isUrgent: boolean;
  href?: string;
}

/**
 * What goes on now, whatever the list shows.
 *
 * @fires filter-changed - detail: the ListFilter that is wanted
 * @fires view-chosen - detail: the View
 */
@customElement("overview-strip")
export class OverviewStrip extends LitElement {
  static override styles = [controls, overviewStripStyles];

  @property({ attribute: false }) api!: ExecutionLogApi;
  @property({ attribute: false }) filter: ListFilter = {};
  @property({ type: Boolean }) admin = false;
  /** Whether it is kept up to date by itself. */
  @property({ type: Boolean }) live = false;
  readonly #overview = new Polled<Overview>(this, EVERY_MS);

  override willUpdate(changed: PropertyValues<this>): void {
    this.#overview.isOn = this.live;
    if (changed.has("api")) this.#overview.ask((signal) => this.api.ask<Overview>("overview", {}, signal));
  }

  override render() {
    return html`<nav aria-label=${findingTexts().overview.title}>${this.#tiles().map((tile) => this.#tile(tile))}</nav>`;
  }

  #tiles(): Tile[] {
    const { value } = this.#overview;
    const words = findingTexts().overview;
    const failed = value?.failed_last_hour;
    const letters = value?.dead_letters ?? undefined;
    return [
      {
        name: "in-progress",
        icon: inProgressIcon,
        words: words.running,
        shown: shownOf(value?.running),
        isUrgent: false,
        href: RUNNING_NOW,
      },
      {
        name: "failed",
        icon: failedIcon,
        words: words.failed,
        shown: shownOf(failed),
        isUrgent: Boolean(failed?.count),
        href: FAILED_LATELY,
      },
      this.#waiting(value?.waiting),
      {
        name: "letters",
        icon: letterIcon,
        words: words.deadLetters,
        shown: letters === undefined ? undefined : grouped(letters),
        isUrgent: Boolean(letters),
        ...(this.admin && { href: viewHref("dead-letters") }),
      },
    ];
  }

  #waiting(waiting: Overview["waiting"] | undefined): Tile {
    const { waiting: words, oldest, nothingWaits } = findingTexts().overview;
    const messages = waiting?.messages ?? undefined;
    const { oldest_sent_after } = waiting ?? {};
    const age = oldest_sent_after ? ageOf(Date.now() - Date.parse(oldest_sent_after)) : undefined;
    return {
      name: "waiting",
      icon: clockIcon,
      words: messages === 0 ? nothingWaits : messages !== undefined && age ? oldest(age) : words,
      shown: messages === undefined ? undefined : grouped(messages),
      isUrgent: false,
      href: "?reason=QUEUED",
    };
  }

  #tile({ name, icon, words, shown, isUrgent, href }: Tile) {
    const { unknown, notRead } = findingTexts().overview;
    const isMissing = shown === undefined && (this.#overview.value !== undefined || this.#overview.isMissing);
    const why = this.#overview.isMissing ? notRead : unknown;
    const content = html`<span class="icon">${icon}</span
      ><span class="number digits"
        >${shown ?? (isMissing ? html`<span aria-hidden="true">–</span><span class="visually-hidden">${why}</span>` : html`<span class="bone"></span>`)}</span
      ><span class="words">${words}</span>`;
    const looks = `tile ${name} ${isUrgent ? "urgent" : ""}`;
    if (!href) return html`<div class=${looks} title=${isMissing ? why : nothing}>${content}</div>`;
    return html`<a
      class=${looks}
      href=${href}
      title=${isMissing ? why : nothing}
      aria-current=${this.#isShown(href) ? "true" : nothing}
      @click=${(event: MouseEvent) => this.#choose(event, href)}
      >${content}</a
    >`;
  }

  #isShown(href: string): boolean {
    return !href.includes("view=") && searchOfFilter(readFilter(href)) === searchOfFilter(this.filter);
  }

  #choose(event: MouseEvent, href: string): void {
    if (!isPlainClick(event)) return;
    event.preventDefault();
    if (href.includes("view=")) wish(this, "view-chosen", "dead-letters");
    else wish(this, "filter-changed", readFilter(href));
  }
}

function shownOf(count: Count | null | undefined): string | undefined {
  return count ? `${grouped(count.count)}${count.exact ? "" : "+"}` : undefined;
}

/** `45s`, `4m`, `2h 5m`: rounded up, since it is a bound. */
function ageOf(milliseconds: number): string {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
  if (seconds < 60) return `${seconds}s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes}m` : `${Math.floor(minutes / 60)}h ${minutes % 60}m`;
}
