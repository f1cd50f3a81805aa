import { type Group, folded, isGroup } from "./fold.ts";
import type { BarState, SpanNode } from "./span-tree.ts";

export interface Bar {
  start: number;
  end: number;
  state: BarState;
}

/** One line of the waterfall. Times are milliseconds from the start of the run. */
export interface Row {
  key: string;
  kind: "queue" | "step" | "group" | "more";
  name: string;
  state: BarState;
  start: number;
  end: number;
  /** What is drawn: one bar, or those of a group. */
  bars: Bar[];
  depth: number;
  /** Key of the row this one lies in. */
  parent: string | undefined;
  /** Its place among its siblings, from 1, and their number. */
  position: number;
  siblings: number;
  /** undefined where there is nothing to open. */
  isOpen: boolean | undefined;
  isCritical: boolean;
  node?: SpanNode;
  group?: Group;
  /** Of a "more" row: how many are not shown. */
  hidden?: number;
}

/** What the reader has opened and closed. */
export interface Opened {
  /** Keys whose state is not the one they begin with: steps begin open, groups closed. */
  toggled: ReadonlySet<string>;
  /** How many members of an open group are shown, by its key. */
  limits: ReadonlyMap<string, number>;
}

export const FIRST_MEMBERS = 20;
export const MORE_MEMBERS = 50;
/** As many bars of a folded group as anyone can tell apart. */
const MOST_BARS = 200;

type Item = SpanNode | Group | { hidden: number };
interface Level {
  items: Item[];
  next: number;
  depth: number;
  parent: string | undefined;
  length: number;
}

/** The waterfall from top to bottom. */
export function rowsOf(roots: SpanNode[], path: ReadonlySet<SpanNode>, opened: Opened): Row[] {
  const rows: Row[] = [];
  const levels = [levelOf(folded(roots), undefined, 0)];
  for (let level = levels.at(-1); level; level = levels.at(-1)) {
    const item = level.items[level.next++];
    if (!item) {
      levels.pop();
      continue;
    }
    const row = rowOf(item, level, path, opened);
    rows.push(row);
    if (row.isOpen) levels.push(levelOf(insideOf(item, row.key, opened), row.key, row.depth + 1));
  }
  return rows;
}

function levelOf(items: Item[], parent: string | undefined, depth: number): Level {
  return { items, next: 0, depth, parent, length: items.length };
}

function insideOf(item: Item, key: string, { limits }: Opened): Item[] {
  if ("hidden" in item) return [];
  if (!isGroup(item)) return folded(item.children);
  const limit = limits.get(key) ?? FIRST_MEMBERS;
  const hidden = item.nodes.length - limit;
  return hidden > 0 ? [...item.nodes.slice(0, limit), { hidden }] : item.nodes;
}

function rowOf(item: Item, level: Level, path: ReadonlySet<SpanNode>, opened: Opened): Row {
  if ("hidden" in item) return moreRow(item.hidden, level);
  return isGroup(item) ? groupRow(item, level, path, opened) : stepRow(item, level, path, opened);
}

/** Spelled out, without spreading: there may be ten thousand of them. */
function stepRow(node: SpanNode, level: Level, path: ReadonlySet<SpanNode>, { toggled }: Opened): Row {
  const { span, start, end, state, children } = node;
  const key = String(span.span);
  return {
    key,
    kind: "step",
    name: span.step,
    state,
    start,
    end,
    bars: [node],
    depth: level.depth,
    parent: level.parent,
    position: level.next,
    siblings: level.length,
    isOpen: children.length > 0 ? !toggled.has(key) : undefined,
    isCritical: path.has(node),
    node,
  };
}

function groupRow(group: Group, level: Level, path: ReadonlySet<SpanNode>, { toggled }: Opened): Row {
  const { name, start, end, state } = group;
  const key = `${level.parent ?? ""}/${name}`;
  const isCritical = group.nodes.some((node) => path.has(node));
  const bars = barsOf(group);
  return { ...placeOf(level), key, kind: "group", name, state, start, end, bars, isOpen: toggled.has(key), isCritical, group };
}

function moreRow(hidden: number, level: Level): Row {
  const nothing = { name: "", state: "skipped", start: 0, end: 0, bars: [], isOpen: undefined, isCritical: false } as const;
  return { ...placeOf(level), ...nothing, bars: [], key: `${level.parent}/+`, kind: "more", hidden };
}

function placeOf({ depth, parent, next, length }: Level): Pick<Row, "depth" | "parent" | "position" | "siblings"> {
  return { depth, parent, position: next, siblings: length };
}

/** Members that can't be told apart at the width of a bar are drawn as one; failures on top. */
function barsOf({ nodes, start, end }: Group): Bar[] {
  const least = (end - start) / MOST_BARS || 1;
  const failed: Bar[] = [];
  const others: Bar[] = [];
  for (const node of nodes) {
    const bars = node.state === "failed" ? failed : others;
    const last = bars.at(-1);
    if (last && isOneWith(last, node, least)) last.end = Math.max(last.end, node.end);
    else bars.push({ start: node.start, end: node.end, state: node.state });
  }
  return [...others, ...failed];
}

/** Members come in the order they began. */
function isOneWith(bar: Bar, { start, state }: SpanNode, least: number): boolean {
  return start - bar.start < least || (state === bar.state && start - bar.end < least);
}
