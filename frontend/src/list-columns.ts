import { storage } from "./preferences.ts";

/** The facts of an execution that a row can show. The company names the row, so it is always there. */
export const COLUMNS = [
  "company",
  "tracking",
  "tier",
  "status",
  "started",
  "duration",
  "attempt",
  "reason",
  "step",
  "error",
  "code",
  "steps",
  "wait",
  "expires",
] as const;
export type Column = (typeof COLUMNS)[number];

export const USUAL_COLUMNS: readonly Column[] = COLUMNS.slice(0, 7);
const NAME = "columns";

/** As the URL says, else as this browser likes it, else the first seven. */
export function readColumns(search = location.search): readonly Column[] {
  return columnsIn(new URLSearchParams(search).get(NAME) ?? storage()?.getItem(NAME) ?? "") ?? USUAL_COLUMNS;
}

export function keepColumns(columns: readonly Column[]): void {
  storage()?.setItem(NAME, columns.join("."));
}

/** A search part that says which columns are shown, unless they are the usual ones. */
export function withColumns(search: string, columns: readonly Column[]): string {
  const query = new URLSearchParams(search);
  if (columns.join() === USUAL_COLUMNS.join()) query.delete(NAME);
  else query.set(NAME, columns.join("."));
  return query.size > 0 ? `?${query}` : "";
}

/** In the order of the table; undefined if the text names none. */
function columnsIn(text: string): readonly Column[] | undefined {
  const named = new Set(text.split("."));
  const columns = COLUMNS.filter((column) => named.has(column) || column === "company");
  return columns.length > 1 || named.has("company") ? columns : undefined;
}
