import { type SVGTemplateResult, html, nothing, render } from "lit";
import type { Step } from "../contract.ts";
import { utcTime } from "../format.ts";
import { appearance, startedAppearance } from "../status.ts";
import type { StepEnd } from "../step-ends.ts";
import { logTexts } from "../texts/log.ts";
import { visibleText } from "../visible-text.ts";
import { SHORT_TEXT, shortText } from "./cut-text.ts";
import "./error-details.ts";
import type { ErrorContext } from "./error-details.ts";
import "./running-clock.ts";
import { stepMetadata } from "./step-metadata.ts";
import { stepProgress } from "./step-progress.ts";

export interface RowContext {
  end: StepEnd | undefined;
  /** The address of a step in this log. */
  linkTo: (seq: number) => string;
  error: ErrorContext;
}

/**
 * One event of a log: status, step name, time from start, message, error details, metadata.
 *
 * A template, not an element of its own, and with no node too many: there may be ten thousand of them.
 */
export function processStep(step: Step, { end, linkTo, error }: RowContext) {
  const isPast = step.status === "in_progress" && end === undefined;
  const { name, word, icon } = isPast ? startedAppearance() : appearance(step.status);
  const kind = `step step-${name}${end === "running" ? " running" : ""}`;
  return html`<div class=${kind} role="listitem" tabindex="-1" data-seq=${step.seq}
    ><span class="icon" title=${word} aria-hidden="true">${iconNode(icon)}</span
    ><div class="line"
      ><span class="visually-hidden" .textContent=${`${word}: `}></span
      ><span class="name"><bdi .textContent=${shortText(step.step)}></bdi></span
      ><span class="time digits" title=${utcTime(step.timestamp ?? "")}
        >${ending(step, end)}<a class="from-start" href=${linkTo(step.seq)} tabindex="-1"
          ><bdi .textContent=${shortText(step.time_from_start)}></bdi></a></span></div
    >${message(step)}${details(step, end, error)}</div>`;
}

/** Most steps have none of these. */
function details(step: Step, end: StepEnd | undefined, error: ErrorContext) {
  const metadata = stepMetadata(step);
  const progress = stepProgress(step, end === "running");
  if (!step.error_details && metadata === nothing && progress === nothing) return nothing;
  return html`${progress}
  ${step.error_details
    ? html`<error-details .step=${step} .context=${error}></error-details>`
    : nothing}
  ${metadata}`;
}

function ending(step: Step, end: StepEnd | undefined) {
  if (end === undefined) return nothing;
  if (end === "unfinished") return html`<span class="note">${logTexts().noEnd}</span>`;
  if (end === "running")
    return html`<span class="note"
      >${logTexts().running} <running-clock since=${step.timestamp ?? ""}></running-clock
    ></span>`;
  return html`<span class="note">${logTexts().took(end.took)}</span>`;
}

function message({ message }: Step) {
  return message.length > SHORT_TEXT
    ? html`<p class="step-message"><cut-text .text=${message}></cut-text></p>`
    : html`<p class="step-message"><bdi .textContent=${visibleText(message)}></bdi></p>`;
}

const ICONS = new Map<SVGTemplateResult, Element>();

/** A copy of the drawing: several times cheaper than to draw it from its template. */
function iconNode(icon: SVGTemplateResult): Node {
  const known = ICONS.get(icon) ?? drawn(icon);
  ICONS.set(icon, known);
  return known.cloneNode(true);
}

function drawn(icon: SVGTemplateResult): Element {
  const place = document.createElement("div");
  render(icon, place);
  return place.querySelector("svg") as Element;
}
