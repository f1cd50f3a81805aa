import { LitElement, type PropertyValues, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { ExecutionLogApi } from "../api.ts";
import type { ExecutionSummary } from "../contract.ts";
import { ExecutionPages } from "../execution-pages.ts";
import { grouped } from "../format.ts";
import { type Problem, problemOf } from "../problem.ts";
import { controls } from "../styles/controls.ts";
import { texts } from "../texts.ts";
import { listTexts } from "../texts/list.ts";
import { executionCardsStyles } from "./execution-cards.styles.ts";
import { executionListStyles } from "./execution-list.styles.ts";
import { executionTable } from "./execution-table.ts";
import "./first-profile.ts";
import { refreshIcon } from "./icons.ts";
import "./problem-notice.ts";
import "./time-ago.ts";

/**
 * The recent executions.
 *
 * @fires log-opened - detail: the ExecutionSummary whose log is wanted
 * @fires sign-in
 */
@customElement("execution-list")
export class ExecutionList extends LitElement {
  static override styles = [controls, executionListStyles, executionCardsStyles];

  @property({ attribute: false }) api!: ExecutionLogApi;
  readonly #pages = new ExecutionPages(this);

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("api")) this.#pages.open(this.api);
  }

  override render() {
    const { executions, reading, error } = this.#pages;
    return html`
      <div class="heading">
        <h1 tabindex="-1">${listTexts().executions}</h1>
        ${executions ? this.#freshness() : nothing}
      </div>
      <section class="card" aria-label=${listTexts().recent} aria-busy=${reading === "newest"}>
        ${executions ? this.#content(executions) : error ? this.#failed() : listSkeleton()}
      </section>
      <p class="visually-hidden" role="status">${this.#announcement()}</p>
    `;
  }

  /** Where the keyboard goes when there is no button to return to. */
  override focus(): void {
    this.renderRoot.querySelector("h1")?.focus();
  }

  #freshness() {
    const { readAt, reading } = this.#pages;
    return html`
      <span class="muted digits">${listTexts().updated} <time-ago datetime=${new Date(readAt).toISOString()}></time-ago></span>
      <button class="button" ?disabled=${reading === "newest"} @click=${() => this.#pages.refresh()}>
        ${refreshIcon} ${listTexts().refresh}
      </button>
    `;
  }

  #content(executions: ExecutionSummary[]) {
    const { error } = this.#pages;
    const problem = error && problemOf(error, "executions");
    if (executions.length === 0 && !problem) return html`<first-profile></first-profile>`;
    return html`
      ${problem ? this.#stale(problem) : nothing} ${executionTable(executions, (execution) => this.#open(execution))}
      ${this.#more()}
    `;
  }

  /** What was read before stays readable while a newer read fails. */
  #stale({ title, action }: Problem) {
    return html`
      <div class="stale" role="alert">
        <span>${title}</span>
        ${action === "sign-in"
          ? html`<button class="button" @click=${this.#signIn}>${texts().signIn}</button>`
          : html`<button class="button" @click=${() => this.#pages.refresh()}>${texts().retry}</button>`}
      </div>
    `;
  }

  #more() {
    const { nextCursor, reading } = this.#pages;
    if (nextCursor === null) return nothing;
    return html`
      <div class="more">
        <button class="button" ?disabled=${reading === "more"} @click=${() => this.#pages.more()}>
          ${listTexts().more}
        </button>
      </div>
    `;
  }

  #failed() {
    const { error } = this.#pages;
    if (!error) return nothing;
    return html`<problem-notice
      .problem=${problemOf(error, "executions")}
      @retry=${() => this.#pages.refresh()}
    ></problem-notice>`;
  }

  #announcement(): string {
    const { executions, reading } = this.#pages;
    if (reading) return listTexts().loading;
    return executions ? listTexts().listed(executions.length, grouped(executions.length)) : "";
  }

  #open(execution: ExecutionSummary): void {
    this.dispatchEvent(new CustomEvent("log-opened", { detail: execution }));
  }

  #signIn(): void {
    this.dispatchEvent(new Event("sign-in", { bubbles: true, composed: true }));
  }
}

function listSkeleton() {
  return html`<div class="skeleton" aria-hidden="true">
    ${Array.from({ length: 6 }, () => html`<div class="bone"></div>`)}
  </div>`;
}
