import type { SpanNode, SpanTree } from "./span-tree.ts";

export interface Slowest {
  node: SpanNode;
  duration: number;
  /** Part of the run, 0 to 1. */
  share: number;
}

/** The step that spent the most time itself, not in steps inside it; none where no step took time. */
export function slowest({ nodes, runEnd }: SpanTree): Slowest | undefined {
  let found: SpanNode | undefined;
  let most = 0;
  for (const node of nodes) {
    const own = ownTime(node);
    if (own > most) [found, most] = [node, own];
  }
  if (!found) return undefined;
  const duration = found.end - found.start;
  return { node: found, duration, share: Math.min(1, duration / runEnd) };
}

function ownTime({ start, end, children }: SpanNode): number {
  return end - start - covered(children, start, end);
}

/** How much of the time between two moments at least one of the steps ran. */
function covered(nodes: SpanNode[], from: number, to: number): number {
  let sum = 0;
  let reached = from;
  for (const { start, end } of nodes.toSorted((a, b) => a.start - b.start)) {
    const [begin, finish] = [Math.max(start, reached), Math.min(end, to)];
    if (finish > begin) sum += finish - begin;
    reached = Math.max(reached, finish);
  }
  return sum;
}
