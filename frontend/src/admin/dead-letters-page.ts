import { LitElement, type PropertyValues, css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { ExecutionLogApi } from "../api.ts";
import { executionListStyles } from "../elements/execution-list.styles.ts";
import { controls } from "../styles/controls.ts";
import { adminTexts } from "../texts/admin.ts";
import { AdminApi } from "./admin-api.ts";
import type { DeadLetter, DeadLetterList } from "./admin-contract.ts";
import { discardIcon, putBackIcon } from "./admin-icons.ts";
import { adminStyles } from "./admin.styles.ts";
import type { ConfirmDialog } from "./confirm-dialog.ts";
import "./confirm-dialog.ts";
import { DeadLetterDeeds } from "./dead-letter-deeds.ts";
import type { DeadLetterRow } from "./dead-letter-row.ts";
import "./dead-letter-row.ts";
import "./discard-dialog.ts";
import { emptyPage } from "./empty-page.ts";
import { faultNotice } from "./fault.ts";
import { freshness } from "./freshness.ts";
import { Reading } from "./reading.ts";

/**
 * The messages that were given up: why, since when, and what to do with them.
 *
 * @fires log-opened - detail: its tracking id
 * @fires dead-letters-counted - detail: about how many there are
 * @fires sign-in
 */
@customElement("dead-letters-page")
export class DeadLettersPage extends LitElement {
  static override styles = [
    controls,
    executionListStyles,
    adminStyles,
    css`
      .about {
        margin-block: -8px 16px;
        max-inline-size: 48rem;
        font-size: 0.875rem;
        color: var(--text-muted);
      }

      .notice {
        margin-block-end: 16px;
      }

      .tools {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px 12px;
        padding: 10px 24px;
        font-size: 0.8125rem;
        background: var(--surface-raised);
      }

      .all {
        display: inline-flex;
        align-items: center;
        gap: 16px;
        min-block-size: 2rem;
        margin-inline-end: auto;
        font-weight: 500;
      }

      .all input {
        inline-size: 1.125rem;
        block-size: 1.125rem;
        margin: 0;
        accent-color: var(--accent-fill);
      }

      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }

      li {
        border-block-start: 1px solid var(--border);
        content-visibility: auto;
        contain-intrinsic-size: auto 72px;
      }

      @media (max-width: 56rem) {
        .tools {
          padding-inline: 16px;
        }

        .all {
          flex-basis: 100%;
        }

        .tools .button {
          flex: auto;
        }
      }
    `,
  ];

  @property({ attribute: false }) api!: ExecutionLogApi;
  @state() private selected: ReadonlySet<string> = new Set();
  @state() private discarding: DeadLetter[] | undefined;
  @state() private isAskingForAll = false;
  @query("confirm-dialog") private readonly confirmation!: ConfirmDialog;

  readonly #list = new Reading<DeadLetterList>(this);
  readonly #deeds = new DeadLetterDeeds(this);
  #admin!: AdminApi;

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("api")) return;
    this.#admin = new AdminApi(this.api);
    void this.#refresh();
  }

  override render() {
    const { value, error, isBusy } = this.#list;
    const texts = adminTexts().letters;
    return html`
      <div class="heading">
        <h1 tabindex="-1">${texts.title}</h1>
        ${value || error ? freshness(this.#list, () => void this.#refresh()) : nothing}
      </div>
      ${value?.messages.length ? html`<p class="about">${texts.about}</p>` : nothing}
      ${faultNotice(error, adminTexts().reading)} ${this.discarding ? nothing : faultNotice(this.#deeds.error, texts)}
      ${this.#deeds.isMovingAll ? html`<p class="notice">${texts.moving}</p>` : nothing}
      ${value?.has_more && value.messages.length > 0 ? this.#some(value) : nothing}
      ${value ? this.#content(value) : error ? nothing : skeleton()}
      <p class="visually-hidden" role="status">${isBusy ? texts.loading : this.#announcement()}</p>
      ${this.#questions()}
    `;
  }

  /** Where the keyboard goes when the page is entered. */
  override focus(): void {
    this.renderRoot.querySelector("h1")?.focus();
  }

  async #refresh(): Promise<void> {
    await this.#list.read((signal) => this.#admin.deadLetters(signal));
    if (this.#list.error || !this.#list.value) return;
    this.selected = new Set();
    this.#deeds.forget();
    this.#count();
  }

  #some({ messages, approximate_total }: DeadLetterList) {
    const { letters } = adminTexts();
    return html`<p class="notice">${letters.some(number(messages.length), number(approximate_total))}</p>`;
  }

  #content({ messages }: DeadLetterList) {
    const { title, none, noneHint } = adminTexts().letters;
    return html`<section class="card" aria-label=${title} aria-busy=${this.#list.isBusy}>
      ${messages.length === 0
        ? emptyPage("good", none, noneHint)
        : html`${this.#tools(messages)}
            <ul role="list">
              ${repeat(
                messages,
                ({ message_id }) => message_id,
                (letter) => html`<li>${this.#row(letter)}</li>`,
              )}
            </ul>`}
    </section>`;
  }

  #tools(messages: DeadLetter[]) {
    const texts = adminTexts().letters;
    const open = this.#open(messages);
    const none = this.selected.size === 0 || this.#deeds.isBusy;
    return html`
      <div class="tools">
        <label class="all">
          <input
            type="checkbox"
            .checked=${open.length > 0 && this.selected.size === open.length}
            .indeterminate=${this.selected.size > 0 && this.selected.size < open.length}
            ?disabled=${open.length === 0}
            @change=${() => this.#selectAll(open)}
          />
          <span>${this.selected.size > 0 ? texts.selected(number(this.selected.size)) : texts.selectAll}</span>
        </label>
        <button class="button" aria-disabled=${none} @click=${() => this.#putBack([...this.selected])}>
          ${putBackIcon} ${texts.putBack}
        </button>
        <button class="button" aria-disabled=${none} @click=${() => this.#askToDiscard([...this.selected])}>
          ${discardIcon} ${texts.discard}
        </button>
        <button class="button" aria-disabled=${this.#deeds.isBusy} @click=${this.#askForAll}>${texts.putAllBack}</button>
      </div>
    `;
  }

  #row(letter: DeadLetter) {
    const id = letter.message_id;
    return html`<dead-letter-row
      data-id=${id}
      .letter=${letter}
      .result=${this.#deeds.results.get(id)}
      .checked=${this.selected.has(id)}
      .busy=${this.#deeds.isBusy}
      @selected=${() => this.#toggle(id)}
      @put-back=${() => this.#putBack([id])}
      @discard=${() => this.#askToDiscard([id])}
    ></dead-letter-row>`;
  }

  #questions() {
    if (this.discarding)
      return html`<discard-dialog
        .api=${this.#admin}
        .deeds=${this.#deeds}
        .letters=${this.discarding}
        @closed=${this.#discarded}
      ></discard-dialog>`;
    return this.isAskingForAll ? this.#allQuestion() : nothing;
  }

  #allQuestion() {
    const texts = adminTexts().puttingAll;
    return html`<confirm-dialog
      heading=${texts.title(number(this.#list.value?.approximate_total ?? 0))}
      confirm=${texts.send}
      dismiss=${texts.keep}
      working=${texts.sending}
      ?busy=${this.#deeds.isBusy}
      @confirmed=${this.#putAllBack}
      @closed=${() => (this.isAskingForAll = false)}
    >
      <p class="muted">${texts.about}</p>
    </confirm-dialog>`;
  }

  /** Those that nothing was done with yet. */
  #open(messages: DeadLetter[]): string[] {
    return messages.map(({ message_id }) => message_id).filter((id) => !this.#deeds.results.has(id));
  }

  #toggle(id: string): void {
    const selected = new Set(this.selected);
    if (!selected.delete(id)) selected.add(id);
    this.selected = selected;
  }

  #selectAll(open: string[]): void {
    this.selected = new Set(this.selected.size === open.length ? [] : open);
  }

  async #putBack(ids: string[]): Promise<void> {
    if (ids.length === 0 || this.#deeds.isBusy) return;
    await this.#deeds.putBack(this.#admin, ids);
    await this.#settle(ids);
  }

  #askToDiscard(ids: string[]): void {
    const letters = this.#list.value?.messages.filter(({ message_id }) => ids.includes(message_id)) ?? [];
    if (letters.length > 0 && !this.#deeds.isBusy) this.discarding = letters;
  }

  async #discarded(): Promise<void> {
    const letters = this.discarding ?? [];
    this.discarding = undefined;
    await this.#settle(letters.map(({ message_id }) => message_id));
  }

  #askForAll(): void {
    if (!this.#deeds.isBusy) this.isAskingForAll = true;
  }

  async #putAllBack(): Promise<void> {
    await this.#deeds.putAllBack(this.#admin);
    this.confirmation.close();
  }

  /** What was dealt with is selected no more; the focus stays in the row whose button is gone. */
  async #settle(ids: string[]): Promise<void> {
    this.selected = new Set([...this.selected].filter((id) => !this.#deeds.results.has(id)));
    this.#count();
    await this.updateComplete;
    if (ids.length === 1) await this.#focusRow(ids[0] ?? "");
  }

  async #focusRow(id: string): Promise<void> {
    const row = this.renderRoot.querySelector<DeadLetterRow>(`[data-id="${CSS.escape(id)}"]`);
    await row?.updateComplete;
    row?.focus();
  }

  #count(): void {
    const detail = Math.max(0, (this.#list.value?.approximate_total ?? 0) - this.#deeds.results.size);
    this.dispatchEvent(new CustomEvent("dead-letters-counted", { detail }));
  }

  #announcement(): string {
    const { letters } = adminTexts();
    const { results, progress, isMovingAll } = this.#deeds;
    if (progress) return letters.working(number(progress.done), number(progress.all));
    if (isMovingAll) return letters.moving;
    if (results.size > 0) return outcome([...results.values()]);
    return this.#list.value ? letters.listed(number(this.#list.value.messages.length)) : "";
  }
}

/** `3 put back, 1 not found` */
function outcome(results: (keyof ReturnType<typeof adminTexts>["letters"]["outcome"])[]): string {
  const { outcome: words } = adminTexts().letters;
  const counts = Map.groupBy(results, (result) => result);
  return [...counts].map(([result, { length }]) => words[result](number(length))).join(", ");
}

function number(value: number): string {
  return value.toLocaleString(adminTexts().locale);
}

function skeleton() {
  return html`<div class="card skeleton" aria-hidden="true">
    ${Array.from({ length: 5 }, () => html`<div class="bone"></div>`)}
  </div>`;
}
