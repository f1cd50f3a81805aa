import { LitElement, css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { searchOf } from "../address.ts";
import "../elements/copy-button.ts";
import "../elements/cut-text.ts";
import { jobText } from "../elements/cut-text.ts";
import { completedIcon, unknownIcon } from "../elements/icons.ts";
import { exactTime } from "../elements/time-ago.ts";
import { utcTime } from "../format.ts";
import { isPlainClick } from "../plain-click.ts";
import { controls } from "../styles/controls.ts";
import { adminTexts } from "../texts/admin.ts";
import { cut, visibleText } from "../visible-text.ts";
import type { DeadLetter } from "./admin-contract.ts";
import { discardIcon, putBackIcon } from "./admin-icons.ts";
import { adminStyles } from "./admin.styles.ts";
import { byteCount } from "./byte-count.ts";
import type { Result } from "./dead-letter-deeds.ts";

const NAME_SHOWN = 64;
const REASON_SHOWN = 300;
const BODY_SHOWN = 4000;

/**
 * One message that was given up, and what can be done with it; afterwards, what was done.
 *
 * @fires selected - it was ticked or unticked
 * @fires put-back
 * @fires discard
 * @fires log-opened - detail: its tracking id, as ExecutionSummary has it
 */
@customElement("dead-letter-row")
export class DeadLetterRow extends LitElement {
  static override styles = [
    controls,
    adminStyles,
    css`
      :host {
        display: block;
      }

      .letter {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        gap: 4px 16px;
        padding: 14px 24px;
        font-size: 0.8125rem;
        line-height: 1.25rem;
      }

      .letter.done {
        background: var(--surface-raised);
      }

      label {
        display: grid;
        grid-row: span 2;
        place-items: start;
        padding-block-start: 2px;
      }

      input {
        inline-size: 1.125rem;
        block-size: 1.125rem;
        margin: 0;
        accent-color: var(--accent-fill);
      }

      .why {
        font-weight: 600;
        overflow-wrap: anywhere;
      }

      .facts {
        display: flex;
        flex-wrap: wrap;
        grid-column: 2;
        gap: 2px 16px;
        color: var(--text-muted);
        font-variant-numeric: tabular-nums;
      }

      .facts > * {
        min-inline-size: 0;
        overflow-wrap: anywhere;
      }

      .code {
        padding-inline: 6px;
        font-family: var(--font-mono);
        font-size: 0.75rem;
        color: var(--text-soft);
        background: var(--surface-pressed);
        border-radius: var(--radius-small);
      }

      .doings {
        display: flex;
        flex-wrap: wrap;
        grid-area: 1 / 3 / span 2;
        align-items: center;
        justify-content: flex-end;
        gap: 8px;
      }

      .result {
        display: flex;
        align-items: center;
        gap: 6px;
        font-weight: 600;
        color: var(--step-completed-icon);
        --on: var(--surface);
      }

      .result.not_found {
        color: var(--text-muted);
      }

      .on {
        stroke: var(--surface-raised);
      }

      .body {
        grid-column: 1 / -1;
        min-inline-size: 0;
        margin-block-start: 8px;
        border: 1px solid var(--border);
        border-radius: var(--radius);
      }

      .bar {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 8px;
        padding: 4px 8px 4px 12px;
        font-size: 0.75rem;
        color: var(--text-muted);
        border-block-end: 1px solid var(--border);
      }

      pre {
        max-block-size: 24rem;
        padding: 8px 12px;
        overflow: auto;
        font-family: var(--font-mono);
        font-size: 0.75rem;
        line-height: 1.6;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
        background: var(--surface-raised);
        border-end-start-radius: var(--radius);
        border-end-end-radius: var(--radius);
      }

      @media (max-width: 56rem) {
        .letter {
          grid-template-columns: auto minmax(0, 1fr);
          padding-inline: 16px;
        }

        .doings {
          grid-area: auto / 1 / auto / -1;
          justify-content: flex-start;
          padding-block-start: 6px;
        }

        .doings .button {
          flex: auto;
        }
      }
    `,
  ];

  @property({ attribute: false }) letter!: DeadLetter;
  @property({ attribute: false }) result: Result | undefined;
  @property({ type: Boolean }) checked = false;
  @property({ type: Boolean }) busy = false;
  @state() private isOpen = false;

  override render() {
    const { reason } = this.letter;
    return html`
      <div class="letter ${this.result ? "done" : ""}">
        <label>
          <input
            type="checkbox"
            aria-label=${adminTexts().letters.select(this.#name())}
            .checked=${this.checked}
            ?disabled=${this.result !== undefined}
            @change=${() => this.#say(new Event("selected"))}
          />
        </label>
        <p class="why"><cut-text .text=${reason} .limit=${REASON_SHOWN}></cut-text></p>
        ${this.#facts()}
        <div class="doings">${this.result ? result(this.result) : this.#doings()}</div>
        ${this.isOpen ? this.#body() : nothing}
      </div>
    `;
  }

  /** What was done takes the place of the button that did it, so the focus stays there. */
  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>(".result")?.focus({ preventScroll: true });
  }

  #facts() {
    const texts = adminTexts().letters;
    const { error_code, sent_at, age_readable, receive_count, bytes } = this.letter;
    return html`
      <p class="facts">
        ${this.#target()} ${error_code ? html`<span class="code">${jobText(error_code)}</span>` : nothing}
        <time datetime=${sent_at} title=${utcTime(sent_at)}>${texts.rested} ${age_readable}</time>
        <span>${exactTime(sent_at)}</span>
        <span>${texts.received(receive_count)}</span>
        <span>${byteCount(bytes)}</span>
      </p>
    `;
  }

  #target() {
    const { tracking_id } = this.letter;
    const texts = adminTexts().letters;
    if (!tracking_id) return html`<span>${texts.noTrackingId}</span>`;
    return html`<a
      class="mono"
      href=${searchOf({ trackingId: tracking_id })}
      aria-label=${texts.openLog(this.#name())}
      @click=${this.#openLog}
      >${jobText(tracking_id)}</a
    >`;
  }

  #doings() {
    const texts = adminTexts().letters;
    const name = this.#name();
    return html`
      <button class="button quiet" aria-expanded=${this.isOpen} @click=${() => (this.isOpen = !this.isOpen)}>
        ${this.isOpen ? texts.hide : texts.show}
      </button>
      <button
        class="button"
        aria-label=${texts.putBackOf(name)}
        aria-disabled=${this.busy}
        @click=${() => this.#act("put-back")}
      >
        ${putBackIcon} ${texts.putBack}
      </button>
      <button
        class="button"
        aria-label=${texts.discardOf(name)}
        aria-haspopup="dialog"
        aria-disabled=${this.busy}
        @click=${() => this.#act("discard")}
      >
        ${discardIcon} ${texts.discard}
      </button>
    `;
  }

  #body() {
    const texts = adminTexts().letters;
    const { body, bytes } = this.letter;
    const shown = new TextEncoder().encode(body).length;
    return html`
      <div class="body">
        <div class="bar">
          <span>${shown < bytes ? texts.cutBody(byteCount(shown), byteCount(bytes)) : texts.redacted(byteCount(bytes))}</span>
          <copy-button .text=${body} what=${texts.message(this.#name())}></copy-button>
        </div>
        <pre tabindex="0" role="region" aria-label=${texts.message(this.#name())} dir="ltr"><cut-text
          .text=${body}
          .limit=${BODY_SHOWN}
        ></cut-text></pre>
      </div>
    `;
  }

  #name(): string {
    return letterName(this.letter);
  }

  #act(what: string): void {
    if (!this.busy) this.#say(new Event(what));
  }

  #openLog(event: MouseEvent): void {
    if (!isPlainClick(event)) return;
    event.preventDefault();
    const detail = { tracking_id: this.letter.tracking_id };
    this.#say(new CustomEvent("log-opened", { detail, bubbles: true, composed: true }));
  }

  #say(event: Event): void {
    this.dispatchEvent(event);
  }
}

/** What a message is called: by its job, else by itself. */
export function letterName({ tracking_id, message_id }: DeadLetter): string {
  return visibleText(cut(tracking_id ?? message_id, NAME_SHOWN));
}

function result(what: Result) {
  return html`<p class="result ${what}" tabindex="-1">
    ${what === "not_found" ? unknownIcon : completedIcon} ${adminTexts().letters.results[what]}
  </p>`;
}
