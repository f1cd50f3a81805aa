import { findingTexts } from "../texts/finding.ts";

/** The keys of the list, as its help lists them. */
export function listKeyLines(): [string, string[]][] {
  const { next, previous, open, search, refresh, help, leave } = findingTexts().keys;
  return [
    [next, ["j", "↓"]],
    [previous, ["k", "↑"]],
    [open, ["Enter"]],
    [search, ["/"]],
    [refresh, ["r"]],
    [help, ["?"]],
    [leave, ["Esc"]],
  ];
}
