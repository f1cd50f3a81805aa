/** What a key does in the open log. */
export type KeyAction =
  | "next"
  | "previous"
  | "error"
  | "previousError"
  | "find"
  | "match"
  | "previousMatch"
  | "fold"
  | "newest"
  | "top"
  | "olderAttempt"
  | "newerAttempt"
  | "copy"
  | "help";

const ACTIONS: Record<string, KeyAction> = {
  j: "next",
  k: "previous",
  e: "error",
  E: "previousError",
  "/": "find",
  n: "match",
  N: "previousMatch",
  f: "fold",
  G: "newest",
  g: "top",
  "[": "olderAttempt",
  "]": "newerAttempt",
  c: "copy",
  "?": "help",
};

/** Undefined while the reader types, holds a modifier, or another element has taken the key. */
export function keyAction(event: KeyboardEvent): KeyAction | undefined {
  const { key, ctrlKey, metaKey, altKey, defaultPrevented } = event;
  if (ctrlKey || metaKey || altKey || defaultPrevented || isTyping(event)) return undefined;
  return Object.hasOwn(ACTIONS, key) ? ACTIONS[key] : undefined;
}

function isTyping(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches("input:not([type=radio], [type=checkbox]), textarea, select");
}
