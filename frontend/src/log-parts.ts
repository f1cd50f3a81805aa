import type { ExecutionLog, Step } from "./contract.ts";

/** Steps that are shown one below the other, or folded into one line. */
export interface LogPart {
  /** The number of its first event: the same part has the same key while the log grows. */
  key: number;
  steps: Step[];
  fold: FoldSummary | undefined;
}

/** What a folded part says of its steps. */
export interface FoldSummary {
  completed: number;
  skipped: number;
  tookMs: number;
  names: string[];
}

/** A few rows that are laid out, or not, together. */
export interface Block {
  key: number;
  steps: Step[];
}

/** Parts that are drawn, or not, together: a log that fails again and again has thousands. */
export interface Segment {
  /** Negative, so that it is no block's. */
  key: number;
  parts: LogPart[];
}

export const BLOCK_STEPS = 25;
/** Of a part that is not folded. */
const MOST_STEPS = 500;
const SEGMENT_ROWS = 25;
const SHORTEST_FOLD = 3;
const NAMES_TOLD = 4;

/** Where a log failed, its runs of good steps are folded, so that what broke is in view. */
export function logParts(log: Pick<ExecutionLog, "final_status" | "spans">, steps: Step[]): LogPart[] {
  if (log.final_status !== "failed") return plainParts(steps);
  const good = new Set(log.spans.filter(({ status }) => isGood(status)).map(({ span }) => span));
  return runsOf(steps, (step) => good.has(step.span)).flatMap((run) => partsOf(run, good));
}

/** Nothing is folded. */
export function plainParts(steps: Step[]): LogPart[] {
  const count = Math.ceil(steps.length / MOST_STEPS);
  return Array.from({ length: count }, (_, n) => rows(steps.slice(n * MOST_STEPS, (n + 1) * MOST_STEPS)));
}

/** Blocks are counted from the part's beginning, so that growth changes the last ones only. */
export function blocksOf(steps: Step[]): Block[] {
  const count = Math.ceil(steps.length / BLOCK_STEPS);
  return Array.from({ length: count }, (_, n) => {
    const part = steps.slice(n * BLOCK_STEPS, (n + 1) * BLOCK_STEPS);
    return { key: part[0]?.seq ?? 0, steps: part };
  });
}

/** Counted from the beginning too. A long part is a segment by itself. */
export function segmentsOf(parts: LogPart[]): Segment[] {
  const segments: Segment[] = [];
  let room = 0;
  for (const part of parts) {
    if (room <= 0) segments.push({ key: -part.key, parts: [] });
    room = (room <= 0 ? SEGMENT_ROWS : room) - (part.fold ? 1 : part.steps.length);
    segments.at(-1)?.parts.push(part);
  }
  return segments;
}

function partsOf(run: Step[], good: Set<number>): LogPart[] {
  const spans = new Map(run.map((step) => [step.span, step]));
  const isFolded = spans.size >= SHORTEST_FOLD && good.has(run[0]?.span ?? -1);
  return isFolded ? [{ ...rows(run), fold: summaryOf(run, [...spans.values()]) }] : plainParts(run);
}

function summaryOf(run: Step[], ends: Step[]): FoldSummary {
  const skipped = ends.filter(({ status }) => status === "skipped").length;
  return {
    completed: ends.length - skipped,
    skipped,
    tookMs: (run.at(-1)?.offset_ms ?? 0) - (run[0]?.offset_ms ?? 0),
    names: [...new Set(ends.slice(0, 100).map(({ step }) => step))].slice(0, NAMES_TOLD),
  };
}

function rows(steps: Step[]): LogPart {
  return { key: steps[0]?.seq ?? 0, steps, fold: undefined };
}

function runsOf(steps: Step[], isGoodStep: (step: Step) => boolean): Step[][] {
  const runs: Step[][] = [];
  let wasGood: boolean | undefined;
  for (const step of steps) {
    const isGoodNow = isGoodStep(step);
    if (isGoodNow === wasGood) runs.at(-1)?.push(step);
    else runs.push([step]);
    wasGood = isGoodNow;
  }
  return runs;
}

function isGood(status: string): boolean {
  return status === "completed" || status === "skipped";
}
