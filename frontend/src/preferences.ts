/** How this browser likes to read; kept in localStorage, applied to the root element. */

export const THEMES = ["system", "light", "dark"] as const;
export const TEXT_SIZES = ["compact", "comfortable"] as const;
export type Theme = (typeof THEMES)[number];
export const LANGUAGES = ["system", "en", "de"] as const;
export const SINGLE_KEYS = ["on", "off"] as const;
export type TextSize = (typeof TEXT_SIZES)[number];
export const LIVE = ["on", "off"] as const;
export const TIMES = ["both", "relative", "exact"] as const;
export type Times = (typeof TIMES)[number];
export type Language = Exclude<(typeof LANGUAGES)[number], "system">;

export const theme = preference("theme", THEMES);
export const textSize = preference("text", TEXT_SIZES);
export const language = preference("language", LANGUAGES);
export const singleKeys = preference("keys", SINGLE_KEYS);
export const live = preference("live", LIVE);
export const times = preference("times", TIMES);

interface Preference<Choice extends string> {
  read(): Choice;
  choose(choice: Choice): void;
  apply(): void;
}

/** The first choice is the default. A browser that forbids storage forgets the choice, no more. */
function preference<Choice extends string>(
  name: string,
  choices: readonly [Choice, ...Choice[]],
): Preference<Choice> {
  const data = () => document.documentElement.dataset;
  const show = (choice: Choice) => (data()[name] = choice);
  const read = () => choices.find((choice) => choice === data()[name]) ?? choices[0];
  const choose = (choice: Choice) => {
    show(choice);
    storage()?.setItem(name, choice);
  };
  const apply = () => {
    const stored = storage()?.getItem(name);
    show(choices.find((choice) => choice === stored) ?? choices[0]);
  };
  return { read, choose, apply };
}

/** Undefined where the browser forbids it. */
export function storage(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}
