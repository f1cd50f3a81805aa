import { LitElement, css, html } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { type ApiError, asApiError } from "../api-error.ts";
import type { ExecutionLog } from "../contract.ts";
import { jobText } from "../elements/cut-text.ts";
import { controls } from "../styles/controls.ts";
import { adminTexts } from "../texts/admin.ts";
import type { AdminApi } from "./admin-api.ts";
import type { Cancelled } from "./admin-contract.ts";
import { adminStyles } from "./admin.styles.ts";
import type { ConfirmDialog } from "./confirm-dialog.ts";
import "./confirm-dialog.ts";
import { faultNotice } from "./fault.ts";
import { reasonField } from "./reason-field.ts";

/**
 * Asks whether an execution shall really end.
 *
 * @fires cancelled - detail: the Cancelled, when the dialog is closed
 * @fires closed
 */
@customElement("cancel-dialog")
export class CancelDialog extends LitElement {
  static override styles = [
    controls,
    adminStyles,
    css`
      .about {
        font-size: 0.875rem;
      }
    `,
  ];

  @property({ attribute: false }) api!: AdminApi;
  @property({ attribute: false }) log!: ExecutionLog;
  @state() private reason = "";
  @state() private busy = false;
  @state() private fault: ApiError | undefined;
  @query("confirm-dialog") private readonly dialog!: ConfirmDialog;
  #cancelled: Cancelled | undefined;

  override render() {
    const texts = adminTexts().cancelling;
    return html`
      <confirm-dialog
        heading=${texts.title}
        confirm=${texts.send}
        dismiss=${texts.keep}
        working=${texts.sending}
        danger
        ?busy=${this.busy}
        @confirmed=${this.#send}
        @closed=${this.#closed}
      >
        <p class="about"><strong class="mono">${jobText(this.log.tracking_id)}</strong> · ${jobText(this.log.company)}</p>
        <p class="about muted">${texts.about}</p>
        ${reasonField({
          value: this.reason,
          hint: texts.reasonHint,
          focused: true,
          change: (value) => (this.reason = value),
        })}
        ${faultNotice(this.fault, texts)}
      </confirm-dialog>
    `;
  }

  async #send(): Promise<void> {
    this.busy = true;
    this.fault = undefined;
    try {
      this.#cancelled = await this.api.cancel(this.log.tracking_id, this.log.execution_id, this.reason);
      this.dialog.close();
    } catch (error) {
      this.fault = asApiError(error);
    }
    this.busy = false;
  }

  #closed(): void {
    if (this.#cancelled) this.dispatchEvent(new CustomEvent<Cancelled>("cancelled", { detail: this.#cancelled }));
    this.dispatchEvent(new Event("closed"));
  }
}
