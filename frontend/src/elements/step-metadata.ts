import { html, nothing } from "lit";
import type { Step } from "../contract.ts";
import { metadataValue } from "../metadata-value.ts";
import { logTexts } from "../texts/log.ts";
import { shortText } from "./cut-text.ts";
import "./json-value.ts";
import { progressOf } from "./step-progress.ts";

const SHORT_VALUE = 48;

/** What a step noted beside its message: short values as chips, long ones and structures below. */
export function stepMetadata(step: Step) {
  const entries = metadataEntries(step);
  return entries.length > 0 ? html`<dl class="metadata">${entries.map(([name, value]) => entry(name, value))}</dl>` : nothing;
}

/** Everything a step says of itself beyond its message; the contract's own fields come first. */
function metadataEntries(step: Step): [string, unknown][] {
  const { error_code, retry_possible, metadata } = step;
  const own: [string, unknown][] = [
    [logTexts().errorCode, error_code],
    [logTexts().retryPossible, retry_possible],
  ];
  const isDrawn = (name: string) => name === "progress" && progressOf(step) !== undefined;
  return [
    ...own.filter(([, value]) => value !== null && value !== undefined),
    ...Object.entries(metadata).filter(([name]) => !isDrawn(name)),
  ];
}

function entry(name: string, value: unknown) {
  const text = typeof value === "object" && value !== null ? undefined : metadataValue(value);
  return text !== undefined && isShort(text)
    ? html`<div><dt><bdi .textContent=${shortText(name)}></bdi></dt><dd><bdi .textContent=${shortText(text)}></bdi></dd></div>`
    : html`<div class="long"><dt><bdi .textContent=${shortText(name)}></bdi></dt><dd><json-value .value=${value}></json-value></dd></div>`;
}

function isShort(value: string): boolean {
  return value.length <= SHORT_VALUE && !value.includes("\n");
}
