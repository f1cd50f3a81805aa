import type { Span, Step } from "./contract.ts";
import type { StepEnd } from "./step-ends.ts";
import { type Filter, type FindQuery, longerThan } from "./find-query.ts";

export interface Found {
  /** What the filters leave. */
  shown: Step[];
  /** Sequence numbers of the shown steps that hold all words; none if nothing is looked for. */
  matches: number[];
}

/** By sequence number, what is known of the ends of steps. */
export type Ends = ReadonlyMap<number, StepEnd>;

/** Looks through a log. Steps are immutable, so what they say is put together once. */
export function findSteps(query: FindQuery, { steps, spans }: { steps: Step[]; spans: Span[] }, ends: Ends): Found {
  if (query.filters.length === 0 && query.words.length === 0) return { shown: steps, matches: [] };
  const durations = new Map(spans.map(({ span, duration_ms }) => [span, duration_ms]));
  const fits = (step: Step) =>
    query.filters.every((filter) => isFit(filter, step, durations, ends) !== filter.excluded);
  const shown = query.filters.length > 0 ? steps.filter(fits) : steps;
  const isMatch = (step: Step) => query.words.every((word) => wordsOf(step).includes(word));
  return { shown, matches: shown.filter(isMatch).map(({ seq }) => seq) };
}

/** A step that has gone on since it began is `started`, not in progress. */
export function statusOf({ status, seq }: Step, ends: Ends): string {
  return status === "in_progress" && !ends.has(seq) ? "started" : status;
}

/** How many entries there are of each status. */
export function countStatuses(steps: Step[], ends: Ends): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const step of steps) {
    const status = statusOf(step, ends);
    counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  return counts;
}

function isFit({ field, path, value }: Filter, step: Step, durations: Map<number, number | null>, ends: Ends): boolean {
  switch (field) {
    case "status":
      return statusOf(step, ends).toLowerCase().replaceAll("_", "-") === value.replaceAll("_", "-");
    case "step":
      return step.step.toLowerCase().includes(value);
    case "error":
      return `${step.error_code ?? ""}\n${step.error_details ?? ""}`.toLowerCase().includes(value);
    case "slower":
      return step.status !== "in_progress" && (durations.get(step.span) ?? 0) > (longerThan(value) ?? Infinity);
    case "meta":
      return metadataAt(step.metadata, path).includes(value);
  }
}

/** As text, lower case; a name that is not there is empty. */
function metadataAt(metadata: Record<string, unknown>, path: string[]): string {
  let value: unknown = metadata;
  for (const name of path) value = isObject(value) ? value[name] : undefined;
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return text.toLowerCase();
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

const said = new WeakMap<Step, string>();

/** All that a step's row says, in lower case. */
function wordsOf(step: Step): string {
  let words = said.get(step);
  if (words === undefined) said.set(step, (words = put(step)));
  return words;
}

function put({ step, message, error_code, error_details, metadata }: Step): string {
  const more = Object.keys(metadata).length > 0 ? JSON.stringify(metadata) : "";
  return `${step}\n${message}\n${error_code ?? ""}\n${error_details ?? ""}\n${more}`.toLowerCase();
}
