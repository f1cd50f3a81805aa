import { piecesOf, unquoted } from "./find-query.ts";
import { localDay } from "./format.ts";
import { FILTER_FIELDS, type FilterField, MAX_TEXT, entriesOf, parametersOf } from "./list-filter.ts";
import type { ListFilter } from "./list-filter.ts";
import { appearance } from "./status.ts";
import { findingTexts } from "./texts/finding.ts";
import { listTexts } from "./texts/list.ts";
import { cut, visibleText } from "./visible-text.ts";

/** What was typed, taken apart: `status:failed "read timeout"`. */
export interface Typed {
  tokens: [FilterField, string][];
  /** What is to be found as text. */
  words: string;
  /** What is wrong with it, in words. */
  fault: string | undefined;
}

const TOKEN = /^([a-z_]+):(.*)$/is;
/** What people write too, and the API's own names. */
const ALSO: Record<string, FilterField> = {
  tracking_id: "id",
  failed_step: "step",
  error_code: "code",
  attempt: "attempts",
  slower: "duration",
  last: "since",
};
const ALSO_STATUS: Record<string, string> = { running: "in_progress", done: "completed", succeeded: "completed" };
const SHOWN_IN_FAULT = 40;

export function parseTyped(text: string): Typed {
  const typed: Typed = { tokens: [], words: "", fault: undefined };
  const words: string[] = [];
  for (const piece of piecesOf(text)) {
    const [, name = "", raw = ""] = TOKEN.exec(piece) ?? [];
    const field = fieldOf(name);
    if (!name || (!field && !raw)) words.push(unquoted(piece));
    else if (!field) typed.fault ??= findingTexts().faults.unknown(quoted(name));
    else {
      const value = normal(field, unquoted(raw).trim());
      typed.fault ??= faultOf(field, value);
      typed.tokens.push([field, value]);
    }
  }
  typed.words = words.join(" ").trim();
  if (typed.words.length > MAX_TEXT) typed.fault ??= findingTexts().faults.long(MAX_TEXT);
  return typed;
}

/** Undefined for what is no filter. `q` has no name to be typed. */
export function fieldOf(name: string): FilterField | undefined {
  const lower = name.toLowerCase();
  if (Object.hasOwn(ALSO, lower)) return ALSO[lower];
  return FILTER_FIELDS.find((field) => field === lower && field !== "q");
}

/** What is wrong with a value, in words; undefined if nothing is. */
export function faultOf(field: FilterField, value: string): string | undefined {
  const { faults } = findingTexts();
  if (!value) return faults.empty(field);
  if (parametersOf(field, value)) return undefined;
  const shown = quoted(value);
  switch (field) {
    case "status":
    case "reason":
    case "attempts":
    case "duration":
    case "since":
      return faults[field](shown);
    case "from":
    case "to":
      return faults.time(shown);
    default:
      return faults.long(MAX_TEXT);
  }
}

/** The first fault of a filter that came with the URL. */
export function faultIn(filter: ListFilter): string | undefined {
  return entriesOf(filter)
    .map(([field, value]) => faultOf(field, value))
    .find(Boolean);
}

/** A filter's value as people know it: hostile text is made visible. */
export function valueWords(field: FilterField, value: string): string {
  if (!parametersOf(field, value)) return visibleText(value);
  if (field === "status") return appearance(value).word;
  if (field === "reason") return listTexts().reasons[value] ?? value;
  if (field === "from" || field === "to") return localDay(value);
  return visibleText(value);
}

/** `Status: Failed`, for those who hear it. */
export function tokenWords(field: FilterField, value: string): string {
  return `${findingTexts().fields[field]}: ${valueWords(field, value)}`;
}

/** As it is typed: in quotes where a blank would end it. */
export function typedValue(value: string): string {
  return /\s/.test(value) ? `"${value}"` : value;
}

function normal(field: FilterField, value: string): string {
  const lower = value.toLowerCase();
  if (field === "status") return ALSO_STATUS[lower] ?? lower.replaceAll("-", "_");
  if (field === "reason") return reasonOf(value);
  if (field === "from" || field === "to") return utc(value);
  if (field === "since" || field === "duration" || field === "attempts") return lower.replaceAll(/\s/g, "");
  return value;
}

/** By its code, or by the words that stand for it. */
function reasonOf(value: string): string {
  const known = Object.entries(listTexts().reasons).find(([, words]) => words.toLowerCase() === value.toLowerCase());
  const code = value.toUpperCase().replaceAll(/[\s-]/g, "_");
  return known?.[0] ?? (Object.hasOwn(listTexts().reasons, code) ? code : value);
}

/** What is typed is the reader's own time; the URL holds UTC, for readers elsewhere. */
function utc(value: string): string {
  const time = new Date(/^\d{4}-\d\d-\d\d$/.test(value) ? `${value}T00:00` : value);
  return Number.isNaN(time.getTime()) || !/^\d{4}-/.test(value) ? value : time.toISOString().replace(/(:00)?\.000Z$/, "Z");
}

function quoted(text: string): string {
  return visibleText(text.length > SHOWN_IN_FAULT ? `${cut(text, SHOWN_IN_FAULT)}…` : text);
}
