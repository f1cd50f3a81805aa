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

function mergeSpans(seen: Span[], newer: Span[]): Span[] {
  return [...new Map([...seen, ...newer].map((span) => [span.span, span])).values()];
}
