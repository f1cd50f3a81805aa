import type { ExecutionLog, Step, StepStatus } from "./contract.ts";

/** Steps that are shown one below the other, or folded into one line. */
export interface LogPart {
  /** The number of its first event: the same part has the same key while the log grows. */
  key: number;
  steps: Step[];
  fold: FoldSummary | undefined;
}

/** What a folded part says of its steps: how many went well, else how many entries led to a failure. */
export interface FoldSummary {
  completed: number;
  skipped: number;
  leading: number;
  tookMs: number;
  names: string[];
}

/** Steps that went well, and the entries of a failed one before its failure. */
type Foldable = "good" | "leading";

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

/** Where a log failed, all but what broke is folded, run by run, so that this is in view. */
export function logParts(log: Pick<ExecutionLog, "final_status" | "spans">, steps: Step[]): LogPart[] {
  if (log.final_status !== "failed") return plainParts(steps);
  const ends = new Map(log.spans.map(({ span, status }) => [span, status]));
  const alike = runsOf(steps, (step) => foldable(step, ends.get(step.span)));
  const folds = alike.flatMap(foldsOf);
  return runsOf(steps, (_, at) => folds[at]).flatMap(partsOf);
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

function partsOf({ as, steps }: Run): LogPart[] {
  return as ? [{ ...rows(steps), fold: summaryOf(as, steps) }] : plainParts(steps);
}

function summaryOf(as: Foldable, run: Step[]): FoldSummary {
  const ends = [...new Map(run.map((step) => [step.span, step])).values()];
  const skipped = ends.filter(({ status }) => status === "skipped").length;
  return {
    completed: as === "good" ? ends.length - skipped : 0,
    skipped,
    leading: as === "leading" ? run.length : 0,
    tookMs: (run.at(-1)?.offset_ms ?? 0) - (run[0]?.offset_ms ?? 0),
    names: [...new Set(ends.slice(0, 100).map(({ step }) => step))].slice(0, NAMES_TOLD),
  };
}

function rows(steps: Step[]): LogPart {
  return { key: steps[0]?.seq ?? 0, steps, fold: undefined };
}

interface Run {
  as: Foldable | undefined;
  steps: Step[];
}

function runsOf(steps: Step[], kindOf: (step: Step, at: number) => Foldable | undefined): Run[] {
  const runs: Run[] = [];
  steps.forEach((step, at) => {
    const as = kindOf(step, at);
    const last = runs.at(-1);
    if (last && last.as === as) last.steps.push(step);
    else runs.push({ as, steps: [step] });
  });
  return runs;
}

/** For each step of a run what it is folded as: a short run is not folded. */
function foldsOf(run: Run): Run["as"][] {
  return new Array<Run["as"]>(run.steps.length).fill(isLong(run) ? run.as : undefined);
}

/** A step that went well counts once. */
function isLong({ as, steps }: Run): boolean {
  const shown = as === "good" ? new Set(steps.map(({ span }) => span)).size : steps.length;
  return shown >= SHORTEST_FOLD;
}

/** `end`: the status its step ended with. */
function foldable({ status }: Step, end: StepStatus | undefined): Foldable | undefined {
  if (end === "completed" || end === "skipped") return "good";
  return end === "failed" && status === "in_progress" ? "leading" : undefined;
}
