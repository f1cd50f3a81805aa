/** How this browser likes to read; kept in localStorage, applied to the root element. */

export const THEMES = ["system", "light", "dark"] as const;
export const TEXT_SIZES = ["compact", "comfortable"] as const;
export type Theme = (typeof THEMES)[number];
export type TextSize = (typeof TEXT_SIZES)[number];

export const theme = preference("theme", THEMES);
export const textSize = preference("text", TEXT_SIZES);

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
  const root = document.documentElement;
  const show = (choice: Choice) => (root.dataset[name] = choice);
  const read = () => choices.find((choice) => choice === root.dataset[name]) ?? choices[0];
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

function storage(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}
