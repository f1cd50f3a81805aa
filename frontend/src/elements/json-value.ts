import { LitElement, css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { grouped } from "../format.ts";
import { metadataValue } from "../metadata-value.ts";
import { controls } from "../styles/controls.ts";
import { logTexts } from "../texts/log.ts";
import "./cut-text.ts";
import { jobText } from "./cut-text.ts";

const FIRST_ENTRIES = 50;
const MORE_ENTRIES = 200;
const OPEN_DEPTH = 1;
const OPEN_ENTRIES = 12;

/** A value of JSON: structures open and close; many entries and deep levels are drawn on demand. */
@customElement("json-value")
export class JsonValue extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: block;
        min-inline-size: 0;
        font-family: var(--font-mono);
        overflow-wrap: anywhere;
        white-space: pre-wrap;
      }

      summary {
        display: inline-flex;
        align-items: center;
        gap: 6px;
        max-inline-size: 100%;
        border-radius: var(--radius-small);
        list-style: none;
        cursor: pointer;
      }

      summary::before {
        content: "▸";
        color: var(--text-muted);
      }

      [open] > summary::before {
        content: "▾";
      }

      summary:hover {
        color: var(--accent);
      }

      summary::-webkit-details-marker {
        display: none;
      }

      .size,
      .name {
        color: var(--text-muted);
      }

      .size {
        font-family: var(--font-system);
      }

      .entries {
        margin-inline-start: 4px;
        padding-inline-start: 12px;
        border-inline-start: 1px solid var(--border);
      }

      .entry {
        display: flex;
        gap: 8px;
        min-inline-size: 0;
      }

      .name {
        flex: none;
        max-inline-size: 40%;
      }

      json-value,
      .entry > span:last-child {
        min-inline-size: 0;
      }

      .number {
        font-variant-numeric: tabular-nums;
      }

      .literal {
        color: var(--text-muted);
      }
    `,
  ];

  @property({ attribute: false }) value: unknown;
  @property({ type: Number }) depth = 0;
  @state() private limit = FIRST_ENTRIES;
  @state() private isOpen: boolean | undefined;

  override render() {
    return typeof this.value === "object" && this.value !== null ? this.#structure(this.value) : leaf(this.value);
  }

  #structure(value: object) {
    const entries = Object.entries(value);
    const isOpen = this.isOpen ?? (this.depth < OPEN_DEPTH && entries.length <= OPEN_ENTRIES);
    const size = Array.isArray(value) ? logTexts().items : logTexts().fields;
    return html`
      <details ?open=${isOpen} @toggle=${this.#toggled}>
        <summary>
          ${Array.isArray(value) ? "[ ]" : "{ }"} <span class="size">${size(entries.length, grouped(entries.length))}</span>
        </summary>
        ${isOpen ? this.#entries(entries) : nothing}
      </details>
    `;
  }

  #entries(entries: [string, unknown][]) {
    const left = entries.length - this.limit;
    return html`<div class="entries">
      ${entries.slice(0, this.limit).map(([name, value]) => this.#entry(name, value))}
      ${left > 0
        ? html`<button class="button quiet" @click=${() => (this.limit += MORE_ENTRIES)}>
            ${logTexts().showMore(grouped(left))}
          </button>`
        : nothing}
    </div>`;
  }

  #entry(name: string, value: unknown) {
    return html`<div class="entry">
      <span class="name">${jobText(name)}</span>${typeof value === "object" && value !== null
        ? html`<json-value .value=${value} .depth=${this.depth + 1}></json-value>`
        : leaf(value)}
    </div>`;
  }

  #toggled({ target }: Event): void {
    this.isOpen = (target as HTMLDetailsElement).open;
  }
}

function leaf(value: unknown) {
  if (typeof value === "string") return html`<span><cut-text .text=${value}></cut-text></span>`;
  const kind = typeof value === "number" ? "number" : "literal";
  return html`<span class=${kind}>${metadataValue(value)}</span>`;
}
