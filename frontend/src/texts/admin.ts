import { adminDe } from "./admin.de.ts";
import { type AdminTexts, adminEn } from "./admin.en.ts";

export type { AdminTexts };

/** In the language of the page. */
export function adminTexts(): AdminTexts {
  return document.documentElement.lang.startsWith("de") ? adminDe : adminEn;
}
