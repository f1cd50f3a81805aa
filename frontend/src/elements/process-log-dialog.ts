import { LitElement, type PropertyValues, css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { type Address, readAddress, replaceAddress } from "../address.ts";
import type { ExecutionLogApi } from "../api.ts";
import type { ExecutionLog } from "../contract.ts";
import type { Place } from "../log-place.ts";
import { controls } from "../styles/controls.ts";
import { texts } from "../texts/shared.ts";
import { siteTexts } from "../texts/site.ts";
import { closeIcon } from "./icons.ts";
import type { ProcessLog } from "./process-log.ts";
import "./process-log.ts";
import "./text-size-toggle.ts";

/**
 * The Process Log over the page: open while it has an address.
 *
 * @fires log-shown - an answer of the API is shown
 * @fires log-closed - the reader closed it (button, Esc, a click beside it)
 */
@customElement("process-log-dialog")
export class ProcessLogDialog extends LitElement {
  static override styles = [
    controls,
    css`
      dialog {
        inline-size: min(64rem, 100% - 3rem);
        max-inline-size: none;
        block-size: fit-content;
        max-block-size: calc(100vh - 4rem);
        max-block-size: calc(100dvh - 4rem);
        margin-block: 2rem auto;
        padding: 0;
        overflow: hidden;
        color: var(--text);
        background: var(--surface);
        border: 1px solid var(--border);
        border-radius: var(--radius-large);
        box-shadow: var(--shadow-dialog);
      }

      dialog[open] {
        display: flex;
        flex-direction: column;
        animation: rise 160ms ease-out;
      }

      dialog::backdrop {
        background: var(--backdrop);
      }

      process-log {
        flex: 1;
      }

      .missing {
        padding: 8px 24px;
        font-size: 0.75rem;
        color: var(--status-failed-text);
        border-block-start: 1px solid var(--border);
      }

      @keyframes rise {
        from {
          opacity: 0;
          transform: translateY(8px);
        }
      }

      @media print {
        dialog[open] {
          display: block;
          position: static;
          inline-size: auto;
          max-block-size: none;
          margin: 0;
          overflow: visible;
          border: 0;
          box-shadow: none;
        }

        log-actions {
          display: none;
        }
      }

      @media (prefers-reduced-motion: reduce) {
        dialog[open] {
          animation: none;
        }
      }

      @media (max-width: 40rem) {
        dialog {
          inline-size: 100%;
          margin: 0;
          block-size: 100vh;
          block-size: 100dvh;
          max-block-size: none;
          border: 0;
          border-radius: 0;
        }
      }
    `,
  ];

  @property({ attribute: false }) api: ExecutionLogApi | undefined;
  @property({ attribute: false }) address: Address | undefined;
  @property({ attribute: false }) expiresAt: string | undefined;
  /** Admins can act on what they see; the actions are loaded when a log is there. */
  @property({ type: Boolean }) admin = false;
  @state() private shown: ExecutionLog | undefined;
  @state() private areActionsMissing = false;
  @query("dialog") private readonly dialog!: HTMLDialogElement;
  @query("process-log") private readonly log!: ProcessLog | null;
  @query(".close") private readonly closeButton!: HTMLButtonElement | null;

  override render() {
    return html`
      <dialog aria-label=${texts().title} closedby="any" @close=${this.#closed}>
        ${this.address ? this.#content(this.address) : nothing}
      </dialog>
    `;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("address") && this.shown?.tracking_id !== this.address?.trackingId) this.shown = undefined;
  }

  override updated(changed: PropertyValues<this>): void {
    if (!changed.has("address")) return;
    if (!this.address) this.dialog.close();
    else if (!this.dialog.open) void this.#show();
  }

  /** The button can take the focus once the log has laid it out. */
  async #show(): Promise<void> {
    this.dialog.showModal();
    await this.log?.updateComplete;
    this.closeButton?.focus();
  }

  #content({ trackingId, executionId = "", step, find = "" }: Address) {
    return html`
      <process-log
        .api=${this.api}
        .trackingId=${trackingId}
        .executionId=${executionId}
        .step=${step}
        .find=${find}
        .expiresAt=${this.expiresAt}
        ?downloads=${this.admin}
        @log-read=${this.#offerActions}
        @place-changed=${this.#follow}
      >
        <text-size-toggle slot="actions"></text-size-toggle>
        <button
          slot="actions"
          class="button icon-only close"
          aria-label=${texts().close}
          title=${texts().close}
          @click=${() => this.dialog.close()}
        >
          ${closeIcon}
        </button>
      </process-log>
      ${this.admin && this.shown ? this.#actions(this.shown) : nothing}
    `;
  }

  #actions(log: ExecutionLog) {
    return this.areActionsMissing
      ? html`<p class="missing" role="alert">${siteTexts().notLoaded}. ${siteTexts().notLoadedHint}</p>`
      : html`<log-actions .api=${this.api} .log=${log}></log-actions>`;
  }

  async #offerActions({ detail }: CustomEvent<ExecutionLog>): Promise<void> {
    this.shown = detail;
    this.dispatchEvent(new Event("log-shown"));
    if (!this.admin) return;
    this.areActionsMissing = await import("../admin/log-actions.ts").then(
      () => false,
      () => true,
    );
  }

  /** The place in the log has an address, but is no place of its own in the history. */
  #follow({ detail: { step, find } }: CustomEvent<Place>): void {
    const { trackingId, executionId } = readAddress() ?? {};
    if (!trackingId) return;
    replaceAddress({
      trackingId,
      ...(executionId && { executionId }),
      ...(step !== undefined && { step }),
      ...(find && { find }),
    });
  }

  /** The event comes late: the log may have been left by Back, and opened again by Forward. */
  #closed(): void {
    if (this.address && !this.dialog.open) this.dispatchEvent(new Event("log-closed"));
  }
}
