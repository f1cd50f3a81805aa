/** A text before, in and after the part in which it differs from another. */
export interface MarkedText {
  before: string;
  changed: string;
  after: string;
}

/** The words in which two texts differ: from the first to the last of them. */
export function changedPart(text: string, other: string): MarkedText {
  const [words, others] = [wordsOf(text), wordsOf(other)];
  const start = alike(words, others);
  const most = Math.min(words.length, others.length) - start;
  const end = Math.min(most, alike(words.toReversed(), others.toReversed()));
  return {
    before: words.slice(0, start).join(""),
    changed: words.slice(start, words.length - end).join(""),
    after: words.slice(words.length - end).join(""),
  };
}

/** Words and what is between them. */
function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+|[^\p{L}\p{N}]+/gu) ?? [];
}

/** How many of the first ones are the same. */
function alike(words: string[], others: string[]): number {
  const end = words.findIndex((word, place) => word !== others[place]);
  return end < 0 ? words.length : end;
}
