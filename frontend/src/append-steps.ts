import type { ExecutionLog, Span, Step } from "./contract.ts";

/** The log as last seen, and what a read of only its newer steps adds to it. */
export function appendSteps(seen: ExecutionLog, newer: ExecutionLog): ExecutionLog {
  const last = lastSeq(seen) ?? -1;
  return {
    ...newer,
    steps: [...seen.steps, ...newer.steps.filter((step) => step.seq > last)],
    spans: mergeSpans(seen.spans, newer.spans),
  };
}

export function lastSeq({ steps }: { steps: Step[] }): number | undefined {
  return steps.at(-1)?.seq;
}

/** Known spans keep their place; time goes with the number of all, work with that of the newer. */
function mergeSpans(seen: Span[], newer: Span[]): Span[] {
  const changed = new Map(newer.map((span) => [span.span, span]));
  const merged = seen.map((span) => taken(changed, span));
  return [...merged, ...changed.values()];
}

function taken(changed: Map<number, Span>, span: Span): Span {
  const newer = changed.get(span.span) ?? span;
  changed.delete(span.span);
  return newer;
}
