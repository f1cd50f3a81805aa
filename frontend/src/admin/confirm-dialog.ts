import { LitElement, css, html } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { closeIcon } from "../elements/icons.ts";
import { controls } from "../styles/controls.ts";
import { adminTexts } from "../texts/admin.ts";
import { adminStyles } from "./admin.styles.ts";

/**
 * A question before everything else; it opens as soon as it is there. While busy it stays open.
 *
 * The first field inside has the focus, else the button that does nothing.
 *
 * @slot - what is asked, and the fields that go with it
 * @fires confirmed - also on Ctrl+Enter
 * @fires closed - it is gone and the focus is back where it was
 */
@customElement("confirm-dialog")
export class ConfirmDialog extends LitElement {
  static override styles = [
    controls,
    adminStyles,
    css`
      dialog {
        inline-size: min(var(--dialog-size, 34rem), 100% - 2rem);
        max-inline-size: none;
        max-block-size: calc(100vh - 2rem);
        max-block-size: calc(100dvh - 2rem);
        padding: 0;
        overflow: hidden;
        font-family: var(--font-system);
        color: var(--text);
        background: var(--surface);
        border: 1px solid var(--border);
        border-radius: var(--radius-large);
        box-shadow: var(--shadow-dialog);
      }

      dialog[open] {
        display: flex;
        flex-direction: column;
      }

      dialog::backdrop {
        background: var(--backdrop);
      }

      .head {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 12px;
        padding: 12px 12px 12px 24px;
        border-block-end: 1px solid var(--border);
      }

      h2 {
        font-size: 1.125rem;
        font-weight: 600;
        color: var(--heading);
        overflow-wrap: anywhere;
      }

      .content {
        display: grid;
        flex: 1;
        gap: 16px;
        min-block-size: 0;
        padding: 16px 24px 24px;
        overflow: auto;
        overscroll-behavior: contain;
      }

      .buttons {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: 8px;
        padding: 12px 24px;
        background: var(--surface-raised);
        border-block-start: 1px solid var(--border);
      }

      @media (max-width: 40rem) {
        dialog {
          inline-size: calc(100% - 1rem);
          max-block-size: calc(100vh - 1rem);
          max-block-size: calc(100dvh - 1rem);
        }

        .head,
        .content,
        .buttons {
          padding-inline: 16px;
        }

        .head {
          padding-inline-end: 8px;
        }

        .buttons .button {
          flex: 1;
        }
      }
    `,
  ];

  @property() heading = "";
  @property() confirm = "";
  @property() dismiss = "";
  /** What the confirming button says while the answer is awaited. */
  @property() working = "";
  @property({ type: Boolean }) danger = false;
  @property({ type: Boolean }) busy = false;
  /** Not yet to be confirmed: there is nothing to send. */
  @property({ type: Boolean }) incomplete = false;
  @query("dialog") private readonly dialog!: HTMLDialogElement;

  override render() {
    return html`
      <dialog
        aria-labelledby="heading"
        @cancel=${this.#stayWhileBusy}
        @close=${this.#closed}
        @keydown=${this.#confirmByKeyboard}
      >
        <div class="head">
          <h2 id="heading">${this.heading}</h2>
          <button class="button icon-only" aria-label=${adminTexts().close} @click=${this.#dismiss}>${closeIcon}</button>
        </div>
        <div class="content"><slot></slot></div>
        <div class="buttons">
          <button class="button dismiss" aria-disabled=${this.busy} @click=${this.#dismiss}>${this.dismiss}</button>
          <button
            class="button ${this.danger ? "danger" : "primary"}"
            aria-disabled=${this.busy || this.incomplete}
            aria-busy=${this.busy}
            @click=${this.#confirm}
          >
            ${this.busy ? this.working : this.confirm}
          </button>
        </div>
      </dialog>
    `;
  }

  override firstUpdated(): void {
    this.dialog.showModal();
    const field = this.querySelector<HTMLElement>("[autofocus]");
    (field ?? this.renderRoot.querySelector<HTMLElement>(".dismiss"))?.focus();
  }

  close(): void {
    this.dialog.close();
  }

  #dismiss(): void {
    if (!this.busy) this.close();
  }

  #confirm(): void {
    if (!this.busy && !this.incomplete) this.dispatchEvent(new Event("confirmed"));
  }

  #confirmByKeyboard(event: KeyboardEvent): void {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.#confirm();
  }

  #stayWhileBusy(event: Event): void {
    if (this.busy) event.preventDefault();
  }

  #closed(): void {
    this.dispatchEvent(new Event("closed"));
  }
}
