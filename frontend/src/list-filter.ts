import { milliseconds } from "./duration.ts";
import { listTexts } from "./texts/list.ts";

/** What executions are filtered by, as it is typed: `status:failed`. `q` is free text and has no name. */
export const FILTER_FIELDS = [
  "status",
  "reason",
  "tier",
  "company",
  "id",
  "step",
  "code",
  "attempts",
  "duration",
  "since",
  "from",
  "to",
  "q",
] as const;
export type FilterField = (typeof FILTER_FIELDS)[number];

/** What listed executions have in common, in the order it was asked for. */
export type ListFilter = Readonly<Partial<Record<FilterField, string>>>;

/** The API's parameters. */
export type Parameters = Readonly<Record<string, string>>;

export const STATUSES = ["failed", "in_progress", "completed"] as const;
/** Limits of the API (its OpenAPI document). */
export const MAX_TEXT = 100;
const MAX_ATTEMPT = 1_000_000;
const MAX_DURATION_MS = 1_000_000_000;

/** In the URL `step`, `code` and `tracking_id` mean an entry of the open log, a sign-in, and the open log itself. */
const IN_URL: Partial<Record<FilterField, string>> = { step: "failed_step", code: "error_code" };
const IN_API: Partial<Record<FilterField, string>> = { ...IN_URL, id: "tracking_id" };

type Read = (value: string, now: number) => Parameters | undefined;

const text =
  (field: FilterField): Read =>
  (value) =>
    value && value.length <= MAX_TEXT ? { [IN_API[field] ?? field]: value } : undefined;

const moment =
  (field: FilterField): Read =>
  (value) => {
    const time = new Date(value);
    return Number.isNaN(time.getTime()) ? undefined : { [field]: time.toISOString() };
  };

const READ: Record<FilterField, Read> = {
  status: (status) => (STATUSES.some((one) => one === status) ? { status } : undefined),
  reason: (reason) => (Object.hasOwn(listTexts().reasons, reason) ? { reason } : undefined),
  tier: text("tier"),
  company: text("company"),
  id: text("id"),
  step: text("step"),
  code: text("code"),
  attempts: (value) => range(value, "attempt", wholeNumber, MAX_ATTEMPT),
  duration: (value) => range(/^[<>=]|\.\./.test(value) ? value : `>${value}`, "duration_ms", milliseconds, MAX_DURATION_MS),
  since: (value, now) => {
    const length = /^\d{1,4}[mhd]$/.test(value) ? milliseconds(value) : undefined;
    return length === undefined ? undefined : { from: new Date(now - length).toISOString() };
  },
  from: moment("from"),
  to: moment("to"),
  q: text("q"),
};

/** What the API is to be asked for; undefined if the value says nothing. Relative times count from `now`. */
export function parametersOf(field: FilterField, value: string, now = Date.now()): Parameters | undefined {
  return READ[field](value, now);
}

/** The parameters of the whole filter. A value that says nothing asks for nothing. */
export function queryOf(filter: ListFilter, now = Date.now()): Parameters {
  return Object.assign({}, ...entriesOf(filter).map(([field, value]) => parametersOf(field, value, now)));
}

export function entriesOf(filter: ListFilter): [FilterField, string][] {
  return Object.entries(filter) as [FilterField, string][];
}

/** The filter that a URL's search part holds; each field once. */
export function readFilter(search = location.search): ListFilter {
  const fields = new Map(FILTER_FIELDS.map((field) => [IN_URL[field] ?? field, field]));
  const filter: Partial<Record<FilterField, string>> = {};
  for (const [name, value] of new URLSearchParams(search)) {
    const field = fields.get(name);
    if (field && value && !filter[field]) filter[field] = value;
  }
  return filter;
}

/** The same as a search part without its `?`: empty for a filter that asks for nothing. */
export function searchOfFilter(filter: ListFilter): string {
  return new URLSearchParams(entriesOf(filter).map(([field, value]) => [IN_URL[field] ?? field, value])).toString();
}

/** A relative time replaces times from and to, and the other way round. No value takes the field out. */
export function withField(filter: ListFilter, field: FilterField, value = ""): ListFilter {
  const replaced: FilterField[] = field === "since" ? ["from", "to"] : field === "from" || field === "to" ? ["since"] : [];
  const others = entriesOf(filter).filter(([name]) => name !== field && !(value && replaced.includes(name)));
  return Object.fromEntries(value ? [...others, [field, value]] : others);
}

/** `>2`, `<=5`, `3`, `2..5`: from the least to the most, both included. */
function range(
  value: string,
  name: string,
  read: (text: string) => number | undefined,
  most: number,
): Parameters | undefined {
  const ends = value.split("..");
  const [, sign = "", number = ""] = /^([<>]?=?)(.*)$/s.exec(value) ?? [];
  const [first, last] = (ends.length === 2 ? ends : [number, number]).map(read);
  if (first === undefined || last === undefined || first > last || last > most) return undefined;
  const least = first + Number(sign === ">");
  const highest = last - Number(sign === "<");
  if (highest < 0) return undefined;
  return {
    ...(!sign.startsWith("<") && { [`min_${name}`]: `${Math.floor(least)}` }),
    ...(!sign.startsWith(">") && { [`max_${name}`]: `${Math.floor(highest)}` }),
  };
}

function wholeNumber(text: string): number | undefined {
  return /^\d{1,7}$/.test(text) ? Number(text) : undefined;
}
