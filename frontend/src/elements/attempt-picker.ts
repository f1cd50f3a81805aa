import { LitElement, css, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { ExecutionSummary } from "../contract.ts";
import { appearance } from "../status.ts";
import { controls } from "../styles/controls.ts";
import { statusColors } from "../styles/status-colors.ts";
import { logTexts } from "../texts/log.ts";

/**
 * Chooses among the attempts of one tracking id, oldest first.
 *
 * @fires attempt-chosen - detail: the execution id
 */
@customElement("attempt-picker")
export class AttemptPicker extends LitElement {
  static override styles = [
    controls,
    statusColors,
    css`
      fieldset {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px;
        margin: 0;
        padding: 0;
        border: 0;
        font-size: 0.75rem;
        line-height: 1.25rem;
      }

      label {
        position: relative;
        display: inline-flex;
        align-items: center;
        gap: 6px;
        padding: 5px 12px 5px 8px;
        font-weight: 500;
        color: var(--text-soft);
        background: var(--surface);
        border: 1px solid var(--border-strong);
        border-radius: var(--radius);
        cursor: pointer;
      }

      label:hover {
        border-color: var(--text-muted);
      }

      label:has(:checked) {
        color: var(--accent);
        border-color: var(--accent);
        box-shadow: inset 0 0 0 1px var(--accent);
      }

      label:has(:focus-visible) {
        outline: 2px solid var(--focus);
        outline-offset: 2px;
      }

      input {
        position: absolute;
        inset: 0;
        opacity: 0;
        cursor: pointer;
      }

      .on {
        stroke: var(--surface);
      }

      @media (forced-colors: active) {
        label:has(:checked) {
          outline: 2px solid Highlight;
        }
      }
    `,
  ];

  @property({ attribute: false }) attempts: ExecutionSummary[] = [];
  @property() selected = "";

  override render() {
    return html`
      <fieldset>
        <legend class="visually-hidden">${logTexts().attempt}</legend>
        ${repeat(this.attempts.toReversed(), ({ execution_id }) => execution_id, (attempt) => this.#choice(attempt))}
      </fieldset>
    `;
  }

  #choice({ execution_id, attempt, final_status }: ExecutionSummary) {
    const { name, word, icon } = appearance(final_status);
    return html`
      <label>
        <input
          type="radio"
          name="attempt"
          .checked=${execution_id === this.selected}
          @change=${() => this.#choose(execution_id)}
        />
        <span class=${name}>${icon}</span>
        <span>${logTexts().attempt} ${attempt}</span><span class="visually-hidden">${word}</span>
      </label>
    `;
  }

  #choose(executionId: string): void {
    this.dispatchEvent(new CustomEvent("attempt-chosen", { detail: executionId, bubbles: true, composed: true }));
  }
}
