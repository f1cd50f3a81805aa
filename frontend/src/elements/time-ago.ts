import { html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { ago, ahead, localClock, localDay, localTime, utcTime } from "../format.ts";
import { Ticking } from "./ticking.ts";

/** How long ago a moment was, or until it comes, counting; the exact time in UTC on hover. */
@customElement("time-ago")
export class TimeAgo extends Ticking {
  @property() datetime = "";

  override render() {
    const passed = Date.now() - Date.parse(this.datetime);
    const words = ahead(-passed) ?? ago(passed);
    return html`<time datetime=${this.datetime} title=${utcTime(this.datetime)}>${words}</time>`;
  }
}

/** A moment in the reader's own zone; UTC on hover. */
export function exactTime(iso: string) {
  return html`<time datetime=${iso} title=${utcTime(iso)}>${localTime(iso)}</time>`;
}

/** The same, short: the time of day, with the date if it is another day. */
export function clockTime(iso: string) {
  return html`<time datetime=${iso} title=${utcTime(iso)}>${localClock(iso)}</time>`;
}

/** The same without seconds, where they do not matter. */
export function dayTime(iso: string) {
  return html`<time datetime=${iso} title=${utcTime(iso)}>${localDay(iso)}</time>`;
}
