import { criticalPath } from "./critical-path.ts";
import { type Opened, type Row, rowsOf } from "./rows.ts";
import { type Slowest, slowest } from "./slowest.ts";
import { type SpanTree, type TimelineLog, spanTree } from "./span-tree.ts";
import { type TimeScale, timeScale } from "./time-scale.ts";

export interface Timeline {
  rows: Row[];
  scale: TimeScale;
  /** Milliseconds from the start of the run to its end, or to now. */
  runEnd: number;
  /** How long the message waited in the queue before, in milliseconds. */
  queueWait: number;
  slowest: Slowest | undefined;
  hasCriticalPath: boolean;
}

/** `elapsed`: how long a run that is not over has been going on, in milliseconds. */
export function timelineOf(
  log: TimelineLog,
  { elapsed, opened, shorten }: { elapsed: number; opened: Opened; shorten: boolean },
): Timeline {
  const tree = spanTree(log, elapsed);
  const path = criticalPath(tree);
  const queueWait = queueWaitOf(log);
  const rows = rowsOf(tree.roots, path, opened);
  return {
    rows: queueWait > 0 ? below(queueRow(queueWait), rows) : rows,
    scale: scaleOf(tree, queueWait, shorten),
    runEnd: tree.runEnd,
    queueWait,
    slowest: slowest(tree),
    hasCriticalPath: path.size > 0,
  };
}

function queueWaitOf({ queued_at, started_at }: TimelineLog): number {
  const wait = queued_at ? Date.parse(started_at) - Date.parse(queued_at) : 0;
  return wait > 0 ? wait : 0;
}

function scaleOf({ nodes, runEnd }: SpanTree, queueWait: number, shorten: boolean): TimeScale {
  return timeScale({ start: -queueWait, end: Math.max(runEnd, 1) }, nodes, { shorten });
}

function queueRow(wait: number): Row {
  const time = { start: -wait, end: 0 };
  return {
    ...time,
    key: "queue",
    kind: "queue",
    name: "",
    state: "completed",
    bars: [{ ...time, state: "completed" }],
    depth: 0,
    parent: undefined,
    position: 1,
    siblings: 1,
    isOpen: undefined,
    isCritical: false,
  };
}

function below(first: Row, rows: Row[]): Row[] {
  first.siblings = (rows[0]?.siblings ?? 0) + 1;
  for (const row of rows) {
    if (row.depth > 0) continue;
    row.position += 1;
    row.siblings = first.siblings;
  }
  return [first, ...rows];
}

/** The sequence number of a step's last entry: there it says how it ended. */
export function lastEntryOf({ steps }: TimelineLog, span: number): number | undefined {
  return steps.findLast((step) => step.span === span)?.seq;
}
