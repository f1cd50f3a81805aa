import type { ExecutionLog, FinalStatus, Span, Step } from "./contract.ts";

/** What the last event of a step says of its end: it still runs, never ended, or took so long. */
export type StepEnd = "running" | "unfinished" | { took: string };

/** By the sequence number of the event at which it is to be shown. */
export function stepEnds(log: Pick<ExecutionLog, "steps" | "spans" | "final_status">): Map<number, StepEnd> {
  const lastEvents = new Map(log.steps.map((step) => [step.span, step]));
  const ends = new Map<number, StepEnd>();
  for (const span of log.spans) {
    const last = lastEvents.get(span.span);
    const end = last && endOf(last, span, log.final_status);
    if (end) ends.set(last.seq, end);
  }
  return ends;
}

function endOf(last: Step, span: Span, final: FinalStatus): StepEnd | undefined {
  if (last.status === "in_progress") return final === "in_progress" ? "running" : "unfinished";
  return span.duration_ms && span.duration_readable ? { took: span.duration_readable } : undefined;
}
