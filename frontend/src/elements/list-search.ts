import { LitElement, type PropertyValues, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { ExecutionSummary } from "../contract.ts";
import { type FilterField, type ListFilter, entriesOf, parametersOf, withField } from "../list-filter.ts";
import { type Suggestion, suggestionsFor } from "../list-suggestions.ts";
import { faultIn, parseTyped, tokenWords, valueWords } from "../list-tokens.ts";
import { appearance } from "../status.ts";
import { controls } from "../styles/controls.ts";
import { statusColors } from "../styles/status-colors.ts";
import { findingTexts } from "../texts/finding.ts";
import { visibleText } from "../visible-text.ts";
import { shortText } from "./cut-text.ts";
import { closeIcon, logIcon, searchIcon } from "./icons.ts";
import { listSearchStyles } from "./list-search.styles.ts";
import { wish } from "./wish.ts";

const NONE = -1;

/**
 * The filter as tokens, and a field to type more of them, with suggestions.
 *
 * @fires filter-changed - detail: the ListFilter that is wanted
 * @fires log-opened - detail: the tracking_id whose log is wanted
 */
@customElement("list-search")
export class ListSearch extends LitElement {
  static override styles = [controls, statusColors, listSearchStyles];

  @property({ attribute: false }) filter: ListFilter = {};
  /** What was seen: it can be suggested. */
  @property({ attribute: false }) executions: readonly ExecutionSummary[] = [];
  @state() private text = "";
  @state() private isOpen = false;
  @state() private active = NONE;
  @state() private fault: string | undefined;
  @query("input") private readonly input!: HTMLInputElement;

  #suggestions: Suggestion[] = [];

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("filter")) this.fault = faultIn(this.filter);
    this.#suggestions = this.isOpen ? suggestionsFor(this.text, this.executions) : [];
    if (this.active >= this.#suggestions.length) this.active = NONE;
  }

  override updated(): void {
    this.renderRoot.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }

  override render() {
    return html`
      <search>
        <div class="field" @click=${this.#aim} @focusout=${this.#shut}>
          ${searchIcon}
          <ul class="tokens" aria-label=${findingTexts().chosen} ?hidden=${entriesOf(this.filter).length === 0}>
            ${repeat(
              entriesOf(this.filter),
              ([field]) => field,
              ([field, value]) => this.#token(field, value),
            )}
          </ul>
          ${this.#field()}
          ${entriesOf(this.filter).length > 0 || this.text
            ? html`<button class="clear" title=${findingTexts().clearAll} @click=${this.#clear}>
                <span class="word">${findingTexts().clearAll}</span>${closeIcon}
              </button>`
            : nothing}
          ${this.#list()}
        </div>
      </search>
      ${this.fault ? html`<p id="fault" role="alert">${this.fault}</p>` : nothing}
    `;
  }

  override focus(): void {
    this.input.focus();
    this.input.select();
  }

  #token(field: FilterField, value: string) {
    const words = tokenWords(field, value);
    return html`<li class="token ${parametersOf(field, value) ? "" : "bad"}">
      ${field === "status" ? statusIcon(value) : nothing}
      ${field === "q" ? nothing : html`<span class="name">${field}:</span>`}<bdi class="value" title=${visibleText(words)}
        >${shortText(valueWords(field, value))}</bdi
      >
      <button
        class="remove"
        aria-label=${findingTexts().remove(words)}
        title=${findingTexts().remove(words)}
        @click=${() => this.#remove(field)}
      >
        ${closeIcon}
      </button>
    </li>`;
  }

  #field() {
    const isShown = this.#suggestions.length > 0;
    return html`
      <input
        type="text"
        role="combobox"
        aria-label=${findingTexts().search}
        aria-describedby=${this.fault ? "fault help" : "help"}
        aria-autocomplete="list"
        aria-expanded=${isShown}
        aria-controls="suggestions"
        aria-activedescendant=${this.active === NONE ? nothing : `option-${this.active}`}
        aria-invalid=${this.fault ? "true" : nothing}
        placeholder=${entriesOf(this.filter).length > 0 ? "" : findingTexts().searchHint}
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        enterkeyhint="search"
        maxlength="300"
        dir="auto"
        .value=${this.text}
        @input=${this.#type}
        @focus=${() => (this.isOpen = true)}
        @click=${() => (this.isOpen = true)}
        @keydown=${this.#press}
      />
      <span id="help" class="visually-hidden">${findingTexts().searchHelp}</span>
      <span class="visually-hidden" role="status">${isShown ? findingTexts().suggested(this.#suggestions.length) : ""}</span>
    `;
  }

  /** The field keeps the focus while one is chosen by a finger or a mouse. */
  #list() {
    return html`<ul
      id="suggestions"
      class="suggestions"
      role="listbox"
      aria-label=${findingTexts().suggestions}
      ?hidden=${this.#suggestions.length === 0}
      @mousedown=${(event: Event) => event.preventDefault()}
    >
      ${this.#suggestions.map(
        (suggestion, at) => html`<li
          id="option-${at}"
          role="option"
          aria-selected=${at === this.active}
          @click=${() => this.#choose(suggestion)}
        >
          ${suggestion.code ? html`<bdi class="code">${shortText(suggestion.code)}</bdi>` : suggestion.opens ? logIcon : searchIcon}
          <bdi class="words">${shortText(suggestion.words)}</bdi>
        </li>`,
      )}
    </ul>`;
  }

  #type(): void {
    this.text = this.input.value;
    this.isOpen = true;
    this.active = NONE;
    this.fault = undefined;
  }

  #press(event: KeyboardEvent): void {
    const act = this.#keys[event.key];
    if (!act || event.isComposing) return;
    if (!act()) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Each says whether it has done something; else the key does what it always does. */
  readonly #keys: Record<string, () => boolean> = {
    ArrowDown: () => this.#move(1),
    ArrowUp: () => this.#move(-1),
    Enter: () => this.#enter(),
    Tab: () => this.#complete(),
    Escape: () => this.#leave(),
    Backspace: () => this.#removeLast(),
  };

  /** Round and round; between the last and the first lies what was typed. */
  #move(distance: 1 | -1): boolean {
    if (!this.isOpen) this.isOpen = true;
    else {
      const places = this.#suggestions.length + 1;
      this.active = ((this.active + 1 + distance + places) % places) - 1;
    }
    return true;
  }

  #enter(): boolean {
    const suggestion = this.#suggestions[this.active];
    if (suggestion) this.#choose(suggestion);
    else this.#commit(this.text);
    return true;
  }

  /** What is marked, else the first that the typed text begins. */
  #complete(): boolean {
    const piece = this.text.split(" ").at(-1) ?? "";
    const suggestion = this.#suggestions[this.active] ?? this.#suggestions.find(({ code }) => piece && code.startsWith(piece));
    if (!suggestion || suggestion.text === this.text) return false;
    this.#choose(suggestion);
    return true;
  }

  #leave(): boolean {
    if (this.isOpen && this.#suggestions.length > 0) this.isOpen = false;
    else if (this.text || this.fault) this.#empty();
    else this.input.blur();
    return true;
  }

  #removeLast(): boolean {
    const last = entriesOf(this.filter).at(-1);
    if (!last || this.input.value !== "") return false;
    this.#remove(last[0]);
    return true;
  }

  #choose({ text, isWhole, opens }: Suggestion): void {
    this.active = NONE;
    if (opens) return this.#openLog(opens);
    if (isWhole) this.#commit(text);
    else this.text = text;
    this.input.focus();
  }

  #openLog(trackingId: string): void {
    this.#empty();
    this.input.blur();
    wish(this, "log-opened", { tracking_id: trackingId });
  }

  /** What is wrong is said, and nothing of it sent. */
  #commit(text: string): void {
    const { tokens, words, fault } = parseTyped(text);
    this.text = text;
    this.fault = fault;
    if (fault || !text.trim()) return;
    const filter = tokens.reduce((whole, [field, value]) => withField(whole, field, value), this.filter);
    this.#empty();
    wish(this, "filter-changed", words ? withField(filter, "q", words) : filter);
  }

  #remove(field: FilterField): void {
    wish(this, "filter-changed", withField(this.filter, field));
    this.input.focus();
    this.isOpen = false;
  }

  #clear(): void {
    this.#empty();
    if (entriesOf(this.filter).length > 0) wish(this, "filter-changed", {});
    this.input.focus();
  }

  #empty(): void {
    this.text = "";
    this.isOpen = false;
    this.active = NONE;
    this.fault = faultIn(this.filter);
  }

  #aim({ target }: Event): void {
    if (target instanceof Element && target.matches(".field, .tokens")) this.input.focus();
  }

  #shut({ relatedTarget }: FocusEvent): void {
    if (relatedTarget instanceof Node && this.renderRoot.contains(relatedTarget)) return;
    this.isOpen = false;
  }
}

function statusIcon(status: string) {
  const { name, icon } = appearance(status);
  return html`<span class=${name}>${icon}</span>`;
}
