import { LitElement, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Step } from "../contract.ts";
import { utcTime } from "../format.ts";
import { STARTED, appearance } from "../status.ts";
import type { StepEnd } from "../step-ends.ts";
import { controls } from "../styles/controls.ts";
import { jobText } from "./cut-text.ts";
import "./error-details.ts";
import { processStepStyles } from "./process-step.styles.ts";
import { metadataEntries } from "./step-metadata.ts";

/** One event of a log: status, step name, time from start, message, error details, metadata. */
@customElement("process-step")
export class ProcessStep extends LitElement {
  static override styles = [controls, processStepStyles];

  @property({ attribute: false }) step!: Step;
  @property({ attribute: false }) end: StepEnd | undefined;

  override render() {
    const { name, word, icon } = this.#isPast() ? STARTED : appearance(this.step.status);
    const entries = metadataEntries(this.step);
    return html`
      <div class="step step-${name} ${this.end === "running" ? "running" : ""}">
        <span class="icon" title=${word} aria-hidden="true">${icon}</span>
        <div class="line">
          <span class="visually-hidden">${word}: </span>
          <span class="name">${jobText(this.step.step)}</span>
          <span class="time digits" title=${utcTime(this.step.timestamp ?? "")}
            >${this.#ending()}<span class="from-start">${jobText(this.step.time_from_start)}</span></span
          >
        </div>
        <p class="step-message"><cut-text .text=${this.step.message}></cut-text></p>
        ${this.step.error_details
          ? html`<error-details .text=${this.step.error_details}></error-details>`
          : nothing}
        ${entries.length > 0 ? html`<step-metadata .entries=${entries}></step-metadata>` : nothing}
      </div>
    `;
  }

  /** Something of this step was recorded after this event. */
  #isPast(): boolean {
    return this.step.status === "in_progress" && this.end === undefined;
  }

  #ending() {
    if (this.end === "unfinished") return html`<span class="note">no end recorded</span>`;
    if (this.end === undefined || this.end === "running") return nothing;
    return html`<span class="note">took ${this.end.took}</span>`;
  }
}
