import { texts } from "../texts.ts";
import { timelineDe } from "./timeline.de.ts";
import { type TimelineTexts, timelineEn } from "./timeline.en.ts";

/** In the language of the page. */
export function timelineTexts(): TimelineTexts {
  return texts().locale === "de" ? timelineDe : timelineEn;
}
