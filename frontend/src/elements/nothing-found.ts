import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { type FilterField, type ListFilter, entriesOf, parametersOf, withField } from "../list-filter.ts";
import { tokenWords, valueWords } from "../list-tokens.ts";
import { controls } from "../styles/controls.ts";
import { notice } from "../styles/notice.ts";
import { findingTexts } from "../texts/finding.ts";
import { shortText } from "./cut-text.ts";
import { closeIcon, searchIcon } from "./icons.ts";
import { wish } from "./wish.ts";

/**
 * Says what was asked for where nothing fits, and offers to ask for less.
 *
 * @fires filter-changed - detail: the ListFilter that is wanted
 */
@customElement("nothing-found")
export class NothingFound extends LitElement {
  static override styles = [
    controls,
    notice,
    css`
      ul {
        display: flex;
        flex-wrap: wrap;
        justify-content: center;
        gap: 8px;
        max-inline-size: 100%;
        margin: 8px 0;
        padding: 0;
        list-style: none;
      }

      li {
        max-inline-size: 100%;
      }

      li .button {
        max-inline-size: 100%;
        font-weight: 400;
      }

      li .text {
        overflow: hidden;
        text-overflow: ellipsis;
      }

      li svg {
        inline-size: 0.75rem;
        block-size: 0.75rem;
        color: var(--text-muted);
      }

      b {
        font-weight: 600;
      }
    `,
  ];

  @property({ attribute: false }) filter: ListFilter = {};
  /** Whether older executions have not been looked through yet. */
  @property({ type: Boolean }) unfinished = false;

  override render() {
    const words = findingTexts().nothing;
    const asked = entriesOf(this.filter).filter(([field, value]) => parametersOf(field, value));
    return html`
      <span class="icon">${searchIcon}</span>
      <h2 class="title">${this.unfinished ? words.unfinished : words.title}</h2>
      <p class="hint">${this.filter.reason === "QUEUED" ? words.queued : words.hint}</p>
      <ul>
        ${asked.map(([field, value]) => html`<li>${this.#part(field, value)}</li>`)}
      </ul>
      ${this.unfinished ? html`<p class="hint">${words.goOn}</p>` : nothing} ${this.unfinished ? this.#byCompany() : nothing}
      ${asked.length > 0
        ? html`<button class="button" @click=${() => wish(this, "filter-changed", {})}>${words.clear}</button>`
        : nothing}
    `;
  }

  /** Text is looked for in one execution after another, a company is found at once. */
  #byCompany() {
    const { q, company, ...others } = this.filter;
    if (!q || company) return nothing;
    return html`<button class="button primary" @click=${() => wish(this, "filter-changed", { ...others, company: q })}>
      <span class="text">${findingTexts().nothing.company} <bdi>${shortText(q)}</bdi></span>
    </button>`;
  }

  #part(field: FilterField, value: string) {
    return html`<button
      class="button"
      aria-label=${findingTexts().remove(tokenWords(field, value))}
      @click=${() => wish(this, "filter-changed", withField(this.filter, field))}
    >
      <span class="text">${findingTexts().fields[field]}: <bdi><b>${shortText(valueWords(field, value))}</b></bdi></span> ${closeIcon}
    </button>`;
  }
}
