import type { FilterField } from "../list-filter.ts";
import { translated } from "../texts.ts";

/** The words of what finds executions: search, filters, counts, columns, saved views. */
const english = {
  overview: {
    title: "Now",
    running: "Running now",
    failed: "Failed in the last hour",
    waiting: "Waiting",
    oldest: (time: string) => `Waiting, oldest up to ${time}`,
    nothingWaits: "Nothing waits",
    deadLetters: "Dead letters",
    unknown: "This number is not known right now",
    notRead: "The overview could not be read; it is tried again",
  },

  search: "Search executions",
  searchHint: "Search, or filter: status:failed company:Acme since:1h",
  searchHelp:
    "Words are looked for in company, tracking ID and error. A name with a colon filters: status, reason, tier, company, id, step, " +
    "code, attempts, duration, since, from, to.",
  chosen: "Filters",
  remove: (what: string) => `Remove ${what}`,
  clearAll: "Clear all",
  suggestions: "Suggestions",
  suggested: (count: number) => (count === 1 ? "1 suggestion" : `${count} suggestions`),
  searchFor: (words: string) => `Search for “${words}”`,
  openLog: (trackingId: string) => `Open the log of ${trackingId}`,
  begins: { company: "Company begins with", id: "Tracking ID begins with" },
  fields: {
    status: "Status",
    reason: "Why it ended so",
    tier: "Tier",
    company: "Company, its beginning",
    id: "Tracking ID, its beginning",
    step: "The step that failed",
    code: "Error code",
    attempts: "Which attempt",
    duration: "How long it took",
    since: "Begun within the last …",
    from: "Begun at or after",
    to: "Begun before",
    q: "Text",
  } as Record<FilterField, string>,
  lasts: {
    "15m": "The last 15 minutes",
    "1h": "The last hour",
    "24h": "The last 24 hours",
    "7d": "The last 7 days",
  } as Record<string, string>,
  lengths: { ">10s": "Longer than 10 s", ">1m": "Longer than 1 min", ">5m": "Longer than 5 min" } as Record<string, string>,
  tries: { "1": "First attempts", ">1": "Tried again", ">2": "Tried more than twice" } as Record<string, string>,

  faults: {
    unknown: (name: string) => `There is no filter “${name}”. To look for the words themselves, put them in quotes.`,
    empty: (name: string) => `${name}: what? Give it a value, without a blank after the colon.`,
    status: (value: string) => `“${value}” is no status: failed, running or completed.`,
    reason: (value: string) => `“${value}” is no reason that the product knows. Choose one from the list.`,
    attempts: (value: string) => `“${value}” is no number of attempts: write 2, >1 or 2..5.`,
    duration: (value: string) => `“${value}” is no length of time: write >2s, <500ms or 1m..5m.`,
    since: (value: string) => `“${value}” is no time span: write 15m, 1h, 24h or 7d.`,
    time: (value: string) => `“${value}” is no time: write 2026-01-31 or 2026-01-31T09:00.`,
    long: (limit: number) => `That is too long: ${limit} characters at most.`,
  },

  time: {
    title: "Time",
    any: "Any time",
    from: "From",
    to: "To",
    apply: "Apply",
    backwards: "The end lies before the beginning.",
  },

  tabs: "Status",
  all: "All",
  running: "Running",
  atLeast: (shown: string) => `at least ${shown}`,
  countedBackTo: (time: string) => `Counted back to ${time}`,

  nothing: {
    title: "No execution fits",
    unfinished: "Nothing found yet",
    hint: "Nothing in the list has all of this:",
    company: "Find the company",
    goOn: "Matches are rare: go on searching, or ask for less.",
    queued: "Messages that wait are listed here only if they were sent again; others appear when their job begins.",
    clear: "Clear all filters",
  },

  columnsMenu: {
    title: "Columns",
    always: "always shown",
    usual: "The usual ones",
    times: "Times",
    choices: { both: "Relative and exact", relative: "Relative", exact: "Exact" },
  },

  views: {
    title: "Views",
    builtIn: "Ready-made",
    own: "Your own",
    failed: "Failed in the last hour",
    running: "Running now",
    slow: "Slow: longer than 1 min",
    retried: "Tried again",
    name: "Name for the present filters and columns",
    save: "Save",
    rename: (name: string) => `Rename ${name}`,
    delete: (name: string) => `Delete ${name}`,
    newName: "New name",
    full: (limit: number) => `There are ${limit} views; delete one first.`,
    notKept: "This browser does not let the page keep views: they are gone with this tab.",
    taken: "There is a view of that name.",
  },

  keys: {
    next: "Next execution",
    previous: "Previous execution",
    open: "Open the Process Log",
    search: "Search and filter",
    refresh: "Refresh",
    help: "This help",
    leave: "Leave the field, close what is open",
  },
};

export type FindingTexts = typeof english;

/** In the language of the page. */
export function findingTexts(): FindingTexts {
  return translated("finding") ?? english;
}
