import { type Language, language } from "./preferences.ts";
import { type Texts, en } from "./texts/en.ts";

/** A further language is one file in texts/, one line here and one in preferences.ts. */
const CATALOGUES: Record<Language, () => Promise<Texts>> = {
  en: async () => en,
  de: async () => (await import("./texts/de.ts")).de,
};

let spoken: Texts = en;
let variant = "en";

/** The words of the page's language. */
export function texts(): Texts {
  return spoken;
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
  if (name !== spoken.locale) spoken = await CATALOGUES[name]();
}

function firstKnown(languages: readonly string[]): Language {
  return languages.map(base).find((one): one is Language => Object.hasOwn(CATALOGUES, one)) ?? "en";
}

/** `de` of `de-AT` */
function base(language: string): string {
  return language.split("-")[0] ?? language;
}
