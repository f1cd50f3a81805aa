import type { FinalStatus, Span, StepStatus } from "../contract.ts";

/** What of a log the timeline is made from. Fields that an older API does not send are optional. */
export interface TimelineLog {
  started_at: string;
  duration_ms: number | null;
  final_status: FinalStatus;
  steps: { seq: number; span: number }[];
  spans: TimelineSpan[];
  queued_at?: string | null;
}

export interface TimelineSpan extends Span {
  critical_path?: boolean;
}

/** "unfinished": the run is over and the step's end was never recorded. */
export type BarState = StepStatus | "unfinished";

/** A step in time. `start` and `end` are milliseconds from the start of the run. */
export interface SpanNode {
  span: TimelineSpan;
  start: number;
  end: number;
  state: BarState;
  children: SpanNode[];
}

export interface SpanTree {
  /** All steps, in the order they began. */
  nodes: SpanNode[];
  roots: SpanNode[];
  /** Milliseconds from the start of the run to its end, or to now. */
  runEnd: number;
}

/** `elapsed`: how long a run that is not over has been going on, in milliseconds. */
export function spanTree(log: TimelineLog, elapsed: number): SpanTree {
  const runEnd = runEndOf(log, elapsed);
  const isOver = log.final_status !== "in_progress";
  const nodes = log.spans.map((span) => nodeOf(span, runEnd, isOver));
  return { nodes, roots: linked(nodes), runEnd };
}

function runEndOf({ spans, duration_ms }: TimelineLog, elapsed: number): number {
  let end = duration_ms ?? elapsed;
  for (const span of spans) end = Math.max(end, span.offset_ms + (span.duration_ms ?? 0));
  return end;
}

function nodeOf(span: TimelineSpan, runEnd: number, isOver: boolean): SpanNode {
  const isOpen = span.status === "in_progress";
  const end = isOpen ? runEnd : span.offset_ms + (span.duration_ms ?? 0);
  const state = isOpen && isOver ? "unfinished" : span.status;
  return { span, start: span.offset_ms, end: Math.max(end, span.offset_ms), state, children: [] };
}

/** A parent begins before its children, so its number is smaller: no cycle can come of any data. */
function linked(nodes: SpanNode[]): SpanNode[] {
  const byNumber = new Map(nodes.map((node) => [node.span.span, node]));
  const roots: SpanNode[] = [];
  for (const node of nodes) {
    const { span, parent } = node.span;
    const above = parent !== null && parent < span ? byNumber.get(parent) : undefined;
    (above?.children ?? roots).push(node);
  }
  return roots;
}
