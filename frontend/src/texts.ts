import { type Language, language } from "./preferences.ts";
import type { AdminTexts } from "./texts/admin.ts";
import type { ExportsTexts } from "./texts/exports.ts";
import type { FindingTexts } from "./texts/finding.ts";
import type { ListTexts } from "./texts/list.ts";
import type { LogTexts } from "./texts/log.ts";
import type { SharedTexts } from "./texts/shared.ts";
import type { SiteTexts } from "./texts/site.ts";
import type { TimelineTexts } from "./texts/timeline.ts";

/** A language beside English, which each part of the page brings along. */
export interface Translation {
  shared: SharedTexts;
  site: SiteTexts;
  list: ListTexts;
  log: LogTexts;
  finding: FindingTexts;
  exports: ExportsTexts;
  timeline: TimelineTexts;
  admin: AdminTexts;
}

/** A further language is one file in texts/, one line here and one in preferences.ts. */
const TRANSLATIONS: Record<Exclude<Language, "en">, () => Promise<Translation>> = {
  de: async () => (await import("./texts/de.ts")).de,
};

let translation: Translation | undefined;
let variant = "en";

/** The words of a part of the page, unless it speaks English. */
export function translated<Part extends keyof Translation>(part: Part): Translation[Part] | undefined {
  return translation?.[part];
}

/** For numbers and dates: the browser's own variant of the language (`en-GB`), else the language. */
export function locale(): string {
  return variant;
}

/**
 * Takes the reader's choice, else the browser's first language that there is a catalogue of, else
 * English. What is drawn before it is there speaks English, so wait for it before you draw.
 */
export async function loadTexts(): Promise<void> {
  const wanted = language.read();
  const name = wanted === "system" ? firstKnown(navigator.languages) : wanted;
  document.documentElement.lang = name;
  await speak(name);
}

/** The same for an element in a page of other people: the page says which language it is in. */
export async function loadTextsOfPage(): Promise<void> {
  await speak(firstKnown([document.documentElement.lang]));
}

async function speak(name: Language): Promise<void> {
  variant = navigator.languages.find((one) => base(one) === name) ?? name;
  translation = name === "en" ? undefined : await TRANSLATIONS[name]();
}

function firstKnown(languages: readonly string[]): Language {
  return languages.map(base).find(isKnown) ?? "en";
}

function isKnown(name: string): name is Language {
  return name === "en" || Object.hasOwn(TRANSLATIONS, name);
}

/** `de` of `de-AT` */
function base(language: string): string {
  return language.split("-")[0] ?? language;
}
