import { highlightWords } from "./found-highlight.ts";

export interface Marks {
  /** Sequence numbers of the steps that were found. */
  matches: ReadonlySet<number>;
  /** The match that the reader is at. */
  at: number | undefined;
  words: string[];
}

/** Marks found rows and the words in them, on those rows only that are near the view. */
export function markRows(rows: HTMLElement[], { matches, at, words }: Marks): void {
  const found = rows.filter((row) => matches.has(seqOf(row)));
  for (const row of rows) {
    if (!matches.has(seqOf(row)) || words.length === 0) row.removeAttribute("data-match");
    else row.setAttribute("data-match", seqOf(row) === at ? "at" : "");
  }
  highlightWords(found, words);
}

function seqOf(row: HTMLElement): number {
  return Number(row.dataset["seq"]);
}
