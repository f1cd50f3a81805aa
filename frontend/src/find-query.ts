import { milliseconds } from "./duration.ts";

/** What a reader looks for in a log: `status:failed -step:cache_ slower:>2s meta.model:nova "read timeout"`. */
export interface FindQuery {
  /** A step must fit all of them to be shown. */
  filters: Filter[];
  /** To be found within what is shown: all in the same step. Lower case. */
  words: string[];
  /** The first filter value that says nothing, for the reader to mend. */
  invalid: string | undefined;
}

export interface Filter {
  field: FilterField;
  /** The metadata's name: `meta.usage.tokens:5` has ["usage", "tokens"]. */
  path: string[];
  /** Lower case. */
  value: string;
  excluded: boolean;
}

export type FilterField = "status" | "step" | "error" | "slower" | "meta";

const PIECES = /(?:[^\s"]|"[^"]*(?:"|$))+/g;
const FILTER = /^(-?)(status|step|error|slower|meta)((?:\.[^.:\s]+)*):(.+)$/is;

export function parseFind(text: string): FindQuery {
  const pieces = piecesOf(text);
  const filters = pieces.map(filterOf).filter((filter) => filter !== undefined);
  const words = pieces.filter((piece) => !filterOf(piece)).map((piece) => unquoted(piece).toLowerCase());
  const invalid = filters.find(({ field, value }) => field === "slower" && longerThan(value) === undefined);
  return { filters, words: words.filter(Boolean), invalid: invalid?.value };
}

/** The text with its status filter replaced; none where `status` is empty. */
export function withStatus(text: string, status: string): string {
  const others = piecesOf(text).filter((piece) => filterOf(piece)?.field !== "status");
  return [...(status ? [`status:${status}`] : []), ...others].join(" ");
}

/** The one status that is asked for, if it is one. */
export function statusIn({ filters }: FindQuery): string {
  return filters.find(({ field, excluded }) => field === "status" && !excluded)?.value ?? "";
}

/** Milliseconds of `2s`, `>2s`, `1.5m`, `300` (ms); undefined if it is no length of time. */
export function longerThan(value: string): number | undefined {
  return milliseconds(value.replace(/^>?=?/, ""));
}

function filterOf(piece: string): Filter | undefined {
  const [, minus, field = "", path = "", value = ""] = FILTER.exec(piece) ?? [];
  if (!field || (path !== "") !== (field.toLowerCase() === "meta")) return undefined;
  return {
    field: field.toLowerCase() as FilterField,
    path: path.split(".").slice(1),
    value: unquoted(value).toLowerCase(),
    excluded: minus === "-",
  };
}

/** What blanks separate; not those within quotes. */
export function piecesOf(text: string): string[] {
  return text.match(PIECES) ?? [];
}

export function unquoted(text: string): string {
  return text.replaceAll('"', "");
}
