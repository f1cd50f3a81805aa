/** Milliseconds to places on an axis from 0 to 1 that shortens long stretches without any step. */
export interface TimeScale {
  stretches: Stretch[];
  from: number;
  to: number;
}

export interface Interval {
  start: number;
  end: number;
}

/** A part of the axis: from `start` to `end` in time, from `x` to `x + width` on the axis. */
export interface Stretch extends Interval {
  x: number;
  width: number;
  isShortened: boolean;
}

const BREAK_WIDTH = 0.06;
const MOST_BREAKS = 6;
/** A gap is worth a break where it would take this part of the axis. */
const TELLING_PART = 0.1;
const SHORTEST_GAP_MS = 500;

/** `busy`: when at least one step ran, in any order. */
export function timeScale(span: Interval, busy: Interval[], { shorten = true } = {}): TimeScale {
  const gaps = shorten ? telling(gapsOf(span, busy), span.end - span.start) : [];
  const cut = cutAt(span, gaps);
  const shown = sum(cut.filter((part) => !gaps.includes(part)));
  const room = shown > 0 ? 1 - gaps.length * BREAK_WIDTH : 0;
  const gapWidth = shown > 0 ? BREAK_WIDTH : 1 / Math.max(1, gaps.length);
  let x = 0;
  const stretches = cut.map((part) => {
    const isShortened = gaps.includes(part);
    const width = isShortened ? gapWidth : shown > 0 ? (room * (part.end - part.start)) / shown : 0;
    x += width;
    return { ...part, x: x - width, width, isShortened };
  });
  return { stretches, from: span.start, to: span.end };
}

/** Where a moment is on the axis; what lies outside is at its end. */
export function placeOf({ stretches }: TimeScale, time: number): number {
  const last = stretches.length - 1;
  let [low, high] = [0, last];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (time > (stretches[middle]?.end ?? 0)) low = middle + 1;
    else high = middle;
  }
  const stretch = stretches[low];
  if (!stretch) return 0;
  const length = stretch.end - stretch.start;
  const part = length > 0 ? (time - stretch.start) / length : 0;
  return stretch.x + stretch.width * Math.min(1, Math.max(0, part));
}

export function breaksOf({ stretches }: TimeScale): Stretch[] {
  return stretches.filter(({ isShortened }) => isShortened);
}

function gapsOf(span: Interval, busy: Interval[]): Interval[] {
  const gaps: Interval[] = [];
  let reached = span.start;
  for (const { start, end } of busy.toSorted((a, b) => a.start - b.start)) {
    if (start > reached) gaps.push({ start: reached, end: start });
    reached = Math.max(reached, end);
  }
  if (span.end > reached) gaps.push({ start: reached, end: span.end });
  return gaps;
}

/** The longest gaps, in order of time, as long as each takes a telling part of what is left. */
function telling(gaps: Interval[], whole: number): Interval[] {
  let left = whole;
  const chosen = gaps
    .toSorted((a, b) => length(b) - length(a))
    .slice(0, MOST_BREAKS)
    .filter((gap) => {
      const isTelling = length(gap) >= Math.max(SHORTEST_GAP_MS, left * TELLING_PART);
      if (isTelling) left -= length(gap);
      return isTelling;
    });
  return chosen.sort((a, b) => a.start - b.start);
}

function cutAt(span: Interval, gaps: Interval[]): Interval[] {
  const parts: Interval[] = [];
  let reached = span.start;
  for (const gap of gaps) {
    if (gap.start > reached) parts.push({ start: reached, end: gap.start });
    parts.push(gap);
    reached = gap.end;
  }
  if (span.end > reached || parts.length === 0) parts.push({ start: reached, end: span.end });
  return parts;
}

function length({ start, end }: Interval): number {
  return end - start;
}

function sum(parts: Interval[]): number {
  return parts.reduce((total, part) => total + length(part), 0);
}
