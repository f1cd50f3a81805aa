import { LitElement, css, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Step } from "../contract.ts";
import { metadataValue } from "../format.ts";
import { controls } from "../styles/controls.ts";
import { jobText } from "./cut-text.ts";

const SHORT_VALUE = 48;

/** What a step noted beside its message, as names and values. */
@customElement("step-metadata")
export class StepMetadata extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: block;
      }

      dl {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 8px;
        font-size: var(--size-message);
        line-height: 1.4;
      }

      div {
        display: flex;
        gap: 6px;
        max-inline-size: 100%;
        padding: 1px 8px;
        background: var(--surface);
        border: 1px solid var(--border);
        border-radius: var(--radius-small);
      }

      .long {
        flex-basis: 100%;
        flex-direction: column;
        gap: 2px;
        padding-block: 4px;
      }

      dt {
        color: var(--text-muted);
        white-space: nowrap;
      }

      .long dt,
      dd {
        min-inline-size: 0;
        overflow-wrap: anywhere;
      }

      dd {
        color: var(--text);
        font-variant-numeric: tabular-nums;
      }

      .long dd {
        max-block-size: 16rem;
        overflow: auto;
        font-family: var(--font-mono);
        white-space: pre-wrap;
      }
    `,
  ];

  @property({ attribute: false }) entries: [name: string, value: unknown][] = [];

  override render() {
    return html`<dl>${this.entries.map(([name, value]) => entry(name, metadataValue(value)))}</dl>`;
  }
}

/** Everything a step says of itself beyond its message; the contract's own fields come first. */
export function metadataEntries(step: Step): [string, unknown][] {
  const own: [string, unknown][] = [
    ["error code", step.error_code],
    ["retry possible", step.retry_possible],
  ];
  return [...own.filter(([, value]) => value !== null && value !== undefined), ...Object.entries(step.metadata)];
}

function entry(name: string, value: string) {
  return isShort(value)
    ? html`<div><dt>${jobText(name)}</dt><dd>${jobText(value)}</dd></div>`
    : html`<div class="long">
        <dt>${jobText(name)}</dt>
        <dd tabindex="0" role="group" aria-label=${name}><cut-text .text=${value}></cut-text></dd>
      </div>`;
}

function isShort(value: string): boolean {
  return value.length <= SHORT_VALUE && !value.includes("\n");
}
