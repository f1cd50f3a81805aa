import type { FinalStatus, Span, Step } from "./contract.ts";

/** What of a log a comparison is made from. */
export interface ComparedLog {
  duration_ms: number | null;
  final_status: FinalStatus;
  steps: Step[];
  spans: Span[];
}

/** A step as one attempt recorded it: its span, and its last entry. */
export interface Side {
  span: Span;
  entry: Step;
}

export type Change = "missing" | "status" | "error" | "message" | "metadata";

/** One step in both attempts, or in one. */
export interface ComparedStep {
  /** The same for the same step of both attempts. */
  key: string;
  name: string;
  left: Side | undefined;
  right: Side | undefined;
  changes: Change[];
  /** How much longer the right one took, in milliseconds; undefined where either is a mere moment. */
  longer: number | undefined;
}

export interface Comparison {
  steps: ComparedStep[];
  /** The first that ended otherwise or is missing; else the first that says something else. */
  first: ComparedStep | undefined;
  longer: number | undefined;
  /** The longest that any step took, in milliseconds. */
  longest: number;
}

/**
 * Two attempts step by step. A step is the same if it has the same name, inside the same steps, for
 * the same time of asking: the third `page_fetch` is compared with the third.
 */
export function compare(left: ComparedLog, right: ComparedLog): Comparison {
  const steps = merged(sidesOf(left), sidesOf(right));
  const isOtherwise = ({ changes }: ComparedStep) => changes.includes("missing") || changes.includes("status");
  return {
    steps,
    first: steps.find(isOtherwise) ?? steps.find(({ changes }) => changes.length > 0),
    longer: difference(left.duration_ms, right.duration_ms),
    longest: longestOf([...left.spans, ...right.spans]),
  };
}

/** By key, in the order they began. */
function sidesOf({ steps, spans }: ComparedLog): Map<string, Side> {
  const entries = new Map(steps.map((entry) => [entry.span, entry]));
  const keys = new Map<number, string>();
  const counts = new Map<string, number>();
  const sides = new Map<string, Side>();
  for (const span of spans) {
    const path = `${keys.get(span.parent ?? -1) ?? ""}/${span.step}`;
    const count = (counts.get(path) ?? 0) + 1;
    const key = `${path}#${count}`;
    counts.set(path, count);
    keys.set(span.span, key);
    const entry = entries.get(span.span);
    if (entry) sides.set(key, { span, entry });
  }
  return sides;
}

/** In the order of the left; what only the right has comes where it came there. */
function merged(left: Map<string, Side>, right: Map<string, Side>): ComparedStep[] {
  const steps: ComparedStep[] = [];
  const waiting = [...right.keys()];
  const places = new Map(waiting.map((key, place) => [key, place]));
  let next = 0;
  const upTo = (end: number) => {
    for (; next < end; next++) {
      const key = waiting[next] ?? "";
      if (!left.has(key)) steps.push(compared(key, undefined, right.get(key)));
    }
  };
  for (const [key, side] of left) {
    upTo(places.get(key) ?? next);
    steps.push(compared(key, side, right.get(key)));
  }
  upTo(waiting.length);
  return steps;
}

function compared(key: string, left: Side | undefined, right: Side | undefined): ComparedStep {
  const name = (left ?? right)?.span.step ?? "";
  const longer = difference(left?.span.duration_ms || null, right?.span.duration_ms || null);
  return { key, name, left, right, changes: changesOf(left, right), longer };
}

function changesOf(left: Side | undefined, right: Side | undefined): Change[] {
  if (!left || !right) return ["missing"];
  const [a, b] = [left.entry, right.entry];
  const found: [Change, boolean][] = [
    ["status", left.span.status !== right.span.status],
    ["error", a.error_code !== b.error_code || a.error_details !== b.error_details],
    ["message", a.message !== b.message],
    ["metadata", changedMetadata(left, right).length > 0],
  ];
  return found.flatMap(([change, isThere]) => (isThere ? [change] : []));
}

export interface ChangedValue {
  name: string;
  /** undefined where the side does not have it. */
  left: unknown;
  right: unknown;
}

/** Metadata that only one has, or whose values differ. */
export function changedMetadata(left: Side | undefined, right: Side | undefined): ChangedValue[] {
  const [a, b] = [left?.entry.metadata ?? {}, right?.entry.metadata ?? {}];
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  const values = [...names].map((name) => ({ name, left: a[name], right: b[name] }));
  return values.filter((value) => JSON.stringify(value.left) !== JSON.stringify(value.right));
}

function difference(left: number | null | undefined, right: number | null | undefined): number | undefined {
  return typeof left === "number" && typeof right === "number" ? right - left : undefined;
}

function longestOf(spans: Span[]): number {
  return spans.reduce((longest, { duration_ms }) => Math.max(longest, duration_ms ?? 0), 0);
}
