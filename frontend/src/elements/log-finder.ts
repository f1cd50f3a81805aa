import { LitElement, html, nothing } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import type { StepStatus } from "../contract.ts";
import { type FindQuery, statusIn, withStatus } from "../find-query.ts";
import { grouped } from "../format.ts";
import { appearance } from "../status.ts";
import { controls } from "../styles/controls.ts";
import { statusColors } from "../styles/status-colors.ts";
import { logTexts } from "../texts/log.ts";
import { visibleText } from "../visible-text.ts";
import { closeIcon, downIcon, searchIcon, upIcon } from "./icons.ts";
import { logFinderStyles } from "./log-finder.styles.ts";

const TYPING_PAUSE_MS = 120;
const STATUSES: StepStatus[] = ["failed", "in_progress", "completed", "skipped"];

/**
 * Finds in a log: words, filters, statuses, and the next error.
 *
 * @fires find-changed - detail: what is looked for now
 * @fires find-moved - detail: 1 to the next match, -1 to the previous
 * @fires error-wanted - the reader wants the next error
 */
@customElement("log-finder")
export class LogFinder extends LitElement {
  static override styles = [controls, statusColors, logFinderStyles];

  @property() find = "";
  @property({ attribute: false }) query!: FindQuery;
  /** How many steps of each status there are. */
  @property({ attribute: false }) counts: ReadonlyMap<string, number> = new Map();
  @property({ type: Number }) total = 0;
  @property({ type: Number }) found = 0;
  /** Place of the current match, counted from 1; 0 if none is current. */
  @property({ type: Number }) at = 0;
  @query("input") private readonly input!: HTMLInputElement | null;

  #typing: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#typing);
  }

  override render() {
    return html`
      <search class="finder">
        <div class="field">
          ${searchIcon}
          <input
            type="search"
            aria-label=${logTexts().find}
            aria-describedby="help"
            placeholder=${logTexts().findHint}
            title=${logTexts().findHelp}
            autocomplete="off"
            spellcheck="false"
            maxlength="300"
            dir="auto"
            .value=${this.find}
            @input=${this.#type}
            @keydown=${this.#press}
          />
          <span id="help" class="visually-hidden">${logTexts().findHelp}</span>
          <span class="count digits ${this.#isVain ? "vain" : ""}" role="status">${this.#result()}</span>
          ${this.find ? this.#buttons() : nothing}
        </div>
        ${this.#chips()}
        ${this.counts.get("failed")
          ? html`<button class="button errors" @click=${() => this.#fire("error-wanted")}>
              ${logTexts().nextError} ${downIcon}
            </button>`
          : nothing}
      </search>
    `;
  }

  override focus(): void {
    this.input?.focus();
    this.input?.select();
  }

  get #isVain(): boolean {
    return this.find !== "" && (this.found === 0 || this.query.invalid !== undefined);
  }

  #result(): string {
    if (!this.find.trim()) return "";
    if (this.query.invalid) return logTexts().notATime(visibleText(this.query.invalid));
    if (this.found === 0) return logTexts().noMatch;
    const count = grouped(this.found);
    return this.at > 0 ? logTexts().matches(grouped(this.at), count) : logTexts().found(this.found, count);
  }

  #buttons() {
    const button = (words: string, icon: unknown, press: () => void, disabled = this.found === 0) =>
      html`<button class="tool" aria-label=${words} title=${words} ?disabled=${disabled} @click=${press}>${icon}</button>`;
    return html`
      ${button(logTexts().previousMatch, upIcon, () => this.#move(-1))}
      ${button(logTexts().nextMatch, downIcon, () => this.#move(1))}
      ${button(logTexts().clear, closeIcon, () => this.#change(""), false)}
    `;
  }

  #chips() {
    const present = STATUSES.filter((status) => this.counts.get(status));
    if (present.length < 2) return nothing;
    return html`<div class="chips" role="group" aria-label=${logTexts().status}>
      ${this.#chip("", logTexts().all, this.total)} ${present.map((status) => this.#statusChip(status))}
    </div>`;
  }

  #statusChip(status: StepStatus) {
    const { name, word, icon } = appearance(status);
    return this.#chip(status, word, this.counts.get(status) ?? 0, html`<span class=${name}>${icon}</span>`);
  }

  #chip(status: string, word: string, count: number, icon: unknown = nothing) {
    const isChosen = statusIn(this.query) === status;
    return html`<button
      class="chip"
      aria-pressed=${isChosen}
      @click=${() => this.#change(withStatus(this.find, isChosen ? "" : status))}
    >
      ${icon}<span class="word">${word}</span> <span class="digits muted">${grouped(count)}</span>
    </button>`;
  }

  #type(): void {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#change(this.input?.value ?? ""), TYPING_PAUSE_MS);
  }

  #press(event: KeyboardEvent): void {
    if (event.key === "Enter") {
      event.preventDefault();
      if (this.input?.value !== this.find) this.#change(this.input?.value ?? "");
      this.#move(event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape" && this.find) {
      event.preventDefault();
      event.stopPropagation();
      this.#change("");
    }
  }

  #change(find: string): void {
    clearTimeout(this.#typing);
    this.#fire("find-changed", find);
  }

  #move(direction: 1 | -1): void {
    this.#fire("find-moved", direction);
  }

  #fire(name: string, detail?: string | number): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

