import { LitElement, css, html } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { singleKeys } from "../preferences.ts";
import { controls } from "../styles/controls.ts";
import { logTexts } from "../texts/log.ts";
import { texts } from "../texts/shared.ts";
import { closeIcon } from "./icons.ts";

type Line = [words: string, keys: string[]];

/** Which keys do what. Single keys can be turned off, for those who dictate. */
@customElement("keyboard-help")
export class KeyboardHelp extends LitElement {
  static override styles = [
    controls,
    css`
      dialog {
        inline-size: min(30rem, 100% - 2rem);
        max-block-size: calc(100dvh - 2rem);
        padding: 20px 24px 24px;
        overflow: auto;
        color: var(--text);
        background: var(--surface);
        border: 1px solid var(--border);
        border-radius: var(--radius-large);
        box-shadow: var(--shadow-dialog);
      }

      dialog::backdrop {
        background: var(--backdrop);
      }

      .head {
        display: flex;
        align-items: center;
        justify-content: space-between;
        margin-block-end: 12px;
      }

      h2 {
        font-size: 1rem;
        font-weight: 600;
        color: var(--heading);
      }

      dl {
        font-size: 0.8125rem;
      }

      dl > div {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 16px;
        padding-block: 5px;
        border-block-end: 1px solid var(--border);
      }

      dd {
        display: flex;
        gap: 6px;
      }

      kbd {
        min-inline-size: 1.5rem;
        padding: 1px 6px;
        font: 500 0.75rem/1.25rem var(--font-mono);
        text-align: center;
        color: var(--text-soft);
        background: var(--surface-raised);
        border: 1px solid var(--border-strong);
        border-block-end-width: 2px;
        border-radius: var(--radius-small);
      }

      label {
        display: flex;
        align-items: center;
        gap: 8px;
        margin-block-start: 16px;
        font-size: 0.8125rem;
        cursor: pointer;
      }

      input {
        inline-size: 1rem;
        block-size: 1rem;
        accent-color: var(--accent-fill);
      }
    `,
  ];

  @property({ attribute: false }) lines: readonly Line[] = [];
  @query("dialog") private readonly dialog!: HTMLDialogElement;

  override render() {
    const words = logTexts();
    return html`
      <dialog aria-label=${words.keyboardHelp} closedby="any" @keydown=${stay}>
        <div class="head">
          <h2>${words.keyboardHelp}</h2>
          <button class="button icon-only" aria-label=${texts().close} @click=${() => this.dialog.close()}>
            ${closeIcon}
          </button>
        </div>
        <dl>${this.lines.map(([name, keys]) => line(name, keys))}</dl>
        <label>
          <input type="checkbox" .checked=${singleKeys.read() === "on"} @change=${choose} />
          ${words.singleKeys}
        </label>
      </dialog>
    `;
  }

  async show(): Promise<void> {
    await this.updateComplete;
    this.dialog.showModal();
  }
}

function line(words: string, keys: string[]) {
  return html`<div><dt>${words}</dt><dd>${keys.map((key) => html`<kbd>${key}</kbd>`)}</dd></div>`;
}

/** What is pressed here is not meant for the page behind. */
function stay(event: Event): void {
  event.stopPropagation();
}

function choose({ target }: Event): void {
  singleKeys.choose((target as HTMLInputElement).checked ? "on" : "off");
}
