/**
 * Job text is hostile until shown: it may hold control codes (ANSI colours), direction overrides,
 * zero-width characters and half surrogates that hide or reorder what a person reads.
 * U+FE0E and U+FE0F only choose how an emoji is drawn.
 */
export const UNSEEN = /(?![\n\t\ufe0e\ufe0f])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** Most text is: it needs no closer look. */
const PLAIN = /^[\x20-\x7e\n\t]*$/;

/** The text with every unseen character written out, as `\x1b`, `\u202e` or `\u{e0001}`. */
export function visibleText(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replaceAll("\r\n", "\n").replace(UNSEEN, escaped);
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  if (code < 0x100) return `\\x${hex.padStart(2, "0")}`;
  return code < 0x10000 ? `\\u${hex.padStart(4, "0")}` : `\\u{${hex}}`;
}

/** At most `limit` UTF-16 units of the text, never half a character. */
export function cut(text: string, limit: number): string {
  const end = /[\ud800-\udbff]/.test(text[limit - 1] ?? "") ? limit - 1 : limit;
  return text.slice(0, end);
}
