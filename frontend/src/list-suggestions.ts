import type { ExecutionSummary } from "./contract.ts";
import { piecesOf, unquoted } from "./find-query.ts";
import { FILTER_FIELDS, type FilterField, STATUSES } from "./list-filter.ts";
import { fieldOf, typedValue, valueWords } from "./list-tokens.ts";
import { findingTexts } from "./texts/finding.ts";
import { listTexts } from "./texts/list.ts";
import { visibleText } from "./visible-text.ts";

/** Something that may come next in the search field. */
export interface Suggestion {
  /** The whole text of the field, once it is chosen. */
  text: string;
  /** As it is typed: shown first. */
  code: string;
  /** What it means. */
  words: string;
  /** Whether the text is complete with it. */
  isWhole: boolean;
  /** The tracking ID whose log it opens, which needs no search. */
  opens?: string;
}

const MOST = 12;
const EXAMPLES: Partial<Record<FilterField, string>> = {
  status: "failed",
  reason: "TIMED_OUT",
  tier: "gold",
  company: "Acme",
  id: "60B3",
  step: "ai_generation",
  code: "E42",
  attempts: ">1",
  duration: ">2s",
  since: "1h",
  from: "2026-01-31T09:00",
  to: "2026-01-31",
};
/** Like a whole tracking ID, rather than a word. */
const TRACKING_ID = /^(?=.*\d)[\w-]{4,64}$/;
const NAMED = FILTER_FIELDS.filter((field) => field !== "q");

/** What fits the piece that is being typed, the last one: names of filters, or values of the one that is named. */
export function suggestionsFor(text: string, executions: readonly ExecutionSummary[]): Suggestion[] {
  const piece = /\s$/.test(text) ? "" : (piecesOf(text).at(-1) ?? "");
  const [, name = "", typed = ""] = /^([a-z_]+):(.*)$/is.exec(piece) ?? [];
  const field = fieldOf(name);
  const found = name ? values(field, unquoted(typed), executions) : begun(text, piece, executions);
  const last = text.length - piece.length;
  return found.slice(0, MOST).map(({ at = last, ...one }) => ({ ...one, text: text.slice(0, at) + one.code }));
}

/** `at`: from where on it takes the place of what was typed; of the last piece where not told. */
type Found = Omit<Suggestion, "text"> & { at?: number };

function begun(text: string, piece: string, executions: readonly ExecutionSummary[]): Found[] {
  const names = NAMED.filter((field) => isIn(piece, field) || (piece.length > 1 && isBegun(piece, findingTexts().fields[field]))).map(named);
  if (!piece) return names;
  const search = { code: "", words: findingTexts().searchFor(visibleText(unquoted(text).trim())), isWhole: true, at: text.length };
  const at = beginOfWords(text);
  const words = unquoted(text.slice(at));
  const whose = [...companies(words, executions), ...beginnings(words)].map((one) => ({ ...one, at }));
  return [search, ...logs(text), ...names, ...whose];
}

/** Of those at the end that name no filter: a company may have several. */
function beginOfWords(text: string): number {
  const [filters = ""] = /^(?:\s*[a-z_]+:(?:"[^"]*"|[^\s"])*(?=\s))*\s*/i.exec(text) ?? [];
  return filters.length;
}

/** However many executions there are, a log is found by its ID at once. */
function logs(text: string): Found[] {
  const id = text.trim();
  if (!TRACKING_ID.test(id)) return [];
  return [{ code: "", words: findingTexts().openLog(id), isWhole: true, at: text.length, opens: id }];
}

function named(field: FilterField): Found {
  return { code: `${field}:`, words: `${findingTexts().fields[field]} · ${field}:${EXAMPLES[field]}`, isWhole: false };
}

/** Names that were seen and hold the words. */
function companies(words: string, executions: readonly ExecutionSummary[]): Found[] {
  if (words.length < 2) return [];
  return seen(executions, ({ company }) => company)
    .filter((company) => isIn(words, company))
    .slice(0, 4)
    .map((company) => whole("company", company, findingTexts().fields.company));
}

function beginnings(words: string): Found[] {
  const { company, id } = findingTexts().begins;
  return [
    whole("company", words, `${company} ${visibleText(words)}`),
    ...(/^[\w-]+$/.test(words) ? [whole("id", words, `${id} ${visibleText(words)}`)] : []),
  ];
}

function values(field: FilterField | undefined, typed: string, executions: readonly ExecutionSummary[]): Found[] {
  if (!field) return [];
  return choicesOf(field, executions)
    .filter(([value, words]) => isIn(typed, value) || isIn(typed, words))
    .map(([value, words]) => whole(field, value, words));
}

function choicesOf(field: FilterField, executions: readonly ExecutionSummary[]): [string, string][] {
  const { lasts, lengths, tries } = findingTexts();
  const known = (values: readonly string[]): [string, string][] => values.map((value) => [value, valueWords(field, value)]);
  const met = (of: (execution: ExecutionSummary) => string | null | undefined) => known(seen(executions, of));
  switch (field) {
    case "status":
      return known(STATUSES);
    case "reason":
      return known(Object.keys(listTexts().reasons));
    case "since":
      return Object.entries(lasts);
    case "duration":
      return Object.entries(lengths);
    case "attempts":
      return Object.entries(tries);
    case "tier":
      return met(({ tier }) => tier);
    case "company":
      return met(({ company }) => company);
    case "id":
      return met(({ tracking_id }) => tracking_id);
    case "step":
      return met(({ failed_step }) => failed_step);
    case "code":
      return met(({ error_code }) => error_code);
    default:
      return times(field);
  }
}

/** Today and yesterday, as they are typed. */
function times(field: FilterField): [string, string][] {
  const days = [0, 1].map((ago) => {
    const day = new Date(Date.now() - ago * 86_400_000);
    return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => `${part}`.padStart(2, "0")).join("-");
  });
  return days.map((day) => [day, `${findingTexts().fields[field]} ${day}`]);
}

function whole(field: FilterField, value: string, words: string): Found {
  return { code: `${field}:${typedValue(value)}`, words: visibleText(words), isWhole: true };
}

/** Each once; quotes can't be typed within quotes. */
function seen(
  executions: readonly ExecutionSummary[],
  of: (execution: ExecutionSummary) => string | null | undefined,
): string[] {
  const values = executions.map(of).filter((value): value is string => Boolean(value) && !value?.includes('"'));
  return [...new Set(values)].sort((one, other) => one.localeCompare(other));
}

function isIn(part: string, text: string): boolean {
  return text.toLowerCase().includes(part.toLowerCase());
}

/** Whether a word of the text begins so. */
function isBegun(part: string, text: string): boolean {
  return text
    .toLowerCase()
    .split(/[\s,]+/)
    .some((word) => word.startsWith(part.toLowerCase()));
}
