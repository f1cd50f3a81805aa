import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { controls } from "../styles/controls.ts";
import { adminTexts } from "../texts/admin.ts";
import type { AdminApi } from "./admin-api.ts";
import type { DeadLetter } from "./admin-contract.ts";
import { warningIcon } from "./admin-icons.ts";
import { adminStyles } from "./admin.styles.ts";
import type { ConfirmDialog } from "./confirm-dialog.ts";
import "./confirm-dialog.ts";
import type { DeadLetterDeeds } from "./dead-letter-deeds.ts";
import { letterName } from "./dead-letter-row.ts";
import { faultNotice } from "./fault.ts";
import { reasonField } from "./reason-field.ts";

const NAMES_SHOWN = 5;

/**
 * Deletes messages for good, once somebody has said why.
 *
 * @fires closed
 */
@customElement("discard-dialog")
export class DiscardDialog extends LitElement {
  static override styles = [
    controls,
    adminStyles,
    css`
      .about {
        font-size: 0.875rem;
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) api!: AdminApi;
  @property({ attribute: false }) deeds!: DeadLetterDeeds;
  @property({ attribute: false }) letters: DeadLetter[] = [];
  @state() private reason = "";
  @state() private isReasonMissing = false;
  @state() private busy = false;
  @query("confirm-dialog") private readonly dialog!: ConfirmDialog;
  @query("textarea") private readonly reasonArea!: HTMLTextAreaElement;

  override render() {
    const texts = adminTexts().discarding;
    return html`
      <confirm-dialog
        heading=${texts.title(this.letters.length)}
        confirm=${texts.send}
        dismiss=${texts.keep}
        working=${texts.sending}
        danger
        ?busy=${this.busy}
        @confirmed=${this.#discard}
        @closed=${() => this.dispatchEvent(new Event("closed"))}
      >
        <p class="about"><strong class="mono">${this.#names()}</strong> ${this.#others()}</p>
        <p class="about muted">${texts.about}</p>
        ${reasonField({ value: this.reason, required: true, focused: true, change: (value) => this.#write(value) })}
        <div role="alert">
          ${this.isReasonMissing ? html`<p class="problem">${warningIcon}<span>${texts.reasonNeeded}</span></p>` : nothing}
        </div>
        ${faultNotice(this.deeds.error, adminTexts().letters)}
      </confirm-dialog>
    `;
  }

  #names(): string {
    return this.letters.slice(0, NAMES_SHOWN).map(letterName).join(", ");
  }

  #others() {
    const others = this.letters.length - NAMES_SHOWN;
    return others > 0 ? adminTexts().discarding.andMore(others.toLocaleString(adminTexts().locale)) : nothing;
  }

  #write(reason: string): void {
    this.reason = reason;
    if (reason.trim()) this.isReasonMissing = false;
  }

  async #discard(): Promise<void> {
    this.isReasonMissing = this.reason.trim() === "";
    if (this.isReasonMissing) return this.reasonArea.focus();
    this.busy = true;
    const ids = this.letters.map(({ message_id }) => message_id);
    await this.deeds.discard(this.api, ids, this.reason.trim());
    this.busy = false;
    if (!this.deeds.error) this.dialog.close();
  }
}
