import type { SpanNode, SpanTree } from "./span-tree.ts";

/**
 * The steps that made the run as long as it was; empty where nothing ran beside them, because then
 * it would be all of them. The API's own marks win over what is computed here.
 */
export function criticalPath({ nodes, roots, runEnd }: SpanTree): Set<SpanNode> {
  const isMarked = nodes.some(({ span }) => span.critical_path !== undefined);
  const path = isMarked ? new Set(nodes.filter(({ span }) => span.critical_path)) : walked(roots, runEnd);
  const isEverything = nodes.every((node) => path.has(node) || node.state === "skipped");
  return isEverything ? new Set() : path;
}

/** From the end backwards, each time to the child that ended last before the one just taken began. */
function walked(roots: SpanNode[], runEnd: number): Set<SpanNode> {
  const path = new Set<SpanNode>();
  const waiting: [SpanNode[], number][] = [[roots, runEnd]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    for (const node of lastFinishing(...next)) {
      path.add(node);
      if (node.children.length > 0) waiting.push([node.children, node.end]);
    }
  }
  return path;
}

function lastFinishing(siblings: SpanNode[], limit: number): SpanNode[] {
  const taken: SpanNode[] = [];
  let cursor = limit;
  for (const node of siblings.toSorted(byEnd)) {
    if (node.state === "skipped" || Math.min(node.end, limit) > cursor) continue;
    taken.push(node);
    cursor = Math.min(cursor, node.start);
  }
  return taken;
}

/** Last first; of those that end together a mere moment, then the longest. */
function byEnd(a: SpanNode, b: SpanNode): number {
  const moments = Number(b.start === b.end) - Number(a.start === a.end);
  return b.end - a.end || moments || a.start - b.start;
}
