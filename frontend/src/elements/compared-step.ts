import { html, nothing } from "lit";
import { changedPart } from "../changed-part.ts";
import { type ChangedValue, type ComparedStep, type Side, changedMetadata } from "../compare.ts";
import { readableDuration } from "../duration.ts";
import { metadataValue } from "../metadata-value.ts";
import { appearance } from "../status.ts";
import type { TimelineTexts } from "../texts/timeline.ts";
import { cut, visibleText } from "../visible-text.ts";
import { NAME_LIMIT, jobText } from "./cut-text.ts";

export interface ComparedView {
  texts: TimelineTexts["compare"];
  /** Words for the columns: "Attempt 1". */
  names: { left: string; right: string };
  longest: number;
  isFirst: boolean;
  /** undefined where the step is not in the log that is shown. */
  goToStep: (() => void) | undefined;
}

/** A row of the comparison. */
export function comparedStep(step: ComparedStep, view: ComparedView) {
  const { texts, names, isFirst, goToStep } = view;
  const { left, right, changes } = step;
  return html`
    <tr role="row" class=${isFirst ? "first" : ""} tabindex=${isFirst ? -1 : nothing} data-key=${step.key}>
      <th role="rowheader" scope="row">
        <span class="mono">${jobText(step.name)}</span>
        ${isFirst ? html`<span class="flag">${texts.firstDifference}</span>` : nothing}
        <span class="changes">${changes.map((change) => texts.changes[change]).join(", ")}</span>
        ${goToStep ? html`<button class="button quiet" @click=${goToStep}>${texts.goTo}</button>` : nothing}
      </th>
      <td role="cell">${sideOf(left, right, "left", names.left, view, step)}</td>
      <td role="cell">${sideOf(right, left, "right", names.right, view, step)}</td>
      <td role="cell" class="longer digits"><span class="column" aria-hidden="true">${texts.difference}</span>${longerBy(step.longer, texts)}</td>
    </tr>
  `;
}

/** `+2m 10s slower`; a sign, a word and a colour. */
export function longerBy(milliseconds: number | undefined, texts: TimelineTexts["compare"]) {
  if (milliseconds === undefined) return texts.none;
  if (milliseconds === 0) return texts.same;
  const isSlower = milliseconds > 0;
  const time = readableDuration(Math.abs(milliseconds));
  return html`<span class=${isSlower ? "slower" : "faster"}
    >${isSlower ? "+" : "−"}${time} ${isSlower ? texts.slower : texts.faster}</span
  >`;
}

function sideOf(
  side: Side | undefined,
  other: Side | undefined,
  which: "left" | "right",
  name: string,
  { texts, longest }: ComparedView,
  { changes, left, right }: ComparedStep,
) {
  const column = html`<span class="column" aria-hidden="true">${name}</span>`;
  if (!side) return html`${column}<span class="muted">${texts.missing}</span>`;
  const isTold = (change: "error" | "message") => changes.includes(change) || !other;
  return html`
    ${column} ${outcome(side, longest)}
    ${isTold("message") ? html`<p class="text">${marked(side.entry.message, other?.entry.message)}</p>` : nothing}
    ${isTold("error") ? errorLine(side, other) : nothing}
    ${changes.includes("metadata") ? metadata(changedMetadata(left, right), which, texts) : nothing}
  `;
}

function outcome({ span }: Side, longest: number) {
  const { name, word, icon } = appearance(span.status);
  const share = longest > 0 ? (span.duration_ms ?? 0) / longest : 0;
  return html`
    <p class="outcome is-${name}">
      <span class="mark">${icon}</span><span>${word}</span>
      ${span.duration_ms ? html`<span class="time digits">${readableDuration(span.duration_ms)}</span>` : nothing}
    </p>
    ${share > 0 ? html`<span class="length is-${name}" .style=${`--share:${share.toFixed(4)}`}></span>` : nothing}
  `;
}

function errorLine({ entry }: Side, other: Side | undefined) {
  const text = (step: Side | undefined) =>
    [step?.entry.error_code, lastLine(step?.entry.error_details)].filter(Boolean).join(": ");
  if (text({ entry } as Side) === "") return nothing;
  return html`<p class="text error mono">${marked(text({ entry } as Side), other && text(other))}</p>`;
}

/** Of a stack trace, the line that names the error. */
function lastLine(details: string | null | undefined): string {
  return details?.trimEnd().split("\n").at(-1) ?? "";
}

function metadata(values: ChangedValue[], which: "left" | "right", texts: TimelineTexts["compare"]) {
  return html`<dl>
    ${values.map((value) => {
      const own = value[which];
      const told = own === undefined ? texts.none : jobText(cut(metadataValue(own), NAME_LIMIT));
      return html`<div><dt>${jobText(value.name)}</dt><dd>${told}</dd></div>`;
    })}
  </dl>`;
}

/** The text, with the words marked in which it differs from the other side's; not if they are all. */
function marked(text: string, other: string | undefined) {
  const shown = shortened(text);
  if (other === undefined || text === other) return html`<bdi>${visibleText(shown)}</bdi>`;
  const { before, changed, after } = changedPart(shown, shortened(other));
  const isPart = changed !== "" && before + after !== "";
  const mark = isPart ? html`<mark>${visibleText(changed)}</mark>` : visibleText(changed);
  return html`<bdi>${visibleText(before)}${mark}${visibleText(after)}</bdi>`;
}

function shortened(text: string): string {
  return text.length > NAME_LIMIT ? `${cut(text, NAME_LIMIT)}…` : text;
}
