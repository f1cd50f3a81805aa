import type { BarState, SpanNode } from "./span-tree.ts";

/** So many siblings of one name are still shown one by one. */
export const MOST_UNFOLDED = 5;

/** Siblings that repeat one step, shown as one line until it is opened. */
export interface Group {
  name: string;
  /** Failures first, then in the order they began. */
  nodes: SpanNode[];
  start: number;
  end: number;
  state: BarState;
  failed: number;
  min: number;
  average: number;
  max: number;
}

/** Siblings in the order they began; a group stands where its first member began. */
export function folded(siblings: SpanNode[]): (SpanNode | Group)[] {
  if (siblings.length <= MOST_UNFOLDED) return siblings;
  const byName = namesakes(siblings);
  if (byName.size === siblings.length) return siblings;
  const groups = new Set<string>();
  return siblings.flatMap<SpanNode | Group>((node) => {
    const name = node.span.step;
    const alike = byName.get(name) ?? [];
    if (alike.length <= MOST_UNFOLDED) return [node];
    if (groups.has(name)) return [];
    groups.add(name);
    return [groupOf(name, alike)];
  });
}

function namesakes(siblings: SpanNode[]): Map<string, SpanNode[]> {
  const byName = new Map<string, SpanNode[]>();
  for (const node of siblings) {
    const alike = byName.get(node.span.step);
    if (alike) alike.push(node);
    else byName.set(node.span.step, [node]);
  }
  return byName;
}

export function isGroup(item: SpanNode | Group): item is Group {
  return "nodes" in item;
}

function groupOf(name: string, members: SpanNode[]): Group {
  const failed = members.filter(({ state }) => state === "failed");
  const group: Group = {
    name,
    nodes: failed.concat(members.filter(({ state }) => state !== "failed")),
    start: Infinity,
    end: 0,
    state: stateOf(members, failed.length),
    failed: failed.length,
    min: Infinity,
    average: 0,
    max: 0,
  };
  for (const node of members) widen(group, node);
  group.average /= members.length;
  return group;
}

function widen(group: Group, { start, end }: SpanNode): void {
  const duration = end - start;
  group.start = Math.min(group.start, start);
  group.end = Math.max(group.end, end);
  group.min = Math.min(group.min, duration);
  group.max = Math.max(group.max, duration);
  group.average += duration;
}

function stateOf(members: SpanNode[], failed: number): BarState {
  if (failed > 0) return "failed";
  const states = new Set(members.map(({ state }) => state));
  const telling: BarState[] = ["in_progress", "unfinished", "completed"];
  return telling.find((state) => states.has(state)) ?? "skipped";
}
