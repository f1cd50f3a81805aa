import { pageSearch } from "./address.ts";
import { readColumns, withColumns } from "./list-columns.ts";
import { readFilter, searchOfFilter } from "./list-filter.ts";
import { storage } from "./preferences.ts";

/** A filter with its columns, by the name that somebody gave it. */
export interface SavedView {
  name: string;
  /** The search part of the list's URL. */
  search: string;
}

/** What the overview counts, as the list's filter: those that wait for their turn are in progress, too. */
export const RUNNING_NOW = "?status=in_progress&reason=RUNNING";
export const FAILED_LATELY = "?status=failed&since=1h";

export const MOST_VIEWS = 50;
export const MOST_NAME = 60;
const MOST_SEARCH = 2000;
const STORED_AS = "views";

/** What is kept while the browser forbids to store it. */
let kept: SavedView[] = [];

export function isStorable(): boolean {
  return storage() !== undefined;
}

/** The views of this browser. What was stored is taken as text of strangers: only what can be a view is one. */
export function savedViews(): SavedView[] {
  const store = storage();
  return store ? viewsIn(store.getItem(STORED_AS)) : kept;
}

export function keepViews(views: readonly SavedView[]): SavedView[] {
  kept = views.slice(0, MOST_VIEWS).map(bounded);
  try {
    storage()?.setItem(STORED_AS, JSON.stringify(kept));
  } catch {
    // The store is full: then they last as long as the page.
  }
  return kept;
}

/** What the page shows now. */
export function presentSearch(search = pageSearch()): string {
  return withColumns(searchOfFilter(readFilter(search)), readColumns(search));
}

function viewsIn(stored: string | null): SavedView[] {
  try {
    const views: unknown = JSON.parse(stored ?? "[]");
    return Array.isArray(views) ? views.filter(isView).slice(0, MOST_VIEWS).map(bounded) : [];
  } catch {
    return [];
  }
}

function isView(view: unknown): view is SavedView {
  if (typeof view !== "object" || view === null || !("name" in view) || !("search" in view)) return false;
  return typeof view.name === "string" && view.name.trim() !== "" && typeof view.search === "string";
}

/** Of the search part, what the list itself understands. */
function bounded({ name, search }: SavedView): SavedView {
  return { name: name.trim().slice(0, MOST_NAME), search: presentSearch(search.slice(0, MOST_SEARCH)) };
}
