import { timelineDe } from "./timeline.de.ts";
import { type TimelineTexts, timelineEn } from "./timeline.en.ts";

/** In the language of the page. */
export function timelineTexts(): TimelineTexts {
  return document.documentElement.lang.startsWith("de") ? timelineDe : timelineEn;
}
