import { LitElement, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { type ListFilter, withField } from "../list-filter.ts";
import { valueWords } from "../list-tokens.ts";
import { controls } from "../styles/controls.ts";
import { findingTexts } from "../texts/finding.ts";
import type { DropDown } from "./drop-down.ts";
import "./drop-down.ts";
import { clockIcon, doneIcon } from "./icons.ts";
import { menuStyles } from "./menu.styles.ts";
import { wish } from "./wish.ts";

/**
 * The time range, without typing.
 *
 * @fires filter-changed - detail: the ListFilter that is wanted
 */
@customElement("time-range")
export class TimeRange extends LitElement {
  static override styles = [controls, menuStyles];

  @property({ attribute: false }) filter: ListFilter = {};
  @state() private isWanted = false;
  @state() private isBackwards = false;
  @query("drop-down") private readonly menu!: DropDown;
  @query("form") private readonly form!: HTMLFormElement;

  override render() {
    const what = findingTexts().time.title;
    return html`<drop-down
      tall
      .icon=${clockIcon}
      what=${what}
      label=${this.#label()}
      @opening=${() => (this.isWanted = true)}
      >${this.isWanted ? this.#choices() : nothing}</drop-down
    >`;
  }

  #choices() {
    const { since = "", from = "", to = "" } = this.filter;
    const { time, lasts } = findingTexts();
    const isAny = !since && !from && !to;
    return html`
      <ul>
        ${this.#entry("", time.any, isAny)}
        ${Object.entries(lasts).map(([value, words]) => this.#entry(value, words, value === since))}
      </ul>
      <hr />
      <form @submit=${this.#apply}>
        ${this.#moment("from", time.from, from)} ${this.#moment("to", time.to, to)}
        ${this.isBackwards ? html`<p class="fault" role="alert">${time.backwards}</p>` : nothing}
        <button class="button">${time.apply}</button>
      </form>
    `;
  }

  #label(): string {
    const { since, from, to } = this.filter;
    const { time, lasts } = findingTexts();
    if (since) return lasts[since] ?? since;
    return [from && `${time.from} ${valueWords("from", from)}`, to && `${time.to} ${valueWords("to", to)}`]
      .filter(Boolean)
      .join(" ") || time.any;
  }

  #entry(value: string, words: string, isChosen: boolean) {
    return html`<li>
      <button class="entry" aria-current=${isChosen} @click=${() => this.#choose(value)}>
        <span class="mark">${isChosen ? doneIcon : nothing}</span>${words}
      </button>
    </li>`;
  }

  #moment(name: string, words: string, value: string) {
    return html`<label
      >${words}<input type="datetime-local" name=${name} max="9999-12-31T23:59" .value=${localInput(value)}
    /></label>`;
  }

  #choose(since: string): void {
    const { from: _, to: __, ...others } = this.filter;
    this.menu.close();
    wish(this, "filter-changed", withField(others, "since", since));
  }

  #apply(event: Event): void {
    event.preventDefault();
    const given = new FormData(this.form);
    const [from, to] = ["from", "to"].map((name) => utcOf(given.get(name)));
    this.isBackwards = Boolean(from && to && from >= to);
    if (this.isBackwards || (!from && !to)) return;
    this.menu.close();
    wish(this, "filter-changed", withField(withField(withField(this.filter, "since"), "from", from), "to", to));
  }
}

function utcOf(local: FormDataEntryValue | null | undefined): string {
  const time = new Date(`${local}`);
  return Number.isNaN(time.getTime()) ? "" : time.toISOString().replace(":00.000Z", "Z");
}

/** As the field wants it: the reader's own time, to the minute. */
function localInput(iso: string): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return "";
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
