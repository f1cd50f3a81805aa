import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { type Address, searchOf } from "../address.ts";
import { type ApiError, asApiError } from "../api-error.ts";
import type { ExecutionLog } from "../contract.ts";
import { jobText } from "../elements/cut-text.ts";
import { isPlainClick } from "../plain-click.ts";
import { controls } from "../styles/controls.ts";
import { adminTexts } from "../texts/admin.ts";
import type { AdminApi } from "./admin-api.ts";
import type { Reprocessed } from "./admin-contract.ts";
import { warningIcon } from "./admin-icons.ts";
import { adminStyles } from "./admin.styles.ts";
import type { ConfirmDialog } from "./confirm-dialog.ts";
import "./confirm-dialog.ts";
import { faultCode, faultNotice } from "./fault.ts";
import { type ProfileFault, profileText, readProfile } from "./profile-text.ts";
import { reasonField } from "./reason-field.ts";

/**
 * Shows what would be processed again, lets it be edited, and sends it: at most once, however often
 * it is pressed and whatever answers get lost, since all its requests carry one key.
 *
 * @fires reprocessed - detail: the Reprocessed, when the dialog is closed
 * @fires execution-chosen - detail: the id of the execution that stands in the way
 * @fires closed
 */
@customElement("reprocess-dialog")
export class ReprocessDialog extends LitElement {
  static override styles = [
    controls,
    adminStyles,
    css`
      confirm-dialog {
        --dialog-size: 44rem;
      }

      .about {
        display: grid;
        gap: 4px;
        font-size: 0.875rem;
      }

      .id {
        font-weight: 600;
        overflow-wrap: anywhere;
      }

      .payload textarea {
        min-block-size: 14rem;
      }

      .caption {
        display: flex;
        align-items: baseline;
        justify-content: space-between;
        gap: 8px;
      }

      .conflict {
        display: grid;
        gap: 8px;
      }

      .conflict h3 {
        font-size: 0.875rem;
      }

      .ways {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px 16px;
      }
    `,
  ];

  @property({ attribute: false }) api!: AdminApi;
  @property({ attribute: false }) log!: ExecutionLog;

  @state() private stored: string | undefined;
  @state() private payload = "";
  @state() private isPayloadMissing = false;
  @state() private reason = "";
  @state() private busy = false;
  @state() private unreadable: ApiError | undefined;
  @state() private profileFault: ProfileFault | undefined;
  @state() private fault: ApiError | undefined;
  @query("confirm-dialog") private readonly dialog!: ConfirmDialog;
  @query(".payload textarea") private readonly payloadField!: HTMLTextAreaElement | null;

  readonly #key = crypto.randomUUID();
  readonly #leaving = new AbortController();
  #outcome: Event | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leaving.abort();
  }

  override render() {
    const texts = adminTexts().reprocessing;
    return html`
      <confirm-dialog
        heading=${texts.title}
        confirm=${texts.send}
        dismiss=${adminTexts().close}
        working=${texts.sending}
        ?busy=${this.busy}
        ?incomplete=${this.stored === undefined}
        @confirmed=${() => this.#send(false)}
        @closed=${this.#closed}
      >
        <div class="about">
          <p>${texts.trackingId} <span class="mono id">${jobText(this.log.tracking_id)}</span></p>
          <p class="muted">${texts.about}</p>
        </div>
        ${reasonField({
          value: this.reason,
          hint: texts.reasonHint,
          focused: true,
          change: (value) => (this.reason = value),
        })}
        ${this.#payload()} ${this.#problem()}
      </confirm-dialog>
    `;
  }

  async #load(): Promise<void> {
    this.unreadable = undefined;
    const { signal } = this.#leaving;
    try {
      this.#take(profileText((await this.api.profile(this.log.tracking_id, signal)).profile));
    } catch (error) {
      if (!signal.aborted) this.#takeWithout(asApiError(error));
    }
  }

  #take(text: string): void {
    this.stored = this.payload = text;
  }

  /** Where nothing is stored, what the log knows is a beginning. */
  #takeWithout(error: ApiError): void {
    if (error.kind !== "not-found") {
      this.unreadable = error;
      return;
    }
    const { tracking_id, company, tier } = this.log;
    this.isPayloadMissing = true;
    this.stored = "";
    this.payload = profileText({ tracking_id, company_name: company, tier_level: tier });
  }

  #payload() {
    const texts = adminTexts().reprocessing;
    if (this.unreadable) return this.#retry(this.unreadable);
    if (this.stored === undefined) return html`<p class="muted" role="status">${texts.loading}</p>`;
    return html`
      <div class="field payload">
        <div class="caption">
          <label class="name" for="payload">${texts.payload}</label>
          ${this.#isEdited() && !this.isPayloadMissing
            ? html`<button class="button quiet" @click=${this.#reset}>${texts.reset}</button>`
            : nothing}
        </div>
        <span class="hint" id="hint">${this.isPayloadMissing ? texts.noPayload : texts.payloadHint}</span>
        <textarea
          id="payload"
          class="mono"
          rows="9"
          spellcheck="false"
          autocapitalize="off"
          dir="ltr"
          aria-invalid=${this.profileFault !== undefined}
          aria-describedby="hint problem"
          .value=${this.payload}
          @input=${this.#edit}
        ></textarea>
        <div id="problem" role="alert">${this.profileFault ? profileProblem(this.profileFault) : nothing}</div>
      </div>
    `;
  }

  #retry(error: ApiError) {
    return html`${faultNotice(error)}
      <div><button class="button" @click=${this.#load}>${adminTexts().retry}</button></div>`;
  }

  #problem() {
    if (!this.fault) return nothing;
    if (faultCode(this.fault) !== "conflict") return faultNotice(this.fault, adminTexts().reprocessing);
    return this.#conflict(this.fault);
  }

  /** The second deliberate act has a place of its own: a click too many can't reach it. */
  #conflict({ answer, details }: ApiError) {
    const texts = adminTexts().reprocessing;
    const other = conflicting(answer?.body, this.log.tracking_id);
    return html`<div class="notice conflict" role="alert">
      <h3>${texts.notSent}</h3>
      <p>${details ? jobText(details) : texts.otherExecution}</p>
      <div class="ways">
        ${other ? html`<a href=${searchOf(other)} @click=${this.#openOther}>${texts.openOther}</a>` : nothing}
        <button class="button danger" aria-disabled=${this.busy} @click=${() => this.#send(true)}>${texts.force}</button>
        <span class="muted">${texts.forceHint}</span>
      </div>
    </div>`;
  }

  #isEdited(): boolean {
    return this.payload !== this.stored;
  }

  #edit({ target }: InputEvent): void {
    this.payload = (target as HTMLTextAreaElement).value;
    if (this.profileFault) this.profileFault = readProfile(this.payload, this.log.tracking_id).fault;
  }

  #reset(): void {
    this.payload = this.stored ?? "";
    this.profileFault = undefined;
    this.payloadField?.focus();
  }

  async #send(force: boolean): Promise<void> {
    if (this.busy) return;
    const { profile, fault } = readProfile(this.payload, this.log.tracking_id);
    this.profileFault = this.#isEdited() ? fault : undefined;
    if (this.profileFault) return this.payloadField?.focus();
    this.busy = true;
    this.fault = undefined;
    await this.#ask(force, this.#isEdited() ? profile : undefined);
    this.busy = false;
  }

  async #ask(force: boolean, profile: Record<string, unknown> | undefined): Promise<void> {
    try {
      const sent = await this.api.reprocess(this.log.tracking_id, { key: this.#key, reason: this.reason, profile, force });
      this.#leave(new CustomEvent<Reprocessed>("reprocessed", { detail: sent }));
    } catch (error) {
      this.fault = asApiError(error);
    }
  }

  #openOther(event: MouseEvent): void {
    const other = conflicting(this.fault?.answer?.body, this.log.tracking_id);
    if (!isPlainClick(event) || !other?.executionId) return;
    event.preventDefault();
    this.#leave(new CustomEvent("execution-chosen", { detail: other.executionId }));
  }

  #leave(outcome: Event): void {
    this.#outcome = outcome;
    this.dialog.close();
  }

  #closed(): void {
    if (this.#outcome) this.dispatchEvent(this.#outcome);
    this.dispatchEvent(new Event("closed"));
  }
}

function profileProblem({ code, about }: ProfileFault) {
  return html`<p class="problem">${warningIcon}<span>${jobText(adminTexts().profile[code](about))}</span></p>`;
}

/** The execution that a 409 names. */
function conflicting(body: unknown, trackingId: string): Address | undefined {
  if (typeof body !== "object" || body === null) return undefined;
  const { execution_id } = body as Record<string, unknown>;
  return typeof execution_id === "string" ? { trackingId, executionId: execution_id } : undefined;
}
