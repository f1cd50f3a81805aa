import { siteDe } from "./site.de.ts";
import { type SiteTexts, siteEn } from "./site.en.ts";

/** In the language of the page. */
export function siteTexts(): SiteTexts {
  return document.documentElement.lang.startsWith("de") ? siteDe : siteEn;
}
