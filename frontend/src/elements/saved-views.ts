import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { Column } from "../list-columns.ts";
import type { ListFilter } from "../list-filter.ts";
import { isPlainClick } from "../plain-click.ts";
import {
  FAILED_LATELY,
  MOST_NAME,
  MOST_VIEWS,
  RUNNING_NOW,
  type SavedView,
  isStorable,
  keepViews,
  presentSearch,
  savedViews,
} from "../saved-views.ts";
import { controls } from "../styles/controls.ts";
import { findingTexts } from "../texts/finding.ts";
import { visibleText } from "../visible-text.ts";
import { shortText } from "./cut-text.ts";
import type { DropDown } from "./drop-down.ts";
import "./drop-down.ts";
import { closeIcon, doneIcon } from "./icons.ts";
import { editIcon, viewsIcon } from "./list-icons.ts";
import { menuStyles } from "./menu.styles.ts";
import { wish } from "./wish.ts";

const BUILT_IN = {
  failed: FAILED_LATELY,
  running: RUNNING_NOW,
  slow: "?duration=%3E1m",
  retried: "?attempts=%3E1",
} as const;

/**
 * Filters with their columns under a name: ready-made ones and one's own.
 *
 * @fires view-applied - detail: the search part of the list's URL
 */
@customElement("saved-views")
export class SavedViews extends LitElement {
  static override styles = [
    controls,
    menuStyles,
    css`
      li {
        display: flex;
        align-items: center;
      }

      .tool {
        display: grid;
        place-items: center;
        flex: none;
        inline-size: 1.75rem;
        block-size: 1.75rem;
        padding: 0;
        color: var(--text-muted);
        background: none;
        border: 0;
        border-radius: var(--radius-small);
        cursor: pointer;
      }

      .tool:hover {
        background: var(--surface-pressed);
      }

      .tool svg {
        inline-size: 0.75rem;
        block-size: 0.75rem;
      }

      li form {
        flex: 1;
        grid-template-columns: minmax(0, 1fr) auto;
        padding: 2px 4px 2px 10px;
      }

      .save {
        grid-template-columns: minmax(0, 1fr) auto;
        min-inline-size: 17rem;
      }

      .save > :not(input, button) {
        grid-column: 1 / -1;
      }

      @media (pointer: coarse) {
        .tool {
          inline-size: 2.75rem;
          block-size: 2.75rem;
        }
      }
    `,
  ];

  /** What is shown now: it tells which view that is. */
  @property({ attribute: false }) filter: ListFilter = {};
  @property({ attribute: false }) columns: readonly Column[] = [];
  @state() private views: readonly SavedView[] = savedViews();
  @state() private isWanted = false;
  @state() private renamed: string | undefined;
  @state() private fault = "";
  @query("drop-down") private readonly menu!: DropDown;
  @query(".save input") private readonly name!: HTMLInputElement;

  override render() {
    return html`<drop-down
      brief
      tall
      .icon=${viewsIcon}
      label=${findingTexts().views.title}
      @opening=${() => (this.isWanted = true)}
      @opened=${this.#reread}
      >${this.isWanted ? this.#choices() : nothing}</drop-down
    >`;
  }

  #choices() {
    const words = findingTexts().views;
    return html`
      <h2 id="built-in">${words.builtIn}</h2>
      <ul aria-labelledby="built-in">
        ${Object.entries(BUILT_IN).map(([name, search]) => html`<li>${this.#link(words[name as keyof typeof BUILT_IN], search)}</li>`)}
      </ul>
      ${this.views.length > 0
        ? html`<h2 id="own">${words.own}</h2>
            <ul aria-labelledby="own">
              ${this.views.map((view) => html`<li>${view.name === this.renamed ? this.#rename(view) : this.#own(view)}</li>`)}
            </ul>`
        : nothing}
      <hr />
      ${this.#form()}
    `;
  }

  #link(name: string, search: string) {
    const isShown = presentSearch(search) === presentSearch();
    return html`<a
      class="entry"
      href=${search || location.pathname}
      aria-current=${isShown ? "true" : nothing}
      @click=${(event: MouseEvent) => this.#apply(event, search)}
      ><span class="mark">${isShown ? doneIcon : nothing}</span><bdi class="cut" title=${visibleText(name)}>${shortText(name)}</bdi></a
    >`;
  }

  #own(view: SavedView) {
    const words = findingTexts().views;
    const shown = visibleText(view.name);
    const tool = (label: string, icon: unknown, press: () => void) =>
      html`<button class="tool" aria-label=${label} title=${label} @click=${press}>${icon}</button>`;
    return html`${this.#link(view.name, view.search)}${tool(words.rename(shown), editIcon, () => this.#edit(view))}${tool(
      words.delete(shown),
      closeIcon,
      () => this.#delete(view),
    )}`;
  }

  #rename(view: SavedView) {
    const { newName, save } = findingTexts().views;
    return html`<form @submit=${(event: Event) => this.#keepName(event, view)} @keydown=${this.#stopEditing}>
      <input name="name" aria-label=${newName} maxlength=${MOST_NAME} .value=${view.name} required />
      <button class="button">${save}</button>
    </form>`;
  }

  #form() {
    const words = findingTexts().views;
    if (this.views.length >= MOST_VIEWS) return html`<p class="note">${words.full(MOST_VIEWS)}</p>`;
    return html`<form class="save" @submit=${this.#save}>
      <label for="name">${words.name}</label>
      <input id="name" maxlength=${MOST_NAME} autocomplete="off" required />
      <button class="button">${words.save}</button>
      ${this.fault ? html`<p class="fault" role="alert">${this.fault}</p>` : nothing}
      ${isStorable() ? nothing : html`<p class="muted">${words.notKept}</p>`}
    </form>`;
  }

  /** Another tab may have changed them. */
  #reread(): void {
    this.views = savedViews();
    this.fault = "";
  }

  #apply(event: MouseEvent, search: string): void {
    if (!isPlainClick(event)) return;
    event.preventDefault();
    this.menu.close();
    wish(this, "view-applied", search);
  }

  #save(event: Event): void {
    event.preventDefault();
    const name = this.name.value.trim();
    if (!name || this.#isTaken(name)) return;
    this.#keep([...this.views, { name, search: presentSearch() }]);
    this.name.value = "";
  }

  #edit({ name }: SavedView): void {
    this.renamed = name;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLInputElement>("li input")?.select());
  }

  #keepName(event: Event, view: SavedView): void {
    event.preventDefault();
    const name = this.renderRoot.querySelector<HTMLInputElement>("li input")?.value.trim() ?? "";
    if (!name || (name !== view.name && this.#isTaken(name))) return;
    this.#keep(this.views.map((one) => (one.name === view.name ? { ...one, name } : one)));
    this.renamed = undefined;
  }

  #stopEditing(event: KeyboardEvent): void {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    this.renamed = undefined;
  }

  #delete({ name }: SavedView): void {
    this.#keep(this.views.filter((one) => one.name !== name));
    this.name?.focus();
  }

  #isTaken(name: string): boolean {
    const isTaken = this.views.some((one) => one.name === name);
    this.fault = isTaken ? findingTexts().views.taken : "";
    return isTaken;
  }

  #keep(views: readonly SavedView[]): void {
    this.views = keepViews(views);
    this.fault = "";
  }
}
