import { html, nothing } from "lit";
import { refreshIcon } from "../elements/icons.ts";
import "../elements/time-ago.ts";
import { adminTexts } from "../texts/admin.ts";
import type { Reading } from "./reading.ts";

/** How old it is what a page shows, and the button that reads it anew. */
export function freshness({ value, readAt, isBusy }: Reading<unknown>, refresh: () => void) {
  const { updated, refresh: word } = adminTexts();
  return html`
    ${value
      ? html`<span class="muted digits">${updated} <time-ago datetime=${new Date(readAt).toISOString()}></time-ago></span>`
      : nothing}
    <button class="button" aria-disabled=${isBusy} @click=${() => isBusy || refresh()}>${refreshIcon} ${word}</button>
  `;
}
