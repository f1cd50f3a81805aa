import { type LogTexts, logTexts } from "./texts/log.ts";
import { isTyping } from "./typing.ts";

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

const LINES: [keyof LogTexts["keys"], string[]][] = [
  ["next", ["j"]],
  ["previous", ["k"]],
  ["error", ["e"]],
  ["previousError", ["E"]],
  ["find", ["/"]],
  ["match", ["n", "Enter"]],
  ["previousMatch", ["N", "Shift Enter"]],
  ["fold", ["f"]],
  ["top", ["g"]],
  ["newest", ["G"]],
  ["attempts", ["[", "]"]],
  ["copy", ["c"]],
  ["help", ["?"]],
  ["close", ["Esc"]],
];

/** The keys of the log, as its help lists them. */
export function logKeyLines(): [string, string[]][] {
  return LINES.map(([name, keys]) => [logTexts().keys[name], keys]);
}

/** Undefined while the reader types, holds a modifier, or another element has taken the key. */
export function keyAction(event: KeyboardEvent): KeyAction | undefined {
  const { key, ctrlKey, metaKey, altKey, defaultPrevented } = event;
  if (ctrlKey || metaKey || altKey || defaultPrevented || isTyping(event)) return undefined;
  return Object.hasOwn(ACTIONS, key) ? ACTIONS[key] : undefined;
}
